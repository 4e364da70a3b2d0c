import { describe, expect, test } from 'vitest';
import { emptyState } from '../../src/emulator/empty-state.ts';
import {
  command,
  exchangePractice,
  recipient,
  refused,
  warnings,
  type ExchangePractice,
} from './exchange-practice.ts';
import { column, group, id, rows, send, text, user, type Answer } from './practice.ts';

const kinds = {
  users: [
    user(1, { mail: 'one@contoso.com', proxyAddresses: ['SMTP:one@contoso.com', 'smtp:uno@contoso.com'] }),
    user(2, { onPremisesSyncEnabled: true }),
    user(3),
    user(4),
    user(5),
  ],
  groups: [group(101, { mailEnabled: true })],
  exchange: {
    recipients: [
      recipient(1, {
        customAttributes: { customAttribute7: 'Łódź' },
        extensionCustomAttributes: { extensionCustomAttribute2: ['a', 'b'] },
      }),
      recipient(2, { recipientTypeDetails: 'SharedMailbox', alias: 'shared' }),
      recipient(3, { recipientTypeDetails: 'MailUser', alias: 'shared' }),
      recipient(4, { recipientTypeDetails: 'GuestMailUser', alias: 'shared' }),
      recipient(101, { recipientTypeDetails: 'GroupMailbox' }),
      recipient(900, {
        recipientTypeDetails: 'MailContact',
        displayName: 'Outside',
        primarySmtpAddress: 'o@x.com',
      }),
    ],
  },
};

const many = (count: number) => ({
  users: Array.from({ length: count }, (_, index) => user(index + 1)),
  exchange: { recipients: Array.from({ length: count }, (_, index) => recipient(index + 1)) },
});
const numbers = (answer: Answer): number[] =>
  column(answer, 'ExternalDirectoryObjectId').map((each) => Number(text(each).slice(-6)));
const linkOf = (answer: Answer): string => text(answer.body['@odata.nextLink'] ?? '');
const expired = '400 Expired or Invalid pagination request. Default Expiry time is 00:30:00';
const truncated =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.';

describe('rows', () => {
  test('unset is the empty text, types go beside, sizes are sentences', async () => {
    const tenant = await exchangePractice(kinds);
    const [row] = rows(await tenant.invoke('Get-Mailbox', { Identity: id(1) }));
    expect(row).toMatchObject({
      ExternalDirectoryObjectId: id(1),
      'Guid@data.type': 'System.Guid',
      'Guid@odata.type': '#Guid',
      CustomAttribute1: '',
      CustomAttribute7: 'Łódź',
      CustomAttribute15: '',
      'ExtensionCustomAttribute1@odata.type': '#Collection(String)',
      ExtensionCustomAttribute1: [],
      ExtensionCustomAttribute2: ['a', 'b'],
      IsDirSynced: false,
      IsExchangeCloudManaged: false,
      RecipientType: 'UserMailbox',
      RecipientTypeDetails: 'UserMailbox',
      UserPrincipalName: 'person1@contoso.com',
      PrimarySmtpAddress: 'one@contoso.com',
      ProhibitSendQuota: '99 GB (106,300,440,576 bytes)',
    });
    const ids = ['ExternalDirectoryObjectId', 'Guid', 'ExchangeObjectId', 'ExchangeGuid'];
    expect(new Set(ids.map((name) => row?.[name])).size).toBe(4);
  });

  test('$select takes names in any letter case, and leaves unknown ones out', async () => {
    const tenant = await exchangePractice(kinds);
    for (const option of ['$select', '%24select']) {
      const answer = await tenant.invoke('Get-Mailbox', {}, {}, `?${option}=guid,CUSTOMATTRIBUTE7,Nothing`);
      expect(rows(answer).map((row) => Object.keys(row))).toEqual(
        Array.from({ length: 2 }, () => ['Guid@data.type', 'Guid@odata.type', 'Guid', 'CustomAttribute7']),
      );
    }
  });

  test('IsDirSynced is what Graph says of the user', async () => {
    const tenant = await exchangePractice(kinds);
    const synced = async () => column(await tenant.invoke('Get-Mailbox'), 'IsDirSynced');
    expect(await synced()).toEqual([false, true]);
    await tenant.call('PATCH', `/users/${id(2)}/onPremisesSyncBehavior`, { isCloudManaged: true });
    expect(await synced()).toEqual([false, false]);
  });
});

