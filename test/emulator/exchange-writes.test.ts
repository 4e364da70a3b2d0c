import { describe, expect, test } from 'vitest';
import { exchangePractice, item, recipient, refused, warnings } from './exchange-practice.ts';
import { column, group, id, outcome, rows, text, user } from './practice.ts';

const both = { customAttribute1: 'A', customAttribute2: 'B' };
const set = { onPremisesExtensionAttributes: { extensionAttribute1: 'A', extensionAttribute2: 'B' } };
const synced = { ...set, onPremisesSyncEnabled: true };
const people = {
  users: [
    user(1, set),
    user(2, set),
    user(3, synced),
    user(4, synced),
    user(5, { ...set, _service: { exchangeMastered: true } }),
  ],
  exchange: {
    recipients: [
      recipient(1),
      recipient(2, { recipientTypeDetails: 'MailUser' }),
      recipient(3),
      recipient(4, { isExchangeCloudManaged: true }),
      recipient(5),
    ],
  },
};
const table = (more: object) => ({ '@odata.type': '#Exchange.GenericHashTable', ...more });
const tooLong = 'x'.repeat(1025);

describe('Set-Mailbox', () => {
  test.each<[string, object, object]>([
    ['sets', { CustomAttribute15: 'Łódź' }, { ...both, customAttribute15: 'Łódź' }],
    [
      'changes several',
      { CustomAttribute1: '1', CustomAttribute2: '2' },
      { customAttribute1: '1', customAttribute2: '2' },
    ],
    ['null clears', { CustomAttribute1: null }, { customAttribute2: 'B' }],
    ['the empty text clears', { CustomAttribute1: '' }, { customAttribute2: 'B' }],
    ['a number is text', { CustomAttribute1: 42 }, { ...both, customAttribute1: '42' }],
    ['"$null" is only text', { CustomAttribute1: '$null' }, { ...both, customAttribute1: '$null' }],
    [
      '1024 characters',
      { CustomAttribute1: 'x'.repeat(1024) },
      { ...both, customAttribute1: 'x'.repeat(1024) },
    ],
  ])('%s', async (_name, parameters, expected) => {
    const tenant = await exchangePractice(people);
    const answer = await tenant.invoke('Set-Mailbox', { Identity: id(1), Confirm: false, ...parameters });
    expect([answer.status, answer.body['value'], warnings(answer)]).toEqual([200, [], []]);
    expect(tenant.custom(1)).toEqual(expected);
  });

  test('what is set already is a warning', async () => {
    const tenant = await exchangePractice(people);
    const answer = await tenant.invoke('Set-Mailbox', {
      Identity: id(1),
      CustomAttribute1: 'A',
      CustomAttribute9: null,
    });
    expect(warnings(answer)).toEqual([
      `The command completed successfully but no settings of '${id(1)}' have been modified.`,
    ]);
  });

  test('all or nothing: one value too long', async () => {
    const tenant = await exchangePractice(people);
    const parameters = { Identity: id(1), CustomAttribute1: 'new', CustomAttribute2: tooLong };
    expect(refused(await tenant.invoke('Set-Mailbox', parameters))).toBe(
      '400 |Microsoft.Exchange.Data.DataValidationException|The length of the property is too long. The maximum length is 1024 and the length of the value provided is 1025.',
    );
    expect(tenant.custom(1)).toEqual(both);
    expect(await tenant.shown(1)).toEqual(set.onPremisesExtensionAttributes);
  });

  test('WhatIf changes nothing', async () => {
    const tenant = await exchangePractice(people);
    expect(
      (await tenant.invoke('Set-Mailbox', { Identity: id(1), CustomAttribute1: 'x', WhatIf: true })).status,
    ).toBe(200);
    expect(tenant.custom(1)).toEqual(both);
  });
});

describe('ExtensionCustomAttribute', () => {
  test.each<[string, unknown, unknown]>([
    ['a list overwrites', ['c'], ['c']],
    ['a text is a list of one', 'c', ['c']],
    ['a tagged table adds and removes', table({ Add: ['c', 'a'], Remove: 'b' }), ['a', 'c']],
    ['a bare tag clears', table({}), undefined],
    ['an empty list clears', [], undefined],
    ['null clears', null, undefined],
  ])('%s', async (_name, value, expected) => {
    const extensionCustomAttributes = { extensionCustomAttribute1: ['a', 'b'] };
    const exchange = { recipients: [recipient(1, { extensionCustomAttributes })] };
    const tenant = await exchangePractice({ users: [user(1)], exchange });
    const parameters = { Identity: id(1), ExtensionCustomAttribute1: value };
    expect(refused(await tenant.invoke('Set-Mailbox', parameters))).toBe('200');
    expect(
      tenant.state().exchange?.recipients[0]?.extensionCustomAttributes?.['extensionCustomAttribute1'],
    ).toEqual(expected);
    expect(await tenant.shown(1)).toEqual({});
  });

  test('1300 values, and no more', async () => {
    const tenant = await exchangePractice(people);
    const values = Array.from({ length: 1301 }, (_, index) => String(index));
    const write = async (ExtensionCustomAttribute5: string[]) =>
      (await tenant.invoke('Set-Mailbox', { Identity: id(1), ExtensionCustomAttribute5 })).status;
    expect([await write(values.slice(1)), await write(values)]).toEqual([200, 400]);
  });
});

