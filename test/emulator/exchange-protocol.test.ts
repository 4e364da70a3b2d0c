import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { command, exchangePractice, recipient, refused, tenantId, warnings } from './exchange-practice.ts';
import { group, id, practice, rows, send, user } from './practice.ts';

const people = { users: [user(1), user(2)], exchange: { recipients: [recipient(1)] } };
const jwt = (claims: object) =>
  `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const good = { aud: 'https://outlook.office365.com', tid: tenantId, roles: ['Exchange.ManageAsApp'] };
const ask = command('Get-Mailbox', {});

/** As it comes over the wire: fetch would try to unpack it. */
function raw(address: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; encoding: string | undefined; bytes: Buffer }>(
    (resolve) => {
      const sent = request(address, { method: 'POST', headers: { authorization: 'Bearer x', ...headers } });
      sent.on('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const encoding = answer.headers['content-encoding'];
          resolve({ status: answer.statusCode, encoding, bytes: Buffer.concat(chunks) });
        });
      });
      sent.end(JSON.stringify(command('Get-Everything', {})));
    },
  );
}

describe('the address', () => {
  test.each([
    ['POST', `/beta/${tenantId}/InvokeCommand`, 200],
    ['POST', `/beta/${tenantId.toUpperCase()}/invokecommand`, 200],
    ['POST', '/beta/contoso.com/InvokeCommand', 200],
    ['POST', '/beta/fabrikam.com/InvokeCommand', 401],
    ['POST', `/v1.0/${tenantId}/InvokeCommand`, 405],
    ['POST', `/beta/${tenantId}/Mailbox`, 405],
    ['GET', `/beta/${tenantId}/InvokeCommand`, 405],
    ['PATCH', `/beta/${tenantId}/InvokeCommand`, 405],
  ])('%s %s is %i', async (method, path, status) => {
    const tenant = await practice(people);
    const answer = await send(`${tenant.exchange}${path}`, method, method === 'GET' ? undefined : ask);
    expect(answer.status).toBe(status);
  });

  test('a success says what it is', async () => {
    const tenant = await exchangePractice(people);
    const answer = await tenant.invoke('Get-Mailbox');
    expect(answer.headers.get('content-type')).toContain('application/json;odata.metadata=minimal');
    expect(answer.headers.get('odata-version')).toBe('4.0');
    expect(answer.body['@odata.context']).toBe(
      `${tenant.exchange}/beta/${tenantId}/$metadata#Collection(Exchange.GenericHashTable)`,
    );
    expect(warnings(answer)).toEqual([]);
  });

  test('Get-OrganizationConfig tells the name of the tenant', async () => {
    const tenant = await exchangePractice(people);
    expect(rows(await tenant.invoke('Get-OrganizationConfig'))).toMatchObject([
      { Name: 'contoso.com', DisplayName: 'Contoso' },
    ]);
  });
});

describe('who may', () => {
  test.each([
    ['any text', 'Bearer practice', 200],
    ['a token for Exchange', jwt(good), 200],
    ['the audience as an id', jwt({ ...good, aud: '00000002-0000-0ff1-ce00-000000000000' }), 200],
    ['no bearer', 'Basic x', 401],
    ['a token for Graph', jwt({ ...good, aud: 'https://graph.microsoft.com' }), 401],
    ['another tenant', jwt({ ...good, tid: id(1) }), 401],
    ['another role', jwt({ ...good, roles: ['full_access_as_app'] }), 401],
    ['no role', jwt({ aud: good.aud, tid: good.tid }), 401],
  ])('%s', async (_name, authorization, status) => {
    const tenant = await exchangePractice(people);
    const answer = await tenant.invoke('Get-Mailbox', {}, { authorization });
    expect(answer.status).toBe(status);
    expect(answer.text === '').toBe(status === 401);
  });

  test('a batch and each of its items', async () => {
    const tenant = await exchangePractice(people);
    expect((await tenant.batch([], { authorization: jwt({ ...good, roles: [] }) })).text).toBe('');
    const url = `/adminapi/beta/${tenantId}/InvokeCommand`;
    const authorization = jwt({ ...good, roles: [] });
    const own = { id: '1', method: 'POST', url, headers: { Authorization: authorization }, body: ask };
    const bare = { id: '2', method: 'POST', url, body: ask };
    expect(rows(await tenant.batch([own, bare]), 'responses')).toMatchObject([
      { id: '2', status: 200 },
      { id: '1', status: 401 },
    ]);
  });
});

