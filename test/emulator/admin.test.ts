import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { generateTenant } from '../../src/emulator/generate/generate-tenant.ts';
import { group, id, outcome, practice, refs, send, user, type Practice } from './practice.ts';

const state = {
  ...emptyState(),
  users: [user(1, { manager: { id: id(2) }, _service: { exchangeMastered: true } }), user(2)],
  groups: [group(101, { owners: refs(2), members: refs(1, 2) })],
};
const generated = (seed: number) => generateTenant({ users: 200, groups: 20, seed });
const put = (tenant: Practice, body: unknown) => send(`${tenant.admin}/state`, 'PUT', body);

describe('state', () => {
  test('what is put in comes out again', async () => {
    const tenant = await practice({});
    expect(outcome(await put(tenant, state))).toBe('204');
    expect((await send(`${tenant.admin}/state`, 'GET')).body).toEqual(state);
    expect(tenant.state()).toEqual(state);
  });

  test('arrays are sorted by id, whatever order they came in', async () => {
    const tenant = await practice({});
    await put(tenant, { ...state, users: state.users.toReversed() });
    expect(tenant.state().users.map((person) => person.id)).toEqual([id(1), id(2)]);
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'The body is not JSON'],
    ['another format', { ...state, format: 2 }, 'state/format: must be equal to constant'],
    [
      'a misspelt list',
      { ...state, user: [] },
      'must NOT have additional properties {"additionalProperty":"user"}',
    ],
    [
      'an unknown property',
      { ...state, users: [user(1, { nickname: 'x' })] },
      "state/users/0: a user has no property 'nickname'",
    ],
    [
      'a wrong type',
      { ...state, users: [user(1, { department: 7 })] },
      "state/users/0: 'department' is not of type string",
    ],
    ['an id that is none', { ...state, users: [{ ...user(1), id: 'x' }] }, 'state/users/0/id'],
    ['an id twice', { ...state, groups: [group(1)] }, `the id ${id(1)} is used twice`],
    [
      'a manager who is not there',
      { ...state, users: [user(1, { manager: { id: id(9) } })], groups: [] },
      `manager of ${id(1)} names ${id(9)}`,
    ],
    [
      'a member who is not there',
      { ...state, groups: [group(101, { members: refs(9) })] },
      `members of ${id(101)} names ${id(9)}`,
    ],
    [
      'a name twice',
      { ...state, users: [user(1), user(2, { userPrincipalName: 'PERSON1@contoso.com' })] },
      'have the same userPrincipalName',
    ],
  ])('%s is refused', async (_name, body, message) => {
    const tenant = await practice({});
    const answer = await put(tenant, body);
    expect(outcome(answer)).toContain('400 Request_BadRequest');
    expect(outcome(answer)).toContain(message);
    expect(tenant.state()).toEqual(emptyState());
  });

  test('its schema is published', async () => {
    const tenant = await practice({});
    const schema = await send(`${tenant.admin}/state/schema`, 'GET');
    expect(schema.body['required']).toContain('membershipEvents');
  });

  test('is kept in a file, and found there again', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'tenantry-')), 'state.json');
    const first = await startEmulator({ stateFile, state });
    first.edit('user', id(1), { department: 'IT' });
    await first.close();
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toEqual(first.state());
    const second = await startEmulator({ stateFile });
    expect(second.state().users[0]).toMatchObject({ id: id(1), department: 'IT' });
    await second.close();
  });
});

describe('the ready line and the clock', () => {
  test('ready is one line of JSON with the addresses', async () => {
    const tenant = await practice({});
    expect(JSON.parse(tenant.ready)).toEqual({
      graph: tenant.graph,
      exchange: tenant.exchange,
      admin: tenant.admin,
    });
    expect(tenant.ready).not.toContain('\n');
  });

  test('advances on demand', async () => {
    const tenant = await practice({}, { now: new Date('2026-09-14T08:00:00Z') });
    const advance = (body: unknown) => send(`${tenant.admin}/clock`, 'POST', body);
    expect(outcome(await advance({ advanceMs: 3_600_000 }))).toBe('200');
    expect(tenant.clock.iso()).toMatch(/^2026-09-14T09:00:0/);
    expect((await tenant.get('/users')).headers.get('date')).toMatch(/^Mon, 14 Sep 2026 09:00:0/);
    expect(outcome(await advance({ advanceMs: -1 }))).toContain('400');
    expect(outcome(await advance({}))).toContain('400');
  });

  test('an unknown control is 404 with the known ones', async () => {
    const tenant = await practice({});
    const answer = await send(`${tenant.admin}/nothing`, 'GET');
    expect(outcome(answer)).toContain('404');
    expect(answer.text).toContain('POST /settle');
  });
});

describe('generated tenants', () => {
  test('the same seed makes the same people', () => {
    expect(generated(1)).toEqual(generated(1));
    expect(generated(1)).not.toEqual(generated(2));
  });

  test('are valid, varied, and listed in full', async () => {
    const tenant = await practice({}, { users: 2000, groups: 100, seed: 4 });
    const made = tenant.state();
    expect(made.users).toHaveLength(2000);
    expect(new Set(made.users.map((person) => person['department'])).size).toBeGreaterThan(5);
    for (const [property, value] of [
      ['userType', 'Guest'],
      ['accountEnabled', false],
      ['onPremisesSyncEnabled', true],
    ] as const)
      expect(made.users.filter((person) => person[property] === value).length).toBeGreaterThan(10);
    const page = await tenant.get(
      '/users?$top=999&$select=id,department,onPremisesExtensionAttributes&$expand=manager',
    );
    expect(Object.values(page.body['value'] ?? {})).toHaveLength(999);
  });
});
