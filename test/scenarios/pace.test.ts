import { expect, it } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { generateTenant } from '../../src/emulator/generate/generate-tenant.ts';
import type { State, User } from '../../src/emulator/state.ts';
import { writtenTwice } from './support-audit.ts';
import { practise, settings, yaml, type Entry, type Texts } from './support-practice.ts';

/** Everything that the service does to somebody who writes much, at once. */
const unpleasant = {
  throttling: true,
  /** 3,000 writes in 150 s become 3,000 in 6 s, and what is written is seen after 5 s. */
  speed: 25,
  replicationMs: 125_000,
  latencyMs: 30,
  emptyPages: true,
} as const;

/** Connections that end although the write was done, and batches of which nobody hears again. */
const dropped: Fault[] = [
  { item: true, method: 'PATCH', path: '^/users', drop: 'after', skip: 10, times: 3 },
  { item: true, method: 'PATCH', path: '^/users', drop: 'after', skip: 1000, times: 3 },
  { item: true, method: 'PUT', path: 'manager', drop: 'after', skip: 5, times: 2 },
  { item: true, method: 'PATCH', path: 'uniqueName', drop: 'after', skip: 2, times: 2 },
  { item: true, method: 'POST', path: 'owners', drop: 'after', skip: 3, times: 2 },
  { item: true, method: 'PATCH', path: '^/users', status: 429, skip: 300, times: 5 },
  { item: false, path: 'batch', drop: 'after', skip: 60, times: 3 },
  { item: false, path: 'batch', truncate: true, skip: 90, times: 2 },
  { item: false, path: 'batch', status: 503, skip: 120, times: 3 },
];

/** People whom neither an on-premises directory nor Exchange holds. */
const people = (state: State): readonly User[] =>
  state.users.filter((user) => user['onPremisesSyncEnabled'] !== true && user._service === undefined);

/** What is wanted of a person: four kinds of writes. */
const wanted = (index: number, boss: User): Entry => ({
  department: `Department ${index % 7}`,
  mobilePhone: `+55 11 95555 ${String(index).padStart(4, '0')}`,
  extensionAttribute7: `pace ${index}`,
  manager: boss.id,
});

const teams: readonly Entry[] = Array.from({ length: 12 }, (_, index) => ({
  group: `pace-${index}`,
  displayName: `Pace ${index}`,
  mailNickname: `pace-${index}`,
  type: index % 2 === 0 ? 'security' : 'microsoft365',
  description: `Made while much else was going on, number ${index}`,
}));

interface Declared {
  readonly texts: Texts;
  readonly entries: readonly { readonly id: string; readonly want: Entry }[];
  readonly bosses: readonly string[];
}

function declare(state: State): Declared {
  const [boss, other, ...rest] = people(state);
  if (!boss || !other) throw new Error('The tenant has too few people.');
  const entries = rest.slice(0, 850).map(({ id, userPrincipalName: user }, index) => {
    const want = wanted(index, index % 2 === 0 ? boss : other);
    return { id, want, entry: { user, id, ...want } };
  });
  const bosses = [boss.id, other.id].toSorted();
  const texts = {
    'tenant.yaml': settings,
    'users/all.yaml': yaml(
      'users',
      entries.map(({ entry }) => entry),
    ),
    'groups/all.yaml': yaml(
      'groups',
      teams.map((team) => ({ ...team, owners: bosses })),
    ),
  };
  return { texts, entries, bosses };
}

/** Another job of the same application has just used most of its writes, for values that were so already. */
async function spend(emulator: Emulator, writes: number): Promise<void> {
  const [user] = emulator.state().users;
  const item = {
    method: 'PATCH',
    url: `/users/${user?.id}`,
    headers: { 'Content-Type': 'application/json' },
    body: { displayName: user?.['displayName'] },
  };
  const requests = Array.from({ length: 20 }, (_, index) => ({ id: String(index), ...item }));
  for (let sent = 0; sent < writes; sent += requests.length)
    await fetch(`${emulator.graph}/$batch`, {
      method: 'POST',
      headers: { authorization: 'Bearer practice', 'content-type': 'application/json' },
      body: JSON.stringify({ requests }),
    });
}

it('thousands of writes through throttling, dropped connections and slow replication end as declared', async () => {
  const state = generateTenant({ users: 1100, groups: 30, seed: 7 });
  const { texts, entries, bosses } = declare(state);
  const { emulator, plan, run, close } = await practise({ state, ...unpleasant, patient: true });
  try {
    const first = await plan(texts);
    expect(first.changes.length).toBeGreaterThan(2_000);
    await spend(emulator, 2_400);
    emulator.clearRequests();
    emulator.addFault(...dropped);
    const result = await run(first);

    const bad = result.operations.filter(({ outcome }) => outcome !== 'applied' && outcome !== 'alreadySo');
    expect(bad.map(({ operation, outcome, message }) => [operation.key, outcome, message])).toEqual([]);
    expect(result).toMatchObject({ exitCode: 0, finished: true, open: [] });
    expect(result.operations).toHaveLength(first.operations.length);

    const after = emulator.state();
    const users = new Map(after.users.map((user) => [user.id, user]));
    expect(entries.map(({ id }) => found(users.get(id)))).toEqual(entries.map(({ want }) => want));
    const made = new Map(after.groups.map((group) => [group['uniqueName'], group]));
    const owners = teams.map((team) => made.get(team['group'])?.owners?.map(({ id }) => id));
    expect(owners).toEqual(teams.map(() => bosses));
    expect(writtenTwice(after.auditLogs)).toEqual([]);

    emulator.settle();
    expect((await plan(texts)).changes).toEqual([]);

    const met = emulator.requests().requests;
    expect(met.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(met.filter(({ status }) => status === 0).length).toBeGreaterThan(10);
  } finally {
    await close();
  }
}, 180_000);

function found(user: User | undefined): Entry {
  const extensions = user?.['onPremisesExtensionAttributes'] as Entry | undefined;
  return {
    department: user?.['department'],
    mobilePhone: user?.['mobilePhone'],
    extensionAttribute7: extensions?.['extensionAttribute7'],
    manager: user?.manager?.id,
  };
}