describe('what a cmdlet finds', () => {
  test.each([
    ['Get-Mailbox', [1, 2]],
    ['Get-MailUser', [3, 4]],
    ['Get-Recipient', [1, 2, 3, 4, 101, 900]],
    ['Get-User', [1, 2, 3, 4, 5]],
  ])('%s without an identity: everything', async (cmdlet, expected) => {
    const tenant = await exchangePractice(kinds);
    for (const parameters of [{}, { Identity: null }, { Identity: '' }])
      expect(numbers(await tenant.invoke(cmdlet, parameters))).toEqual(expected);
  });

  test.each([
    ['Get-Mailbox', 3, '404'],
    ['Get-MailUser', 1, '404'],
    ['Get-Recipient', 5, '404'],
    ['Get-User', 5, '200'],
    ['Get-User', 900, '404'],
    ['Set-Mailbox', 3, '404'],
    ['Set-MailUser', 1, '404'],
    ['Set-Mailbox', 5, '404'],
    ['Set-MailUser', 4, '200'],
  ])('%s of %i is %s', async (cmdlet, number, expected) => {
    const tenant = await exchangePractice(kinds);
    expect(refused(await tenant.invoke(cmdlet, { Identity: id(number) }))).toMatch(
      new RegExp(`^${expected}`),
    );
  });

  test('a user who is no recipient is a User', async () => {
    const tenant = await exchangePractice(kinds);
    const [row] = rows(await tenant.invoke('Get-User', { Identity: 'person5@contoso.com' }));
    expect(row).toMatchObject({ RecipientType: 'User', RecipientTypeDetails: 'User' });
    expect(row).not.toHaveProperty('CustomAttribute1');
    expect(numbers(await tenant.invoke('Get-User', { Identity: row?.['Guid'] }))).toEqual([5]);
  });

  test('any of its names finds it', async () => {
    const tenant = await exchangePractice(kinds);
    const [row] = rows(await tenant.invoke('Get-Mailbox', { Identity: id(1) }));
    const names = [
      row?.['Guid'],
      row?.['ExchangeObjectId'],
      row?.['ExchangeGuid'],
      'PERSON1@contoso.com',
      'one@contoso.com',
      'UNO@contoso.com',
      'person1',
      id(1).toUpperCase(),
    ];
    for (const Identity of names)
      expect(numbers(await tenant.invoke('Get-Recipient', { Identity }))).toEqual([1]);
  });

  test('an alias of several is ambiguous, unless the cmdlet knows only one', async () => {
    const tenant = await exchangePractice(kinds);
    const find = async (cmdlet: string) => refused(await tenant.invoke(cmdlet, { Identity: 'SHARED' }));
    expect(await find('Get-MailUser')).toContain("because 'SHARED' matches multiple entries.");
    expect(await find('Get-Recipient')).toContain('ManagementObjectAmbiguousException');
    expect(await find('Get-Mailbox')).toBe('200');
  });

  test('nobody who is deleted, and everybody who is restored', async () => {
    const tenant = await exchangePractice(kinds);
    await tenant.call('DELETE', `/users/${id(1)}`);
    expect(numbers(await tenant.invoke('Get-Mailbox'))).toEqual([2]);
    expect(refused(await tenant.invoke('Set-Mailbox', { Identity: id(1), CustomAttribute1: 'x' }))).toMatch(
      /^404/,
    );
    await tenant.call('POST', `/directory/deletedItems/${id(1)}/restore`);
    expect(numbers(await tenant.invoke('Get-Mailbox'))).toEqual([1, 2]);
  });
});

const unlimited = { ResultSize: 'Unlimited' };

/** Follows links to the end as the module does: the same body, the same headers. */
async function pages(
  tenant: ExchangePractice,
  prefer: string,
  parameters: object = unlimited,
): Promise<Answer[]> {
  const headers = { Prefer: prefer };
  const found = [
    await tenant.invoke('Get-Mailbox', parameters, headers, '?$select=ExternalDirectoryObjectId'),
  ];
  for (let link = linkOf(found[0] as Answer); link !== ''; link = linkOf(found.at(-1) as Answer))
    found.push(await follow(tenant, link, parameters, headers));
  return found;
}

