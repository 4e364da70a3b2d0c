import { describe, expect, test } from 'vitest';
import { clouds } from '../../../src/adapters/graph/clouds.ts';
import { address } from '../../../src/adapters/graph/address.ts';
import { TenantryError } from '../../../src/core/problem.ts';
import { contoso } from '../../../src/emulator/contoso.ts';
import type { Fault } from '../../../src/emulator/faults.ts';
import type { GraphRequest } from '../../../src/ports.ts';
import { practice } from './practice.ts';

function rename(id: string, key = '1', department = 'Written'): GraphRequest {
  return { id: key, method: 'PATCH', path: address(['users', id]), body: { department } };
}

async function withUsers(more: Parameters<typeof practice>[1] = {}) {
  const found = await practice({ users: 60 }, more);
  // Others are mastered elsewhere and refuse to be written.
  const writable = found.emulator
    .state()
    .users.filter((user) => !user['onPremisesSyncEnabled'] && !user._service);
  const ids = writable.map(({ id }) => id);
  found.emulator.clearRequests();
  return { ...found, ids, id: ids[0] ?? '' };
}

describe('the writer', () => {
  test('sends a batch once and gives the replies in the order of the requests', async () => {
    const { emulator, writer, ids } = await withUsers();
    const requests = ids.slice(0, 19).map((id, index) => rename(id, `op${index}`));
    const sent = await writer.send([...requests, rename('00000000-0000-4000-8000-000000000000', 'gone')]);
    expect(sent.result).toBe('answered');
    if (sent.result !== 'answered') return;
    expect(sent.replies.map(({ id, status }) => `${id} ${status}`)).toEqual([
      ...requests.map(({ id }) => `${id} 204`),
      'gone 404',
    ]);
    expect(emulator.requests().totals).toEqual({ exchanges: 1, items: 20 });
    expect(emulator.state().users.filter((user) => user['department'] === 'Written')).toHaveLength(19);
  });

  test('reaches guests, whose names hold a #', async () => {
    const { emulator, writer } = await practice({ state: contoso() });
    const guest = emulator.state().users.find((user) => user.userPrincipalName.includes('#EXT#'));
    const sent = await writer.send([rename(guest?.userPrincipalName ?? '', 'g')]);
    expect(sent).toMatchObject({ result: 'answered', replies: [{ id: 'g', status: 204 }] });
    expect(emulator.state().users.find(({ id }) => id === guest?.id)).toHaveProperty('department', 'Written');
    expect(emulator.state().users.filter((user) => user['department'] === 'Written')).toHaveLength(1);
  });

  test('hands on what was said about a single request', async () => {
    const { emulator, writer, id, slept } = await withUsers();
    emulator.addFault({ item: true, status: 429, retryAfter: 2.5, times: 1 });
    const sent = await writer.send([rename(id)]);
    expect(sent).toMatchObject({
      result: 'answered',
      replies: [{ status: 429, headers: { 'retry-after': '2.5' } }],
    });
    expect(slept).toEqual([]);
  });

  test('takes nothing for an answer', async () => {
    const { emulator, writer } = await withUsers();
    expect(await writer.send([])).toEqual({ result: 'answered', replies: [] });
    await expect(writer.send(Array.from({ length: 21 }, (_, n) => rename('x', String(n))))).rejects.toThrow(
      RangeError,
    );
    expect(emulator.requests().totals.exchanges).toBe(0);
  });
});

