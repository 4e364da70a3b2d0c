import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordTo } from '../../../src/adapters/trace/recorder.ts';
import type { Fault } from '../../../src/emulator/faults.ts';
import type { Query } from '../../../src/ports.ts';
import { TenantryError } from '../../../src/core/problem.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';
import { practice } from './practice.ts';

const users: Query = { query: 'users', select: ['department', 'id'], manager: true };
const groups: Query = { query: 'groups', select: ['displayName', 'id'] };
const everything: readonly Query[] = [{ query: 'tenant' }, { query: 'userCount' }, users, groups];

describe('a read goes on', () => {
  test.each<[string, Fault]>([
    ['throttling', { status: 429, code: 'TooManyRequests', retryAfter: 2.128 }],
    ['a service that is down', { status: 503, body: '<html>busy</html>', contentType: 'text/html' }],
    ['a gateway', { status: 504 }],
    ['an error of the server', { status: 500 }],
    ['a bad gateway', { status: 502, body: '', contentType: 'text/plain' }],
    ['concurrent requests', { status: 409, code: 'Directory_ConcurrencyViolation' }],
    ['a connection that breaks before the answer', { drop: 'before' }],
    ['a connection that breaks after the work', { drop: 'after' }],
    ['an answer that is cut short', { truncate: true }],
    ['an answer that is no JSON', { status: 200, body: '<html>login</html>', contentType: 'text/html' }],
    ['an answer that is no list', { status: 200, body: { hello: 'world' } }],
    ['an object without an id', { status: 200, body: { value: [{ displayName: 'x' }] } }],
  ])('after %s', async (_name, fault) => {
    const { emulator, reader, slept } = await practice({ users: 1500, groups: 5 });
    const good = await reader.answer(everything);
    emulator.addFault({ ...fault, path: '^/(users|groups|organization)', skip: 1, times: 3 });
    expect(await reader.answer(everything)).toEqual(good);
    expect(slept).toHaveLength(3);
  });

  test('as long as the service asks', async () => {
    const { emulator, reader, slept } = await practice({ users: 5 });
    emulator.addFault({ path: '^/users', status: 429, retryAfter: 2.128, times: 1 });
    emulator.addFault({ path: '^/users', status: 503, retryAfter: 200, skip: 1, times: 1 });
    await reader.answer([users]);
    expect(slept).toEqual([2128, 200_000]);
  });

  test('with waits that grow', async () => {
    const { emulator, reader, slept, progress } = await practice({ users: 5 });
    emulator.addFault({ path: '^/users', drop: 'before', times: 4 });
    await reader.answer([users]);
    expect(slept).toEqual([375, 750, 1500, 3000]);
    expect(progress[0]).toMatch(/^Microsoft Graph: .+, trying again in 0\.4 s$/);
  });

  test('with just the items of a batch that were throttled, after the longest of their waits', async () => {
    const { emulator, reader, slept } = await practice({ users: 50, groups: 45 });
    const ids = emulator.state().groups.map(({ id }) => id);
    const [good] = await reader.answer([{ query: 'owners', groups: ids.slice(0, 20) }]);
    emulator.clearRequests();
    emulator.addFault({ item: true, status: 429, retryAfter: 1.5, skip: 3, times: 1 });
    emulator.addFault({ item: true, status: 429, retryAfter: 7, skip: 5, times: 1 });
    emulator.addFault({ item: true, status: 404, code: 'Request_ResourceNotFound', skip: 9, times: 1 });
    expect(await reader.answer([{ query: 'owners', groups: ids.slice(0, 20) }])).toEqual([good]);
    expect(emulator.requests().totals).toEqual({ exchanges: 2, items: 23 });
    expect(slept).toEqual([7000]);
  });

  test('with a fresh token, once', async () => {
    const given: (string | undefined)[] = [];
    const { emulator, reader } = await practice(
      { users: 5 },
      {
        token: async (refused) => {
          given.push(refused);
          return `token${given.length}`;
        },
      },
    );
    emulator.addFault({ path: '^/users', status: 401, code: 'InvalidAuthenticationToken', times: 1 });
    await reader.answer([users]);
    expect(given).toEqual([undefined, 'token1']);
    emulator.addFault({
      path: '^/users',
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Expired.',
    });
    const problem = await problemOf(() => reader.answer([users]));
    expect(problem.message).toMatch(
      /does not accept the token on trying to read the users: Expired\. \(.*request-id/,
    );
    expect(given).toHaveLength(4);
  });
});

describe('a read fails', () => {
  test('after minutes of patience', async () => {
    const { emulator, reader, slept } = await practice({ users: 5 });
    emulator.addFault({ path: '^/users', status: 503, code: 'ServiceUnavailable', message: 'Later.' });
    const problem = await problemOf(() => reader.answer([users]));
    expect(problem.message).toMatch(
      /too busy for several minutes to read the users: Later\. \(ServiceUnavailable, status 503, request-id [\w-]+\)/,
    );
    const total = slept.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(4 * 60_000);
    expect(total).toBeLessThanOrEqual(5 * 60_000);
  });

  test.each<[Query, string, string]>([
    [{ query: 'tenant' }, '^/organization', 'Organization.Read.All'],
    [{ query: 'userCount' }, '^/users/\\$count', 'User.Read.All'],
    [users, '^/users', 'User.Read.All'],
    [groups, '^/groups', 'Group.Read.All'],
    [{ query: 'deletedUsers' }, 'deletedItems/microsoft.graph.user', 'User.Read.All'],
    [{ query: 'deletedGroups' }, 'deletedItems/microsoft.graph.group', 'Group.Read.All'],
    [{ query: 'owners', groups: ['11111111-1111-4111-8111-111111111111'] }, '/owners', 'Group.Read.All'],
    [{ query: 'members', groups: ['11111111-1111-4111-8111-111111111111'] }, '/members', 'Group.Read.All'],
    [{ query: 'synchronisation' }, '^/organization', 'Organization.Read.All'],
    [{ query: 'servicePlans' }, '^/subscribedSkus', 'LicenseAssignment.Read.All'],
    [{ query: 'registration', application: 'x' }, '^/applications', 'Application.Read.All'],
  ])('without permission for %o', async (query, path, permission) => {
    const { emulator, reader } = await practice({ users: 5, groups: 1 });
    emulator.addFault({
      path,
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
    const problem = await problemOf(() => reader.answer([query]));
    expect(problem.message).toContain('Insufficient privileges to complete the operation.');
    expect(problem.message).toMatch(/Authorization_RequestDenied, status 403, request-id/);
    expect(problem.remedy).toContain(`permission ${permission} `);
  });

  test('where nobody listens', async () => {
    const { emulator, reader } = await practice();
    await emulator.close();
    const problem = await problemOf(() => reader.answer([users]));
    const { port } = new URL(emulator.graph);
    expect(problem.message).toBe(`Nothing listens at http://127.0.0.1:${port}.`);
    expect(problem.remedy).toContain(`tenantry emulate --port ${port}`);
  });

  test.each([
    'https://evil.example/v1.0/users?$skiptoken=x',
    'http://graph.microsoft.com/v1.0/users?$skiptoken=x',
    'https://graph.microsoft.com.evil.example/v1.0/users',
    'https://graph.microsoft.com@evil.example/v1.0/users',
    'https://graph.microsoft.com/beta/users',
    '/users?$skiptoken=x',
  ])('where the next page is said to be at %s', async (nextLink) => {
    const { emulator, reader } = await practice({ users: 5 });
    emulator.addFault({
      path: '^/users',
      status: 200,
      body: { value: [], '@odata.nextLink': nextLink },
      times: 1,
    });
    const problem = await problemOf(() => reader.answer([users]));
    expect(problem.message).toMatch(/the next page is said to be at .*, which is not Microsoft Graph/);
    expect(emulator.requests().totals.exchanges).toBe(1);
  });

  test('where pages go round in a circle', async () => {
    const { emulator, reader } = await practice({ users: 5 });
    const body = { value: [], '@odata.nextLink': `${emulator.graph}/users?$skiptoken=x` };
    emulator.addFault({ path: '^/users', status: 200, body });
    expect((await problemOf(() => reader.answer([users]))).message).toMatch(/names itself or an earlier one/);
  });

  test('where a redirect would take the token elsewhere', async () => {
    const elsewhere: string[] = [];
    const server = createServer((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end('{"value":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { emulator, reader } = await practice({ users: 5 });
    emulator.addFault({
      path: '^/users',
      status: 302,
      headers: { location: `http://127.0.0.1:${port}/v1.0/users` },
    });
    await problemOf(() => reader.answer([users]));
    server.close();
    expect(elsewhere).toEqual([]);
  });

  test('at once when the command is interrupted', async () => {
    const stop = new AbortController();
    const { emulator, reader } = await practice({ users: 5, latencyMs: 2_000 }, { signal: stop.signal });
    const answer = reader.answer([users]);
    setTimeout(() => stop.abort(new Error('interrupted')), 50);
    await expect(answer).rejects.toThrow('interrupted');
    expect(emulator.requests().totals.exchanges).toBeLessThanOrEqual(1);
  });

  test('where nobody is signed in', async () => {
    const error = new TenantryError({ id: 'sign-in', message: 'Nobody is signed in.', remedy: 'Sign in.' });
    const { emulator, reader } = await practice({}, { token: () => Promise.reject(error) });
    await expect(reader.answer(everything)).rejects.toBe(error);
    expect(emulator.requests().totals.exchanges).toBe(0);
  });

  test('without the token in any message or in the trace', async () => {
    const path = join(temporaryFolder(), 'a.har');
    const trace = recordTo(path);
    const { emulator, reader } = await practice({ users: 5 }, { trace });
    emulator.addFault({
      path: '^/users',
      status: 400,
      message: 'You sent secret-token-of-the-test, which is wrong.',
    });
    const problem = await problemOf(() => reader.answer([users]));
    trace.close();
    expect(problem.message).toContain('You sent REDACTED, which is wrong.');
    expect(JSON.stringify(problem) + readFileSync(path, 'utf8')).not.toContain('secret-token');
  });
});

describe('a read is whole or fails', () => {
  test('whatever goes wrong on the way', { timeout: 120_000 }, async () => {
    const { emulator, reader } = await practice({ users: 2100, groups: 30, emptyPages: true });
    const ids = emulator.state().groups.map(({ id }) => id);
    const queries: readonly Query[] = [...everything, { query: 'owners', groups: ids }];
    const good = await reader.answer(queries);
    const kind = fc.constantFrom<Fault>(
      { status: 429, retryAfter: 1 },
      { status: 503, body: 'busy', contentType: 'text/plain' },
      { status: 400, code: 'Request_BadRequest' },
      { status: 403 },
      { status: 404 },
      { drop: 'before' },
      { drop: 'after' },
      { truncate: true },
      { status: 200, body: 'text', contentType: 'text/plain' },
      { status: 200, body: {} },
    );
    const fault = fc
      .tuple(kind, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 30 }))
      .map(([each, skip, times]) => ({ ...each, skip, times }));
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 4 }), async (faults) => {
        emulator.clearFaults();
        if (faults.length > 0) emulator.addFault(...faults);
        const result = await reader.answer(queries).catch((error: unknown) => error);
        expect(result instanceof TenantryError ? good : result).toEqual(good);
      }),
      { numRuns: 40 },
    );
  });
});
