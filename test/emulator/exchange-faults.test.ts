import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/emulator/faults.ts';
import { command, exchangePractice, item, recipient, refused, tenantId } from './exchange-practice.ts';
import { id, rows, send, user, type Answer } from './practice.ts';

const people = {
  users: [user(1), user(2), user(3), user(4)],
  exchange: { recipients: [recipient(1), recipient(2), recipient(3), recipient(4)] },
};
const write = (number: number, value = 'X') =>
  item(number, 'Set-Mailbox', { Identity: id(number), CustomAttribute1: value });
const lost = /fetch failed|terminated|other side closed/;
const responses = (answer: Answer): unknown[] =>
  rows(answer, 'responses').map((row) => [row['id'], row['status']]);

describe('$batch', () => {
  test('performs every item for itself, and answers in another order', async () => {
    const tenant = await exchangePractice(people);
    const wrong = item(2, 'Set-Mailbox', { Identity: id(2), Bogus: 1 });
    const answer = await tenant.batch([write(1), wrong, write(3)]);
    expect(responses(answer)).toEqual([
      ['3', 200],
      ['2', 400],
      ['1', 200],
    ]);
    expect(rows(answer, 'responses')[1]?.['body']?.['error']).toMatchObject({ code: 'BadRequest' });
    expect([tenant.custom(1), tenant.custom(2), tenant.custom(3)]).toEqual([
      { customAttribute1: 'X' },
      {},
      { customAttribute1: 'X' },
    ]);
  });

  test.each([
    [10, 200],
    [11, 400],
  ])('%i items: %i', async (count, status) => {
    const tenant = await exchangePractice(people);
    const items = Array.from({ length: count }, (_, index) => item(index, 'Get-Mailbox', {}));
    expect((await tenant.batch(items)).status).toBe(status);
    expect(tenant.requests().totals.items).toBe(status === 200 ? count : 0);
  });

  test.each([
    ['no list', {}],
    ['an item without a url', [{ id: '1', method: 'POST' }]],
    ['an id twice', [write(1), write(1)]],
  ])('%s is refused, and nothing done', async (_name, requests) => {
    const tenant = await exchangePractice(people);
    expect((await tenant.batch(requests)).status).toBe(400);
    expect(tenant.custom(1)).toEqual({});
  });

  test('an unknown cmdlet in it is a 403 without a body', async () => {
    const tenant = await exchangePractice(people);
    const [row] = rows(await tenant.batch([item(1, 'Remove-Mailbox', {})]), 'responses');
    expect(row).toMatchObject({ id: '1', status: 403 });
    expect(row).not.toHaveProperty('body');
  });

  test('pages of an item are followed in a further batch', async () => {
    const tenant = await exchangePractice(people);
    const url = `/adminapi/beta/${tenantId}/InvokeCommand`;
    const headers = { Prefer: 'odata.maxpagesize=3;odata.continue-on-error' };
    const body = command('Get-Mailbox', {});
    const ask = async (address: unknown) => {
      const answer = await tenant.batch([{ id: '1', method: 'POST', url: address, headers, body }]);
      return rows(answer, 'responses')[0]?.['body'];
    };
    const first = await ask(url);
    expect(first?.['value']).toHaveLength(3);
    expect((await ask(first?.['@odata.nextLink']))?.['value']).toHaveLength(1);
  });
});

const set = { Identity: id(1), CustomAttribute1: 'X' };