describe('a batch is refused', () => {
  test.each<[string, Fault, object]>([
    [
      'by throttling',
      { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfter: 2.128 },
      { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfterMs: 2128 },
    ],
    [
      'by a service that is down',
      { status: 503, body: '<html>', contentType: 'text/html' },
      { status: 503, code: '', message: 'Microsoft Graph answered with status 503.' },
    ],
    [
      'as a bad one',
      { status: 400, code: 'BadRequest', message: 'Invalid batch.' },
      { status: 400, message: 'Invalid batch.' },
    ],
    ['for its permission', { status: 403, code: 'Authorization_RequestDenied' }, { status: 403 }],
  ])('%s', async (_name, fault, expected) => {
    const { emulator, writer, id } = await withUsers();
    emulator.addFault({ ...fault, item: false });
    const sent = await writer.send([rename(id)]);
    expect(sent).toMatchObject({ result: 'refused', ...expected });
    expect(sent).toHaveProperty('requestId', expect.stringMatching(/^[\w-]{36}$/));
    expect(emulator.requests().totals).toEqual({ exchanges: 1, items: 0 });
    expect(emulator.state().users.some((user) => user['department'] === 'Written')).toBe(false);
  });

  test.each([
    ['for good', {}, { result: 'refused', status: 401 }],
    ['once', { times: 1 }, { result: 'answered' }],
  ])('for its token, %s: it is sent once more with a fresh one', async (_name, times, expected) => {
    const asked: (string | undefined)[] = [];
    const token = async (refused?: string): Promise<string> => `token${asked.push(refused)}`;
    const { emulator, writer, id } = await withUsers({ token });
    emulator.addFault({ status: 401, code: 'InvalidAuthenticationToken', item: false, ...times });
    expect(await writer.send([rename(id)])).toMatchObject(expected);
    expect(emulator.requests().totals.exchanges).toBe(2);
    expect(asked).toEqual([undefined, 'token1']);
  });

  test('where nobody listens', async () => {
    const { emulator, writer } = await withUsers();
    await emulator.close();
    expect(await writer.send([rename('x')])).toMatchObject({
      result: 'refused',
      status: 0,
      code: 'NotSent',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('where nobody is signed in', async () => {
    const error = new TenantryError({ id: 'sign-in', message: 'Nobody is signed in.', remedy: 'Sign in.' });
    const { writer } = await withUsers({ token: () => Promise.reject(error) });
    const sent = await writer.send([rename('x')]);
    expect(sent).toMatchObject({
      result: 'refused',
      status: 0,
      code: 'NotSent',
      message: 'Nobody is signed in.',
    });
  });

  test('once the command is interrupted, while what is under way is waited for', async () => {
    const stop = new AbortController();
    const { emulator, writer, id } = await withUsers({ signal: stop.signal });
    emulator.addFault({ item: false, delayMs: 100, times: 1 });
    const underWay = writer.send([rename(id)]);
    setTimeout(() => stop.abort(), 20);
    expect(await underWay).toMatchObject({ result: 'answered', replies: [{ status: 204 }] });
    expect(await writer.send([rename(id)])).toMatchObject({ result: 'refused', status: 0, code: 'NotSent' });
  });
});

describe('a batch is lost', () => {
  test.each<[string, Fault]>([
    ['before the work', { drop: 'before' }],
    ['after the work', { drop: 'after' }],
    ['in the middle of the answer', { truncate: true }],
    ['to a gateway that gave up', { status: 504, body: '', contentType: 'text/plain' }],
    ['to another gateway', { status: 502, code: 'BadGateway' }],
    ['to an error of the server', { status: 500, code: 'InternalServerError' }],
    ['to somebody who answers for Graph', { status: 200, body: '<html>', contentType: 'text/html' }],
    ['to an answer without replies', { status: 200, body: { responses: [] } }],
  ])('%s', async (_name, fault) => {
    const { emulator, writer, id } = await withUsers();
    emulator.addFault({ ...fault, item: false });
    const sent = await writer.send([rename(id)]);
    expect(sent).toEqual({ result: 'lost', message: expect.stringMatching(/./) });
    expect(emulator.requests().totals.exchanges).toBe(1);
  });
});

test('every cloud has its hosts', () => {
  for (const { graph, login } of Object.values(clouds)) {
    expect(new URL(graph).origin).toBe(graph);
    expect(new URL(login).origin).toBe(login);
  }
});
