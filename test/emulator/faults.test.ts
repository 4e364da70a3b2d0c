import { describe, expect, test } from 'vitest';
import type { State } from '../../src/emulator/state.ts';
import { id, outcome, practice, rows, send, user } from './practice.ts';

const patch = (number: number, department: string) => ({
  id: String(number),
  method: 'PATCH',
  url: `/users/${id(number)}`,
  headers: { 'Content-Type': 'application/json' },
  body: { department },
});
/** What fetch says of a connection that ends too early. */
const lost = /fetch failed|terminated|other side closed/;
const people = { users: [user(1), user(2), user(3), user(4)] };

function departments(state: State): unknown[] {
  return state.users.map((person) => person['department'] ?? null);
}

describe('faults', () => {
  test('a status with a documented text, so many times, after so many requests', async () => {
    const tenant = await practice(people);
    tenant.addFault({ method: 'PATCH', path: '^/users/', skip: 1, times: 2, status: 409 });
    const outcomes = [];
    for (let round = 0; round < 4; round++)
      outcomes.push(outcome(await tenant.call('PATCH', `/users/${id(1)}`, { department: 'IT' })));
    const conflict =
      '409 Directory_ConcurrencyViolation: Error due to concurrent requests being made to the tenant. Please wait briefly and retry.';
    expect(outcomes).toEqual(['204', conflict, conflict, '204']);
  });

  test('a body that is not JSON, with Retry-After', async () => {
    const tenant = await practice(people);
    tenant.addFault({ status: 503, body: '<html>busy</html>', retryAfter: 2, times: 1 });
    const answer = await tenant.get('/users');
    expect(answer.text).toBe('<html>busy</html>');
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.headers.get('retry-after')).toBe('2');
    expect((await tenant.get('/users')).status).toBe(200);
  });

  test('only items of a batch, or only whole requests', async () => {
    const tenant = await practice(people);
    tenant.addFault({ item: true, path: id(2), status: 429, retryAfter: 1 });
    const answer = await tenant.call('POST', '/$batch', { requests: [patch(1, 'IT'), patch(2, 'IT')] });
    expect(answer.body['responses']).toMatchObject([
      { id: '2', status: 429, headers: { 'Retry-After': '1' } },
      { id: '1', status: 204 },
    ]);
    expect((await tenant.get(`/users/${id(2)}`)).status).toBe(200);
  });

  test('a connection lost before: nothing happened; lost after: the write was accepted', async () => {
    const tenant = await practice(people);
    tenant.addFault({ path: id(1), drop: 'before' }, { path: id(2), drop: 'after' });
    await expect(tenant.call('PATCH', `/users/${id(1)}`, { department: 'IT' })).rejects.toThrow(lost);
    await expect(tenant.call('PATCH', `/users/${id(2)}`, { department: 'IT' })).rejects.toThrow(lost);
    expect(departments(tenant.state())).toEqual([null, 'IT', null, null]);
    expect(tenant.requests().requests.map((request) => request.status)).toEqual([0, 0]);
  });

  test('lost after an item: the items behind it are not reached', async () => {
    const tenant = await practice(people);
    tenant.addFault({ path: id(2), drop: 'after' });
    const requests = [patch(1, 'IT'), patch(2, 'IT'), patch(3, 'IT')];
    await expect(tenant.call('POST', '/$batch', { requests })).rejects.toThrow(lost);
    expect(departments(tenant.state())).toEqual(['IT', 'IT', null, null]);
  });

  test('half an answer', async () => {
    const tenant = await practice(people);
    tenant.addFault({ truncate: true, times: 1 });
    await expect(tenant.get('/users')).rejects.toThrow(lost);
  });

  test('a delay runs on the emulated clock', async () => {
    const tenant = await practice(people);
    tenant.addFault({ delayMs: 60_000 });
    const answer = tenant.get('/users');
    setTimeout(() => tenant.advance(60_000), 20);
    expect((await answer).status).toBe(200);
  });

  test.each<[unknown, string]>([
    [{ status: 99 }, 'faults[0]: status has to be a status from 200 to 599'],
    [{ path: '(', status: 500 }, 'faults[0]: path has to be a regular expression'],
    [
      [{ status: 500 }, { times: 1 }],
      'faults[1]: does nothing: it needs status, drop, delayMs, truncate or exchange',
    ],
    [{ statsu: 500 }, "faults[0]: has an unknown member 'statsu'"],
    [7, 'faults[0]: is not an object'],
  ])('%j is refused', async (fault, message) => {
    const tenant = await practice({});
    const answer = await send(`${tenant.admin}/faults`, 'POST', fault);
    expect(outcome(answer)).toContain(`400 Request_BadRequest: ${message}`);
    expect((await send(`${tenant.admin}/faults`, 'GET')).text).toBe('[]');
  });
});