function follow(tenant: ExchangePractice, link: string, parameters: unknown, headers = {}): Promise<Answer> {
  return send(link, 'POST', command('Get-Mailbox', parameters), {
    'X-AnchorMailbox': `app:systemmailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${emptyState().organization.id}`,
    ...headers,
  });
}

describe('pages', () => {
  test.each([
    ['odata.maxpagesize=3', [3, 3, 1]],
    ['odata.maxpagesize = 7;odata.continue-on-error', [7]],
    ['odata.maxpagesize=6', [6, 1]],
    ['odata.maxpagesize=0', [7]],
    ['odata.maxpagesize=1001', [7]],
  ])('Prefer: %s', async (prefer, sizes) => {
    const tenant = await exchangePractice(many(7));
    const found = await pages(tenant, prefer);
    expect(found.map((page) => rows(page).length)).toEqual(sizes);
    expect(found.flatMap(numbers)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(found.map(warnings)).toEqual(sizes.map(() => []));
    // What was selected at first stays selected, though the link does not say so.
    expect(Object.keys(rows(found.at(-1) as Answer)[0] ?? {})).toEqual(['ExternalDirectoryObjectId']);
  });

  test('the skip token is encoded', async () => {
    const tenant = await exchangePractice(many(2));
    const first = await tenant.invoke('Get-Mailbox', unlimited, { Prefer: 'odata.maxpagesize=1' });
    expect(linkOf(first)).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/adminapi\/beta\/[\w-]+\/InvokeCommand\?%24skiptoken=/,
    );
  });

  test('1000 is the most by default, and the rest is said to be there', async () => {
    const tenant = await exchangePractice(many(1001));
    const first = await tenant.invoke('Get-Mailbox');
    expect(rows(first)).toHaveLength(1000);
    expect(warnings(first)).toEqual([truncated]);
    expect((await pages(tenant, '')).map((page) => rows(page).length)).toEqual([1000, 1]);
  });

  test.each([
    [7, []],
    ['7', []],
    [6, [truncated]],
  ])('ResultSize %j of seven', async (ResultSize, expected) => {
    const tenant = await exchangePractice(many(7));
    const headers = { Prefer: 'odata.maxpagesize=4' };
    const first = await tenant.invoke('Get-Mailbox', { ResultSize }, headers);
    const second = await follow(tenant, linkOf(first), { ResultSize }, headers);
    expect([...numbers(first), ...numbers(second)]).toHaveLength(Number(ResultSize));
    expect([warnings(first), warnings(second)]).toEqual([[], expected]);
  });

  test('behind an exhausted ResultSize there is a link, and nothing behind the link', async () => {
    const tenant = await exchangePractice(many(3));
    const first = await tenant.invoke('Get-Mailbox', { ResultSize: 1 });
    expect(warnings(first)).toEqual([truncated]);
    expect(refused(await follow(tenant, linkOf(first), { ResultSize: 1 }))).toBe(expired);
  });

  test('a link wants the same body, the same anchor, POST, and not to wait', async () => {
    const tenant = await exchangePractice(many(3));
    const headers = { Prefer: 'odata.maxpagesize=1' };
    const link = linkOf(await tenant.invoke('Get-Mailbox', unlimited, headers));
    const elsewhere = { 'X-AnchorMailbox': 'UPN:somebody@contoso.com' };
    expect(refused(await follow(tenant, link, { ResultSize: 2 }))).toBe(expired);
    expect(refused(await follow(tenant, link, unlimited, elsewhere))).toBe(expired);
    expect(refused(await follow(tenant, link.slice(0, -20), unlimited))).toBe(expired);
    expect((await send(link, 'GET')).status).toBe(405);
    tenant.advance(29 * 60_000);
    expect(numbers(await follow(tenant, link, unlimited, headers))).toEqual([2]);
    tenant.advance(2 * 60_000);
    expect(refused(await follow(tenant, link, unlimited))).toBe(expired);
  });

  test('a new state makes links worthless', async () => {
    const tenant = await exchangePractice(many(3));
    const link = linkOf(await tenant.invoke('Get-Mailbox', unlimited, { Prefer: 'odata.maxpagesize=1' }));
    tenant.putState(tenant.state());
    expect(refused(await follow(tenant, link, unlimited))).toBe(expired);
  });
});