describe('what the caller may not do is 4096 zero bytes', () => {
  test.each([
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('Accept-Encoding: %s', async (accept, encoding) => {
    const tenant = await practice(people);
    const address = `${tenant.exchange}/beta/${tenantId}/InvokeCommand`;
    const answer = await raw(address, { 'accept-encoding': accept });
    expect(answer).toMatchObject({ status: 403, encoding });
    expect(answer.bytes.equals(Buffer.alloc(4096))).toBe(true);
  });

  test('fetch cannot even read the status, unless it asks for identity', async () => {
    const tenant = await practice(people);
    const address = `${tenant.exchange}/beta/${tenantId}/InvokeCommand`;
    const unknown = command('Remove-Mailbox', { Identity: id(1) });
    await expect(send(address, 'POST', unknown)).rejects.toThrow(/terminated|incorrect header/);
    expect((await send(address, 'POST', unknown, { 'Accept-Encoding': 'identity' })).status).toBe(403);
  });

  test('without any role, that is everything', async () => {
    const tenant = await exchangePractice(people, { exchangeAccess: 'none' });
    expect((await tenant.invoke('Get-Mailbox')).text).toBe('\0'.repeat(4096));
    expect((await tenant.batch([])).status).toBe(403);
    expect((await tenant.get(`/users/${id(1)}`)).status).toBe(200);
  });
});

const unresolved =
  '400 |Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException|Parameter set cannot be resolved using the specified named parameters.';
const transformed =
  '400 System.Management.Automation.ParameterTransformationException|Cannot process argument';

describe('calls that make no sense', () => {
  test.each<[string, unknown, string]>([
    [
      'Get-Mailbox',
      { BogusParameter: 1 },
      `${unresolved} Invalid cmdlet parameters specified. BogusParameter`,
    ],
    ['Get-Mailbox', { CustomAttribute1: 'x' }, 'Invalid cmdlet parameters specified. CustomAttribute1'],
    ['Set-MailUser', { IsExchangeCloudManaged: true }, 'specified. IsExchangeCloudManaged'],
    ['Get-Mailbox', null, '400 System.ArgumentException|Parameters of CmdletInput cannot be null.'],
    ['Get-Mailbox', { ResultSize: 'Many' }, `${transformed} transformation on parameter 'ResultSize'.`],
    ['Get-Mailbox', { Identity: {} }, `${transformed} transformation on parameter 'Identity'.`],
    ['Set-Mailbox', { Identity: id(1), CustomAttribute1: ['x'] }, `${transformed} transformation on`],
    ['Set-Mailbox', { Identity: id(1), CustomAttribute1: {} }, 'Newtonsoft.Json.Linq.JObject'],
    [
      'Set-Mailbox',
      { Identity: id(1), ExtensionCustomAttribute1: { Add: ['x'] } },
      'Newtonsoft.Json.Linq.JObject',
    ],
    [
      'Set-Mailbox',
      { Identity: id(1), IsExchangeCloudManaged: 'true' },
      `parameter 'IsExchangeCloudManaged'`,
    ],
    [
      'Set-Mailbox',
      { Identity: id(1), IsExchangeCloudManaged: true, CustomAttribute1: 'x' },
      `${unresolved} One or more parameters issued cannot be used together`,
    ],
    ['Set-Mailbox', { Identity: '', CustomAttribute1: 'x' }, unresolved],
    ['Set-Mailbox', { CustomAttribute1: 'x' }, unresolved],
  ])('%s %j', async (cmdlet, parameters, expected) => {
    const tenant = await exchangePractice(people);
    const before = tenant.state();
    expect(refused(await tenant.invoke(cmdlet, parameters))).toContain(expected);
    expect(tenant.state()).toEqual(before);
  });

  test('what is no JSON, or no command', async () => {
    const tenant = await practice(people);
    const address = `${tenant.exchange}/beta/${tenantId}/InvokeCommand`;
    for (const body of ['{', '[]', '{}', '{"CmdletInput":{}}'])
      expect((await send(address, 'POST', body)).status).toBe(400);
  });

  test('the letter case of names, and the order of members, mean nothing', async () => {
    const tenant = await exchangePractice(people);
    const answer = await tenant.invoke('set-mailbox', { CUSTOMATTRIBUTE2: 'B', identity: id(1) });
    expect(refused(answer)).toBe('200');
    expect(tenant.custom(1)).toEqual({ customAttribute2: 'B' });
  });
});

test('the error of a failed cmdlet tells what happened in its details alone', async () => {
  const tenant = await exchangePractice(people);
  const answer = await tenant.invoke('Get-Mailbox', { Identity: 'x@y' });
  expect(answer.body['error']).toEqual({
    code: 'NotFound',
    message: 'Error executing cmdlet',
    details: [
      {
        code: 'Client',
        target: '',
        message: expect.stringMatching(
          /^Ex6F9304\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|The operation couldn't be performed because object 'x@y' couldn't be found on '[\w.]+\.PROD\.OUTLOOK\.COM'\.$/,
        ) as string,
      },
    ],
    innererror: {
      message: 'Error executing cmdlet',
      type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
      stacktrace: '',
      internalexception: {
        message:
          "Exception of type 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException' was thrown.",
        type: 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException',
        stacktrace: '',
      },
    },
    'adminapi.warnings@odata.type': '#Collection(String)',
    '@adminapi.warnings': [],
  });
  expect(answer.headers.get('x-exceptiontype')).toContain('ManagementObjectNotFoundException');
});

test('a wrong type has no details', async () => {
  const tenant = await exchangePractice(people);
  const answer = await tenant.invoke('Get-Mailbox', { ResultSize: -1 });
  expect(Object.keys(answer.body['error'] ?? {})).not.toContain('details');
});

describe('state', () => {
  const kinds = {
    users: [user(1), user(2)],
    groups: [group(101, { mailEnabled: true })],
    exchange: {
      recipients: [
        recipient(1, {
          customAttributes: { customAttribute1: 'A' },
          alias: 'one',
          isExchangeCloudManaged: true,
        }),
        recipient(101, { recipientTypeDetails: 'GroupMailbox', customAttributes: {} }),
        recipient(900, {
          recipientTypeDetails: 'MailContact',
          displayName: 'Outside',
          primarySmtpAddress: 'o@fabrikam.com',
          customAttributes: {},
        }),
      ],
      pendingWrites: [
        {
          at: '2036-01-01T00:00:00.000Z',
          user: id(1),
          to: 'graph' as const,
          attributes: { extensionAttribute1: null },
        },
      ],
    },
  };

  test('what is put in comes out again, sorted', async () => {
    const tenant = await exchangePractice({});
    const { recipients, pendingWrites } = kinds.exchange;
    const state = {
      ...tenant.state(),
      ...kinds,
      exchange: { recipients: recipients.toReversed(), pendingWrites },
    };
    expect((await send(`${tenant.admin}/state`, 'PUT', state)).status).toBe(204);
    expect(tenant.state().exchange).toEqual(kinds.exchange);
    expect((await send(`${tenant.admin}/state/schema`, 'GET')).body['properties']).toHaveProperty('exchange');
  });

  test('whose custom attributes it does not tell starts with what Graph shows', async () => {
    const onPremisesExtensionAttributes = { extensionAttribute3: 'C' };
    const tenant = await exchangePractice({
      users: [user(1, { onPremisesExtensionAttributes }), user(2, { onPremisesExtensionAttributes })],
      exchange: { recipients: [recipient(1), recipient(2, { customAttributes: {} })] },
    });
    expect([tenant.custom(1), tenant.custom(2)]).toEqual([{ customAttribute3: 'C' }, {}]);
  });

  test.each<[string, unknown, string]>([
    ['a recipient who is not there', [recipient(9)], `recipients/0: ${id(9)} is not among the users`],
    ['a group as a mailbox', [recipient(101)], 'is not among the users'],
    [
      'a user as a group',
      [recipient(1, { recipientTypeDetails: 'GroupMailbox' })],
      'is not among the groups',
    ],
    ['somebody twice', [recipient(1), recipient(1)], 'recipients/1: the id'],
    ['an unknown kind', [{ ...recipient(1), recipientTypeDetails: 'Mailbox' }], 'allowed values'],
    [
      'an unknown attribute',
      [recipient(1, { customAttributes: { customAttribute16: 'x' } })],
      'customAttribute16',
    ],
    ['an empty value', [recipient(1, { customAttributes: { customAttribute1: '' } })], 'fewer than 1'],
  ])('%s is refused', async (_name, recipients, message) => {
    const tenant = await exchangePractice({});
    const state = { ...tenant.state(), users: [user(1)], groups: kinds.groups, exchange: { recipients } };
    const answer = await send(`${tenant.admin}/state`, 'PUT', state);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
  });
});