const outOfScope = (cmdlet: string, parameter: string, name: string) =>
  `400 |System.InvalidOperationException|The operation on mailbox "${name}" failed because it's out of the current user's write scope. The action '${cmdlet}', '${parameter}', can't be performed on the object '${name}' because the object is being synchronized from your on-premises organization. This action should be performed on the object in your on-premises organization.`;

describe('who masters the attributes', () => {
  const external =
    '400 Request_BadRequest: Unable to update the specified properties for objects that have originated within an external service.';
  const onPremises =
    '400 Request_BadRequest: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';

  test.each([
    ['cloud-born', 1, 'Set-Mailbox', '200', '204'],
    ['synchronised', 3, 'Set-Mailbox', outOfScope('Set-Mailbox', 'CustomAttribute9', id(3)), onPremises],
    ['synchronised, managed in the cloud', 4, 'Set-Mailbox', '200', onPremises],
    ["Exchange's", 5, 'Set-Mailbox', '200', external],
  ])('%s', async (_name, number, cmdlet, exchange, graph) => {
    const tenant = await exchangePractice(people);
    const parameters = { Identity: id(number), CustomAttribute9: 'x', CustomAttribute1: 'y' };
    expect(refused(await tenant.invoke(cmdlet, parameters))).toBe(exchange);
    const body = { onPremisesExtensionAttributes: { extensionAttribute1: 'z' } };
    expect(outcome(await tenant.call('PATCH', `/users/${id(number)}`, body))).toBe(graph);
  });

  test('Set-MailUser names itself', async () => {
    const tenant = await exchangePractice({
      ...people,
      users: people.users.map((each) => ({ ...each, onPremisesSyncEnabled: true })),
    });
    const answer = await tenant.invoke('Set-MailUser', { Identity: id(2), CustomAttribute3: 'x' });
    expect(refused(answer)).toBe(outOfScope('Set-MailUser', 'CustomAttribute3', id(2)));
  });

  test('a synchronised mailbox is handed over, and back', async () => {
    const tenant = await exchangePractice(people);
    const flag = async (IsExchangeCloudManaged: boolean, number = 3) =>
      refused(await tenant.invoke('Set-Mailbox', { Identity: id(number), IsExchangeCloudManaged }));
    const write = async (value: string) =>
      refused(await tenant.invoke('Set-Mailbox', { Identity: id(3), CustomAttribute1: value })).slice(0, 3);
    expect(await flag(true)).toBe('200');
    expect(await write('x')).toBe('200');
    expect(await tenant.shown(3)).toMatchObject({ extensionAttribute1: 'x' });
    expect(await flag(false)).toBe('200');
    expect(await write('y')).toBe('400');
    expect(await flag(true, 1)).toContain('|System.InvalidOperationException|');
  });
});