describe('the write gate', () => {
  const requests = [1, 2, 3].map((number) => patch(number, 'IT'));

  test.each([
    ['before', [null, null, null]],
    ['after', ['IT', null, null]],
  ] as const)('holds %s the first write of a batch', async (when, expected) => {
    const tenant = await practice({ users: people.users.slice(0, 3) });
    const held = tenant.holdAtWrite(1, when);
    const answer = tenant.call('POST', '/$batch', { requests });
    await held;
    expect(departments(tenant.state())).toEqual(expected);
    tenant.release();
    expect((await answer).status).toBe(200);
    expect(departments(tenant.state())).toEqual(['IT', 'IT', 'IT']);
  });

  test.each([
    [2, 'before', ['IT', null, null]],
    [2, 'after', ['IT', 'IT', null]],
    [3, 'after', ['IT', 'IT', 'IT']],
  ] as const)('write %i abandoned %s: %j', async (n, when, expected) => {
    const tenant = await practice({ users: people.users.slice(0, 3) });
    const held = tenant.holdAtWrite(n, when);
    const answer = tenant.call('POST', '/$batch', { requests });
    // The rejection comes with the release.
    answer.catch(() => {});
    await held;
    tenant.release({ abandon: true });
    await expect(answer).rejects.toThrow(lost);
    expect(departments(tenant.state())).toEqual(expected);
  });

  test('refused writes and reads do not count', async () => {
    const tenant = await practice({ users: people.users.slice(0, 3) });
    const held = tenant.holdAtWrite(1, 'after');
    expect((await tenant.get('/users')).status).toBe(200);
    expect((await tenant.call('PATCH', `/users/${id(1)}`, { nothing: 1 })).status).toBe(400);
    const answer = tenant.call('PATCH', `/users/${id(1)}`, { department: 'IT' });
    await held;
    // Others go on meanwhile.
    expect((await tenant.call('PATCH', `/users/${id(2)}`, { department: 'IT' })).status).toBe(204);
    tenant.release();
    expect((await answer).status).toBe(204);
  });

  test('what was held before its write is checked again', async () => {
    const tenant = await practice({ users: people.users.slice(0, 3) });
    const held = tenant.holdAtWrite(1, 'before');
    const answer = tenant.call('PATCH', `/users/${id(1)}`, { department: 'IT' });
    await held;
    await tenant.call('DELETE', `/users/${id(1)}`);
    tenant.release();
    expect((await answer).status).toBe(404);
  });
});

describe('the request log', () => {
  test('has every exchange and every item, and never a token', async () => {
    const tenant = await practice(people);
    await tenant.call(
      'POST',
      '/$batch',
      { requests: [patch(1, 'IT'), patch(9, 'IT')] },
      { authorization: 'Bearer s3cret' },
    );
    await tenant.get("/groups(uniqueName='x')");
    const report = await send(`${tenant.admin}/requests`, 'GET');
    expect(report.body['totals']).toEqual({ exchanges: 2, items: 2 });
    expect(report.body['counts']).toEqual({
      'GET /groups(uniqueName={key})': 1,
      'PATCH /users/{id}': 2,
      'POST /$batch': 1,
    });
    expect(rows(report, 'requests').map((row) => [row['method'], row['status'], row['batch']])).toEqual([
      ['POST', 200, null],
      ['PATCH', 204, 1],
      ['PATCH', 404, 1],
      ['GET', 404, null],
    ]);
    expect(report.text).not.toContain('s3cret');
    await send(`${tenant.admin}/requests`, 'DELETE');
    expect(tenant.requests().totals).toEqual({ exchanges: 0, items: 0 });
  });
});
