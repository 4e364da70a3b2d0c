import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordTo } from '../../../src/adapters/trace/recorder.ts';
import type { ExchangeCommand } from '../../../src/ports.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';
import { json, loopback, tenantId } from './loopback.ts';
import { id, readRecipients } from './practice.ts';

const anchor = `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}`;
const page = (more: object = {}, rows: readonly object[] = []): object => ({
  '@adminapi.warnings': [],
  value: rows,
  ...more,
});
const row = (number: number): object => ({ ExternalDirectoryObjectId: id(number), CustomAttribute1: 'x' });
const many = Array.from({ length: 30 }, (_, index) => index + 1);
const set: ExchangeCommand = {
  id: 'a',
  cmdlet: 'Set-Mailbox',
  parameters: { Identity: id(1), CustomAttribute1: 'Å', CustomAttribute2: null },
};

describe('on the wire', () => {
  test('a list is asked for as the official module asks', async () => {
    const { reader, seen } = await loopback((response) => json(response, page()));
    await readRecipients(reader, many, 30);
    const [request] = seen.filter(({ headers }) => headers['x-cmdletname'] === 'Get-Mailbox');
    const [url = '', select = ''] = request?.url.split('?$select=') ?? [];
    expect(`${request?.method} ${url}`).toBe(`POST /adminapi/beta/${tenantId}/InvokeCommand`);
    expect(select.split(',').toSorted()).toEqual(
      [
        'ExternalDirectoryObjectId',
        'RecipientTypeDetails',
        'IsDirSynced',
        'IsExchangeCloudManaged',
        ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}`),
      ].toSorted(),
    );
    expect(request?.body).toEqual({
      CmdletInput: { CmdletName: 'Get-Mailbox', Parameters: { ResultSize: 'Unlimited' } },
    });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer secret-token-of-the-test',
      accept: 'application/json',
      'accept-encoding': 'identity',
      'accept-language': 'en-US',
      'content-type': 'application/json; charset=utf-8',
      'x-responseformat': 'json',
      'x-anchormailbox': anchor,
      prefer: 'odata.maxpagesize=1000',
      'client-request-id': expect.stringMatching(/^[\w-]{36}$/),
    });
    expect(request?.headers).not.toHaveProperty('parameter-based-routing');
    const [other] = seen.filter(({ headers }) => headers['x-cmdletname'] === 'Get-MailUser');
    expect(other?.url).not.toContain('IsExchangeCloudManaged');
  });

  test('a batch has whole addresses and the headers of each item', async () => {
    const { writer, seen, origin } = await loopback((response) =>
      json(response, { responses: [{ id: 'a', status: 204 }] }),
    );
    expect(await writer.invoke([set])).toMatchObject({
      result: 'answered',
      replies: [{ id: 'a', status: 204, body: { value: [] } }],
    });
    expect(seen[0]?.url).toBe(`/adminapi/beta/${tenantId}/$batch`);
    expect(seen[0]?.body).toEqual({
      requests: [
        {
          id: 'a',
          method: 'POST',
          url: `${origin}/adminapi/beta/${tenantId}/InvokeCommand`,
          headers: {
            Authorization: 'Bearer secret-token-of-the-test',
            'Content-Type': 'application/json',
            'Accept-Language': 'en-US',
            Prefer: 'odata.maxpagesize=1000;odata.continue-on-error',
            'X-AnchorMailbox': anchor,
            'X-CmdletName': 'Set-Mailbox',
            'X-ResponseFormat': 'json',
          },
          body: {
            CmdletInput: {
              CmdletName: 'Set-Mailbox',
              Parameters: { Identity: id(1), CustomAttribute1: 'Å', CustomAttribute2: null },
            },
          },
        },
      ],
    });
  });

  test('a next page is asked for with the same body and anchor, at the place that the link names', async () => {
    const { reader, seen, origin } = await loopback((response, { url, headers }) => {
      const link = `${origin}/adminapi/beta/${tenantId}/InvokeCommand?%24skiptoken=a%2Fb`;
      if (headers['x-cmdletname'] === 'Get-MailUser') json(response, page());
      else if (url.includes('skiptoken')) json(response, page({}, [row(2)]));
      else json(response, page({ '@odata.nextLink': link }, [row(1)]));
    });
    const found = await readRecipients(reader, many, 30);
    expect([...found.keys()]).toEqual([id(1), id(2)]);
    const [first, second] = seen.filter(({ headers }) => headers['x-cmdletname'] === 'Get-Mailbox');
    expect(second?.url).toBe(`/adminapi/beta/${tenantId}/InvokeCommand?%24skiptoken=a%2Fb`);
    expect(second?.body).toEqual(first?.body);
    for (const name of ['x-anchormailbox', 'prefer', 'x-cmdletname'])
      expect(second?.headers[name]).toBe(first?.headers[name]);
  });

  test('a repetition keeps its client-request-id', async () => {
    const { reader, seen } = await loopback((response, { headers }, count) =>
      count === 1 && headers['x-cmdletname'] ? json(response, {}, 503) : json(response, page()),
    );
    await readRecipients(reader, many, 30);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ headers }) => headers['client-request-id'])).size).toBe(2);
  });

  test('a fresh token is one that meets the claims, also in the items of a batch', async () => {
    const asked: unknown[] = [];
    const exchange = async (...refusal: unknown[]): Promise<string> => `fresh-token-${asked.push(refusal)}`;
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const { writer, seen } = await loopback(
      (response, _request, count) => {
        if (count > 1) return json(response, { responses: [{ id: 'a', status: 200, body: page() }] });
        const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
        response.writeHead(401, { 'www-authenticate': challenge }).end();
      },
      { tokens: { graph: exchange, exchange } },
    );
    expect(await writer.invoke([set])).toMatchObject({ result: 'answered' });
    expect(asked).toEqual([[], ['fresh-token-1', claims]]);
    expect(JSON.stringify(seen[1]?.body)).toContain('Bearer fresh-token-2');
  });
});

describe('a success of one cmdlet', () => {
  const get: ExchangeCommand = { id: 'a', cmdlet: 'Get-Mailbox', parameters: { Identity: id(1) } };
  test.each<[string, ExchangeCommand, unknown, number, object]>([
    ['without a body', set, undefined, 200, { value: [] }],
    ['with nothing as its body', set, null, 200, { value: [] }],
    ['with an empty text as its body', set, '', 200, { value: [] }],
    ['with warnings alone', set, { '@adminapi.warnings': ['no settings'] }, 200, { value: [] }],
    ['with no rows', set, page(), 200, { value: [] }],
    ['with a row', get, page({}, [{ A: 1, 'A@data.type': 'x' }]), 200, { value: [{ A: 1 }] }],
    ['that is none', set, '<html>', 502, { error: { code: 'UnreadableAnswer' } }],
    ['that holds an error', set, { error: { code: 'x' } }, 502, { error: { code: 'UnreadableAnswer' } }],
    ['without a list', get, { '@adminapi.warnings': [] }, 502, { error: { code: 'UnreadableAnswer' } }],
  ])('%s', async (_name, command, body, status, expected) => {
    const { writer } = await loopback((response) =>
      json(response, { responses: [{ id: 'a', status: 200, body }] }),
    );
    expect(await writer.invoke([command])).toMatchObject({ replies: [{ id: 'a', status, body: expected }] });
  });
});

describe('an answer is no sound one', () => {
  const truncation = 'There are more results available than are currently displayed. To view them, increase.';
  const listing = (body: object) =>
    loopback((response, { headers }) =>
      json(response, headers['x-cmdletname'] === 'Get-Mailbox' ? body : page()),
    );

  test.each<[string, object, RegExp]>([
    ['that says it left something out', page({ '@adminapi.warnings': [truncation] }), /left something out/],
    ['with somebody who has no id', page({}, [{ RecipientTypeDetails: 'UserMailbox' }]), /without the id/],
    [
      'that leads elsewhere',
      page({ '@odata.nextLink': 'https://evil.example/adminapi/beta/x' }),
      /said to be at https:\/\/evil\.example/,
    ],
    [
      'that leads elsewhere in disguise',
      page({ '@odata.nextLink': 'http://127.0.0.1:1@evil.example/adminapi/beta/x' }),
      /said to be at http:\/\/evil\.example/,
    ],
    ['with a link that is none', page({ '@odata.nextLink': '/adminapi/beta/x' }), /an address that is none/],
  ])('%s', async (_name, body, message) => {
    const { reader } = await listing(body);
    const problem = await problemOf(() => readRecipients(reader, many, 30));
    expect(problem.message).toMatch(/^Exchange Online gave no sound answer on trying to read the recipients/);
    expect(problem.message).toMatch(message);
  });

  test('whose pages go round in a circle', async () => {
    const { reader, origin } = await loopback((response) =>
      json(response, page({ '@odata.nextLink': `${origin}/adminapi/beta/x?a` })),
    );
    expect((await problemOf(() => readRecipients(reader, many, 30))).message).toMatch(/names itself/);
  });

  test.each<[string, object]>([
    ['about nobody', page()],
    ['about somebody else', page({}, [row(2)])],
    ['about somebody without an id', page({}, [{ ExternalDirectoryObjectId: '' }])],
    ['about several', page({}, [row(1), row(2)])],
    ['that goes on', page({ '@odata.nextLink': 'x' }, [row(1)])],
    ['that left something out', page({ '@adminapi.warnings': [truncation] }, [row(1)])],
  ])('to a question about one user: %s', async (_name, body) => {
    const { reader, seen } = await loopback((response) =>
      json(response, { responses: [{ id: id(1), status: 200, body }] }),
    );
    const problem = await problemOf(() => readRecipients(reader, [1], 9000));
    expect(problem.message).toContain(`asked for the user ${id(1)}`);
    expect(seen).toHaveLength(1);
  });

  test('mailboxes of the service itself are no users', async () => {
    const { reader } = await listing(page({}, [{ ExternalDirectoryObjectId: '' }, row(1)]));
    expect([...(await readRecipients(reader, many, 30)).keys()]).toEqual([id(1)]);
  });
});

describe('a refusal that cannot be unpacked', () => {
  test('is one all the same', async () => {
    const { reader, writer } = await loopback((response) =>
      response.writeHead(403, { 'content-encoding': 'gzip' }).end(Buffer.alloc(4096)),
    );
    const problem = await problemOf(() => readRecipients(reader, [1], 1));
    expect(problem.message).toContain('AccessDenied, status 403');
    expect(await writer.invoke([set])).toMatchObject({
      result: 'refused',
      status: 403,
      code: 'AccessDenied',
    });
  });

  test('leaves a write lost where it is none', async () => {
    const { writer } = await loopback((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.alloc(4096)),
    );
    expect(await writer.invoke([set])).toMatchObject({ result: 'lost' });
  });
});

describe('a redirect', () => {
  test('within the service is followed with the same request, and remembered', async () => {
    const { writer, seen, origin } = await loopback((response, { url }) =>
      url.includes('moved')
        ? json(response, { responses: [{ id: 'a', status: 200, body: page() }] })
        : response.writeHead(307, { location: `${origin}/adminapi/moved` }).end(),
    );
    expect(await writer.invoke([set])).toMatchObject({ result: 'answered' });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /adminapi/beta/${tenantId}/$batch`,
      'POST /adminapi/moved',
    ]);
    expect(seen[1]?.body).toEqual(seen[0]?.body);
    expect(seen[1]?.headers['authorization']).toBe(seen[0]?.headers['authorization']);
  });

  test('is followed three times at most', async () => {
    const { writer, seen, origin } = await loopback((response) =>
      response.writeHead(302, { location: `${origin}/adminapi/round` }).end(),
    );
    expect(await writer.invoke([set])).toMatchObject({ result: 'refused', status: 302 });
    expect(seen).toHaveLength(4);
  });

  test('does not take the token to another origin', async () => {
    const other = await loopback((response) => json(response, {}));
    const { reader } = await loopback((response) =>
      response.writeHead(302, { location: `${other.origin}/adminapi/beta/x` }).end(),
    );
    const problem = await problemOf(() => readRecipients(reader, [1], 1));
    expect(problem.message).toContain(`points to ${new URL(other.origin).host}`);
    expect(other.seen).toEqual([]);
  });
});

test('a trace holds every exchange, and the token nowhere', async () => {
  const path = join(temporaryFolder(), 'a.har');
  const trace = recordTo(path);
  const { reader, writer } = await loopback(
    (response, { body }) => {
      // A service that repeats what it was sent.
      const echo = JSON.stringify(body);
      json(response, { responses: [{ id: 'a', status: 400, body: { error: { message: echo } } }] });
    },
    { trace },
  );
  const sent = await writer.invoke([set]);
  await problemOf(() => readRecipients(reader, many, 30));
  trace.close();
  const text = readFileSync(path, 'utf8');
  const entries = JSON.parse(text).log.entries as { request: { url: string; postData: { text: string } } }[];
  expect(entries[0]?.request.url).toContain('/$batch');
  expect(entries[0]?.request.postData.text).toContain('"CustomAttribute1":"Å"');
  expect(text).not.toContain('secret-token-of-the-test');
  expect(text).toContain('REDACTED');
  expect(sent).toMatchObject({ result: 'answered' });
  expect(JSON.stringify(sent)).not.toContain('secret-token-of-the-test');
});