describe('dual write', () => {
  const minute = 60_000;
  const write = { Identity: id(1), CustomAttribute1: 'X', CustomAttribute2: null };
  const shownAfter = { extensionAttribute1: 'X' };

  test('Graph shows it at once without a delay, and the audit log tells who', async () => {
    const tenant = await exchangePractice(people);
    await tenant.invoke('Set-Mailbox', write);
    expect(await tenant.shown(1)).toEqual(shownAfter);
    const [entry] = rows(await tenant.get('/auditLogs/directoryAudits'));
    expect(entry).toMatchObject({
      activityDisplayName: 'Update user',
      initiatedBy: { app: { displayName: 'Office 365 Exchange Online' } },
    });
  });

  test('Graph shows it after the delay; Exchange itself at once', async () => {
    const tenant = await exchangePractice(people, { exchangeReplicationMs: minute });
    await tenant.invoke('Set-Mailbox', write);
    expect(tenant.custom(1)).toEqual({ customAttribute1: 'X' });
    expect(await tenant.shown(1)).toEqual(set.onPremisesExtensionAttributes);
    tenant.advance(minute);
    expect(await tenant.shown(1)).toEqual(shownAfter);
    expect(tenant.state().exchange).not.toHaveProperty('pendingWrites');
  });

  test('what is on its way is part of the state, and settle lets it arrive', async () => {
    const tenant = await exchangePractice(people, { exchangeReplicationMs: minute });
    await tenant.invoke('Set-Mailbox', write);
    const state = tenant.state();
    expect(state.exchange?.pendingWrites).toMatchObject([
      { user: id(1), to: 'graph', attributes: { extensionAttribute1: 'X', extensionAttribute2: null } },
    ]);
    const other = await exchangePractice({});
    other.putState(state);
    other.settle();
    expect(await other.shown(1)).toEqual(shownAfter);
  });

  test.each(['PATCH', 'edit'])('a %s in Graph reaches Exchange after the same delay', async (way) => {
    const tenant = await exchangePractice(people, { exchangeReplicationMs: minute });
    const patch = { onPremisesExtensionAttributes: { extensionAttribute1: 'G', extensionAttribute2: null } };
    if (way === 'edit') tenant.edit('user', id(1), patch);
    else await tenant.call('PATCH', `/users/${id(1)}`, patch);
    expect(tenant.custom(1)).toEqual(both);
    tenant.advance(minute);
    expect(tenant.custom(1)).toEqual({ customAttribute1: 'G' });
    expect(await tenant.shown(1)).toEqual({ extensionAttribute1: 'G' });
  });

  test.each([
    ['Exchange', ['Graph', 'Exchange']],
    ['Graph', ['Exchange', 'Graph']],
  ])('the newer write wins on both sides: %s', async (winner, order) => {
    const tenant = await exchangePractice(people, { exchangeReplicationMs: minute });
    for (const side of order) {
      const body = { onPremisesExtensionAttributes: { extensionAttribute1: 'Graph' } };
      if (side === 'Graph') await tenant.call('PATCH', `/users/${id(1)}`, body);
      else await tenant.invoke('Set-Mailbox', { Identity: id(1), CustomAttribute1: 'Exchange' });
      tenant.advance(1000);
    }
    tenant.settle();
    expect(await tenant.shown(1)).toMatchObject({ extensionAttribute1: winner });
    expect(tenant.custom(1)).toMatchObject({ customAttribute1: winner });
  });

  test('dynamic groups follow', async () => {
    const dynamic = group(101, {
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.extensionAttribute1 -eq "X"',
      membershipRuleProcessingState: 'On',
    });
    const tenant = await exchangePractice(
      { ...people, groups: [dynamic] },
      { exchangeReplicationMs: minute },
    );
    await tenant.invoke('Set-Mailbox', write);
    const members = async () => column(await tenant.get(`/groups/${id(101)}/members`), 'id').map(text);
    tenant.advance(minute);
    expect(await members()).toEqual([]);
    tenant.advance(minute);
    expect(await members()).toEqual([id(1)]);
  });

  test('nothing arrives where the user is gone meanwhile', async () => {
    const tenant = await exchangePractice(people, { exchangeReplicationMs: minute });
    await tenant.invoke('Set-Mailbox', write);
    await tenant.call('DELETE', `/users/${id(1)}`);
    await tenant.call('DELETE', `/directory/deletedItems/${id(1)}`);
    tenant.settle();
    const state = tenant.state();
    expect(state.users.map((each) => each.id)).not.toContain(id(1));
    expect(state.exchange?.recipients.map((each) => each.id)).not.toContain(id(1));
    // Nothing is left that would name him.
    tenant.putState(state);
  });

  test('where Entra refuses, neither side has it', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ exchange: 'dualWrite', identity: id(1), times: 1 });
    expect(refused(await tenant.invoke('Set-Mailbox', write))).toMatch(
      /^400 \|Microsoft\.Exchange\.Configuration\.DualWrite\.LocStrings\.UnableToWriteToAadException\|An Azure Active Directory call was made .* DualWrite \(Graph\) RequestId: [0-9a-f-]{36} The issue may be transient and please retry a couple of minutes later/,
    );
    expect([tenant.custom(1), await tenant.shown(1)]).toEqual([both, set.onPremisesExtensionAttributes]);
    expect(refused(await tenant.invoke('Set-Mailbox', write))).toBe('200');
  });
});

describe('the write gate', () => {
  test.each([
    ['before', 'A'],
    ['after', 'X'],
  ] as const)('holds %s the second write, in a batch of Exchange or not', async (when, second) => {
    const tenant = await exchangePractice(people);
    const held = tenant.holdAtWrite(2, when);
    expect((await tenant.call('PATCH', `/users/${id(2)}`, { department: 'IT' })).status).toBe(204);
    const answer = tenant.batch([
      item(1, 'Get-Mailbox', {}),
      item(2, 'Set-Mailbox', { Identity: id(9), CustomAttribute1: 'X' }),
      item(3, 'Set-Mailbox', { Identity: id(1), CustomAttribute1: 'X' }),
      item(4, 'Set-Mailbox', { Identity: id(5), CustomAttribute1: 'X' }),
    ]);
    // The rejection comes with the release.
    answer.catch(() => {});
    await held;
    tenant.release({ abandon: true });
    await expect(answer).rejects.toThrow(/fetch failed|terminated|other side closed/);
    expect([tenant.custom(1), tenant.custom(5)]).toMatchObject([{ customAttribute1: second }, both]);
  });
});
