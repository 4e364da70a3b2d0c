import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { generateTenant } from '../../src/emulator/generate/generate-tenant.ts';
import type { State } from '../../src/emulator/state.ts';
import { textOf } from './support-audit.ts';
import { cases, textsOf, type Case } from './support-generated.ts';
import { practise, settings, yaml, type Entry, type Practice, type Texts } from './support-practice.ts';

const runs = { numRuns: 40 };

async function onPractice<T>(options: EmulatorOptions, use: (practice: Practice) => Promise<T>): Promise<T> {
  const practice = await practise({ throttling: false, ...options });
  try {
    return await use(practice);
  } finally {
    await practice.close();
  }
}

/** The order of a list, changed by numbers that say where each goes. */
const shuffled = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((each, index) => ({ each, key: keys[index % keys.length] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ each }) => each);
const orders = fc.array(fc.nat(1000), { minLength: 7, maxLength: 7 });

/** A plan without what says where something is written and when it was made. */
const substance = ({ changes, blocked, unresolved, ...rest }: Plan): unknown => ({
  ...rest,
  changes: changes.map((each) => ({ ...each, place: null })),
  blocked: blocked.map((each) => ({ ...each, place: null })),
  unresolved: unresolved.map((each) => ({ ...each, place: null })),
  evaluatedAt: null,
  provenance: null,
});

/** The attributes that an entry declares, by the names that plans have for them. */
const declaredBy = (entry: Entry): readonly string[] =>
  Object.entries(entry).flatMap(([key, value]) => named(key, value));

function named(key: string, value: unknown): readonly string[] {
  switch (key) {
    case 'user':
    case 'group':
    case 'id':
      return [];
    case 'delete':
      return ['exists'];
    case 'employeeOrgData':
      return (value === null ? ['division', 'costCenter'] : membersOf(value)).map(
        (member) => `${key}.${member}`,
      );
    case 'membership':
      return value === 'assigned' || !membersOf(value).includes('processing')
        ? ['membershipRule']
        : ['membershipRule', 'membershipRuleProcessingState'];
    default:
      return [key];
  }
}

const membersOf = (value: unknown): readonly string[] => Object.keys(Object(value));

/** What each object of a case has declared for it, by its key in plans; new groups begin to exist besides. */
function declarations(
  { users, groups, defaults }: Case,
  { users: live }: State,
): ReadonlyMap<string, readonly string[]> {
  const ids = new Map(live.map((user) => [user.userPrincipalName, user.id]));
  return new Map([
    ...users.map((entry) => {
      const id = textOf(entry['id'] ?? ids.get(textOf(entry['user'])));
      return [`user:${id}`, [...declaredBy(defaults), ...declaredBy(entry)]] as const;
    }),
    ...groups.map((entry) =>
      entry['id'] === undefined
        ? ([`group:${textOf(entry['group'])}`, [...declaredBy(entry), 'exists']] as const)
        : ([`group:${textOf(entry['id'])}`, declaredBy(entry)] as const),
    ),
  ]);
}

/** Attributes whose value stands in the tenant as it stands in a file. */
const plain = [
  'accountEnabled',
  'companyName',
  'department',
  'displayName',
  'employeeId',
  'faxNumber',
  'givenName',
  'jobTitle',
  'mobilePhone',
  'officeLocation',
  'surname',
  'usageLocation',
  'userType',
];
const inPlace = (name: string): boolean => plain.includes(name) || name.startsWith('extensionAttribute');
const clean = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim() || null : (value ?? null);

/** What files say of people whom no on-premises directory holds, and what the tenant says of the same. */
function saidAndHeld({ users, defaults, state }: Case, after: State): { said: unknown; held: unknown } {
  const rows = users.flatMap((entry, index) => {
    const before = state.users[index];
    const user = after.users.find(({ id }) => id === before?.id);
    if (!user || user['onPremisesSyncEnabled'] === true) return [];
    const all = { ...user, ...Object(user['onPremisesExtensionAttributes']) } as Entry;
    return Object.entries({ ...defaults, ...entry })
      .filter(([name]) => inPlace(name))
      .map(([name, value]) => ({ name: `${user.id} ${name}`, said: clean(value), held: clean(all[name]) }));
  });
  return {
    said: rows.map(({ name, said }) => [name, said]),
    held: rows.map(({ name, held }) => [name, held]),
  };
}