describe('faults', () => {
  test.each<[string, Fault, number, string | null, string]>([
    ['429 with Retry-After', { status: 429, retryAfter: 3 }, 429, '3', '"TooManyRequests"'],
    ['429 without', { status: 429 }, 429, null, '"TooManyRequests"'],
    [
      'in plain text',
      { exchange: 'concurrency' },
      429,
      null,
      'maximum number of concurrent requests per tenant',
    ],
    ['503', { status: 503 }, 503, null, '"ServiceUnavailable"'],
    ['504 as a page', { status: 504, body: '<html>' }, 504, null, '<html>'],
    ['401', { status: 401 }, 401, null, ''],
    ['zero bytes', { exchange: 'forbidden' }, 403, null, '\0\0'],
  ])('%s', async (_name, fault, status, retryAfter, part) => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ path: '^/adminapi/', times: 1, ...fault });
    const answer = await tenant.invoke('Set-Mailbox', set);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(answer.text).toContain(part);
    expect(tenant.custom(1)).toEqual({});
    expect((await tenant.invoke('Set-Mailbox', set)).status).toBe(200);
  });

  test('a cmdlet, an identity, or all that goes there, and never Graph', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ cmdlet: 'set-mailbox', identity: id(2), status: 503 });
    const status = async (cmdlet: string, number: number) =>
      (await tenant.invoke(cmdlet, { Identity: id(number) })).status;
    expect([await status('Get-Mailbox', 2), await status('Set-Mailbox', 1)]).toEqual([200, 200]);
    expect(await status('Set-Mailbox', 2)).toBe(503);
    tenant.addFault({ exchange: 'forbidden' });
    expect((await tenant.batch([])).status).toBe(403);
    expect((await tenant.get('/users')).status).toBe(200);
  });

  test('items of a batch, one by one', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault(
      { item: true, identity: id(1), status: 429, retryAfter: 1 },
      { item: true, identity: id(2), exchange: 'dualWrite', status: 500 },
      { item: true, identity: id(3), exchange: 'forbidden' },
    );
    const answer = await tenant.batch([write(1), write(2), write(3), write(4)]);
    expect(responses(answer)).toEqual([
      ['4', 200],
      ['3', 403],
      ['2', 500],
      ['1', 429],
    ]);
    expect(rows(answer, 'responses')[3]?.['headers']).toMatchObject({ 'retry-after': '1' });
    expect(rows(answer, 'responses')[2]?.['body']?.['error']?.['details']?.['0']?.['message']).toContain(
      'UnableToWriteToAadException',
    );
    expect([1, 2, 3, 4].map(tenant.custom)).toEqual([{}, {}, {}, { customAttribute1: 'X' }]);
  });

  test.each([
    ['before', {}],
    ['after', { customAttribute1: 'X' }],
  ] as const)('a connection cut %s the write', async (drop, expected) => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ cmdlet: 'Set-Mailbox', drop });
    await expect(tenant.invoke('Set-Mailbox', set)).rejects.toThrow(lost);
    expect(tenant.custom(1)).toEqual(expected);
  });

  test('cut after an item: the items behind it are not reached', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ identity: id(2), drop: 'after' });
    await expect(tenant.batch([write(1), write(2), write(3)])).rejects.toThrow(lost);
    expect([1, 2, 3].map(tenant.custom)).toEqual([{ customAttribute1: 'X' }, { customAttribute1: 'X' }, {}]);
  });

  test('half an answer', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ cmdlet: 'Get-Mailbox', truncate: true });
    await expect(tenant.invoke('Get-Mailbox')).rejects.toThrow(lost);
  });

  test('half a page, with a link that cannot be followed', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ cmdlet: 'Get-Mailbox', exchange: 'deadLink', times: 1 });
    const page = await tenant.invoke('Get-Mailbox', { ResultSize: 'Unlimited' });
    expect(rows(page)).toHaveLength(2);
    const link = page.body['@odata.nextLink'] as unknown as string;
    const next = await send(link, 'POST', command('Get-Mailbox', { ResultSize: 'Unlimited' }));
    expect(refused(next)).toContain('400 Expired or Invalid pagination request.');
  });

  test('a redirect to another prefix', async () => {
    const tenant = await exchangePractice(people);
    const location = 'https://namprd01.outlook.office365.com/adminapi/beta';
    tenant.addFault({ path: '^/adminapi/', status: 302, headers: { location } });
    const answer = await fetch(`${tenant.exchange}/beta/${tenantId}/InvokeCommand`, {
      method: 'POST',
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
  });

  test('a slow answer takes its time on the emulated clock', async () => {
    const tenant = await exchangePractice(people);
    tenant.addFault({ cmdlet: 'Get-Mailbox', delayMs: 900_000 });
    const answer = tenant.invoke('Get-Mailbox');
    setTimeout(() => tenant.advance(900_000), 20);
    expect((await answer).status).toBe(200);
  });

  test('an unknown kind is refused', async () => {
    const tenant = await exchangePractice(people);
    expect((await send(`${tenant.admin}/faults`, 'POST', { exchange: 'broken' })).text).toContain('deadLink');
  });
});

test('the request log counts by cmdlet: alone, in batches, and the batches', async () => {
  const tenant = await exchangePractice(people);
  await tenant.invoke('Get-Mailbox');
  await tenant.batch([write(1), write(2)]);
  await tenant.batch([write(3), write(9), item(5, 'Get-Recipient', {})]);
  await tenant.get('/users');
  const report = tenant.requests();
  expect(report.totals).toEqual({ exchanges: 4, items: 5 });
  expect(report.counts).toEqual({
    'GET /users': 1,
    'POST /adminapi/beta/{tenant}/$batch': 2,
    'POST /adminapi/beta/{tenant}/InvokeCommand': 6,
  });
  expect(report.cmdlets).toEqual({
    'Get-Mailbox': { requests: 1, items: 0, batches: 0 },
    'Set-Mailbox': { requests: 0, items: 4, batches: 2 },
    'Get-Recipient': { requests: 0, items: 1, batches: 1 },
  });
  expect(report.requests.map(({ cmdlet, status, batch }) => [cmdlet, status, batch])).toEqual([
    ['Get-Mailbox', 200, null],
    [undefined, 200, null],
    ['Set-Mailbox', 200, 2],
    ['Set-Mailbox', 200, 2],
    [undefined, 200, null],
    ['Set-Mailbox', 200, 5],
    ['Set-Mailbox', 404, 5],
    ['Get-Recipient', 200, 5],
    [undefined, 200, null],
  ]);
});