describe('whatever a tenant holds and whatever files declare', () => {
  it('what was just applied is as declared and leaves nothing to plan', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        await onPractice({ state: each.state }, async ({ emulator, plan, run }) => {
          const first = await plan(textsOf(each));
          const { operations, exitCode } = await run(first);
          expect(operations.filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
          expect({ exitCode, done: operations.length }).toEqual({
            exitCode: 0,
            done: first.operations.length,
          });
          const { said, held } = saidAndHeld(each, emulator.state());
          expect(held).toEqual(said);
          const { changes, operations: left } = await plan(textsOf(each));
          expect({ changes, left }).toEqual({ changes: [], left: [] });
        });
      }),
      runs,
    );
  });

  it('a plan mentions nothing that no file declares', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        await onPractice({ state: each.state }, async ({ plan }) => {
          const { changes, blocked } = await plan(textsOf(each));
          const declared = declarations(each, each.state);
          const strange = [...changes, ...blocked].filter(
            ({ object, attribute }) => !declared.get(object)?.includes(attribute),
          );
          expect(strange).toEqual([]);
        });
      }),
      runs,
    );
  });

  it('applying leaves alone what no file declares', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        await onPractice({ state: each.state }, async ({ emulator, plan, run }) => {
          const before = emulator.state();
          await run(await plan(textsOf(each)));
          const declared = declarations(each, each.state);
          expect(undeclared(emulator.state(), declared)).toEqual(undeclared(before, declared));
        });
      }),
      runs,
    );
  });
});

/** Everything that a tenant holds and no file declares, one line for each value. New and deleted groups are left out. */
function undeclared(state: State, declared: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const isDeleted = (id: string): boolean => declared.get(`group:${id}`)?.includes('exists') === true;
  const old = state.groups.filter(({ id, uniqueName }) => uniqueName === undefined && !isDeleted(id));
  return [
    ...state.users.flatMap((user) => valuesOf(`user:${user.id}`, user, declared)),
    ...old.flatMap((group) => valuesOf(`group:${group.id}`, group, declared)),
  ];
}

function valuesOf(
  object: string,
  holder: object,
  declared: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const own = new Set((declared.get(object) ?? []).flatMap(propertiesOf));
  return Object.entries(holder)
    .flatMap(([name, value]) => flat(name, value))
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => `${object} ${name} = ${JSON.stringify(value)}`)
    .toSorted();
}

/** Extension attributes stand in a complex value; whether a group has a rule, and which, stands in three properties. */
function propertiesOf(attribute: string): readonly string[] {
  if (attribute.startsWith('extensionAttribute')) return [`onPremisesExtensionAttributes.${attribute}`];
  return attribute === 'membershipRule'
    ? ['membershipRule', 'membershipRuleProcessingState', 'groupTypes']
    : [attribute];
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const complex = ['employeeOrgData', 'onPremisesExtensionAttributes'];
/** Members of complex values are values of their own. The service drops the spaces around whatever is sent along. */
const flat = (name: string, value: unknown): [string, unknown][] =>
  complex.includes(name)
    ? Object.entries(Object(value) as object).flatMap(([member, inner]) => flat(`${name}.${member}`, inner))
    : isEmpty(value)
      ? []
      : [[name, typeof value === 'string' ? value.trim() : value]];

describe('a plan does not depend', () => {
  it('on the order of entries, on the files that they stand in, or on the order of answers', async () => {
    await fc.assert(
      fc.asyncProperty(cases, orders, orders, async (each, files, answers) => {
        const one = await onPractice({ state: each.state }, ({ plan }) => plan(textsOf(each)));
        const state = {
          ...each.state,
          users: shuffled(each.state.users, answers),
          groups: shuffled(each.state.groups, answers),
        };
        const other = await onPractice({ state }, ({ plan }) => plan(scattered(each, files)));
        expect(substance(other)).toEqual(substance(one));
      }),
      runs,
    );
  });

  it.for([
    { emptyPages: false, keys: [3, 1, 2] },
    { emptyPages: true, keys: [0] },
    { emptyPages: true, keys: [5, 4, 3, 2, 1, 0] },
  ])('on pages: empty ones $emptyPages, order $keys', async ({ emptyPages, keys }) => {
    const state = generateTenant({ users: 2_100, groups: 1_050, seed: 3 });
    const texts = declareAll(state);
    const one = await onPractice({ state }, ({ plan }) => plan(texts));
    expect(one.changes.length).toBeGreaterThan(4_000);
    const other = { ...state, users: shuffled(state.users, keys), groups: shuffled(state.groups, keys) };
    const two = await onPractice({ state: other, emptyPages }, ({ plan }) => plan(texts));
    expect(substance(two)).toEqual(substance(one));
  });
});

/** The entries of a case, in another order and with files of their own for every second one. */
function scattered({ users, groups, defaults }: Case, keys: readonly number[]): Texts {
  const people = shuffled(users, keys);
  const teams = shuffled(groups, keys);
  return {
    'groups/b.yaml': yaml('groups', half(teams, 1)),
    'users/z/deep.yaml': yaml('users', half(people, 0), defaults),
    'groups/a.yml': yaml('groups', half(teams, 0)),
    'users/a.yaml': yaml('users', half(people, 1), defaults),
    'tenant.yaml': settings,
  };
}

const half = <T>(list: readonly T[], rest: number): T[] => list.filter((_, index) => index % 2 === rest);

const declareAll = (state: State): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml(
    'users',
    state.users.map(({ id, userPrincipalName: user }) => ({
      user,
      id,
      jobTitle: 'Tester',
      manager: state.users[0]?.id,
    })),
  ),
  'groups/all.yaml': yaml(
    'groups',
    state.groups.map(({ id, mailNickname }) => ({ group: mailNickname, id, owners: [state.users[0]?.id] })),
  ),
});
