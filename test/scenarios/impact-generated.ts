import fc from 'fast-check';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Group, State, User } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { mails, rules, words } from './impact-rules.ts';
import { upn } from './support-people.ts';
import { settings, yaml, type Entry, type Texts } from './support-practice.ts';

/** A person as rules see them. */
export interface Person {
  readonly number: number;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly extensionAttribute1: string | null;
  readonly accountEnabled: boolean;
  readonly otherMails: readonly string[];
  /** Days from now. */
  readonly hired: number | null;
  readonly manager: number | null;
}

/** A group: the members of one that is assigned or paused are whoever they are. */
export interface Team {
  readonly number: number;
  readonly rule: string | null;
  readonly paused: boolean;
  readonly members: readonly number[];
  /** What a file declares of it; absent where no file does. */
  readonly entry?: Entry;
}

export interface Tenant {
  readonly people: readonly Person[];
  readonly changed: readonly Partial<Person>[];
  readonly teams: readonly Team[];
  readonly created: readonly Entry[];
}

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 4 });
const word = orNull(fc.constantFrom(...words));

const values = (everybody: readonly number[]) => ({
  department: word,
  jobTitle: word,
  extensionAttribute1: word,
  accountEnabled: fc.boolean(),
  otherMails: fc.uniqueArray(fc.constantFrom(...mails)),
  hired: orNull(fc.constantFrom(-30, -7, 7, 30)),
  manager: orNull(fc.constantFrom(...everybody)),
});

const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);
const someOf = (all: readonly number[]): fc.Arbitrary<number[]> => fc.uniqueArray(fc.constantFrom(...all));

/** Processing as files say it, and nothing at all. */
const processing = fc.constantFrom('on', undefined, { paused: { until: '2099-01-01', reason: 'a test' } });
const membership = fc
  .record({ rule: rules, processing })
  .map(({ rule, processing: state }) => (state === undefined ? { rule } : { rule, processing: state }));

/** What files may do to a group: nothing, another rule, pausing and resuming, conversions, deletion. */
function entryOf(number: number, rule: string | null): fc.Arbitrary<Entry | undefined> {
  const identity = { group: `g${number}`, id: id(number) };
  const same = processing.map((state) => ({
    membership: {
      rule: rule ?? 'user.department -eq "IT"',
      ...(state === undefined ? {} : { processing: state }),
    },
  }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: membership.map((each) => ({ ...identity, membership: each })) },
    {
      weight: 1,
      arbitrary: rules.map((each) => ({ ...identity, membership: { rule: each }, transition: 'pause' })),
    },
    { weight: 2, arbitrary: same.map((each) => ({ ...identity, ...each })) },
    { weight: 1, arbitrary: fc.constant({ ...identity, membership: 'assigned' }) },
    { weight: 1, arbitrary: fc.constant({ ...identity, delete: true }) },
  );
}

const team = (number: number, everybody: readonly number[]): fc.Arbitrary<Team> =>
  fc
    .record({
      rule: fc.option(rules, { nil: null, freq: 5 }),
      paused: fc.integer({ min: 0, max: 4 }).map((roll) => roll === 0),
      members: someOf(everybody),
    })
    .chain((sketch) =>
      entryOf(number, sketch.rule).map((entry) => ({
        number,
        ...sketch,
        ...(entry === undefined ? {} : { entry }),
      })),
    );

const creation = (number: number): fc.Arbitrary<Entry> =>
  membership.map((each) => ({
    group: `new${number}`,
    displayName: `New ${number}`,
    mailNickname: `new${number}`,
    type: 'security',
    membership: each,
  }));

/** Small tenants with dynamic groups, and changes to people and groups. */
export const tenants: fc.Arbitrary<Tenant> = fc
  .record({ people: fc.integer({ min: 8, max: 15 }), teams: fc.integer({ min: 4, max: 8 }), made: fc.nat(2) })
  .chain(({ people, teams, made }) => {
    const everybody = numbers(1, people);
    return fc.record({
      people: fc.tuple(
        ...everybody.map((number) => fc.record({ number: fc.constant(number), ...values(everybody) })),
      ),
      changed: fc.tuple(
        ...everybody.map(() => fc.oneof(fc.constant({}), fc.record(values(everybody), { requiredKeys: [] }))),
      ),
      teams: fc.tuple(...numbers(101, teams).map((number) => team(number, everybody))),
      created: fc.tuple(...numbers(1, made).map(creation)),
    });
  });

export const hireDate = (days: number | null): string | null =>
  days === null ? null : `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;

const userOf = (person: Person): User => ({
  id: id(person.number),
  userPrincipalName: upn(`u${person.number}`),
  displayName: `u${person.number}`,
  mailNickname: `u${person.number}`,
  department: person.department,
  jobTitle: person.jobTitle,
  onPremisesExtensionAttributes: { extensionAttribute1: person.extensionAttribute1 },
  accountEnabled: person.accountEnabled,
  otherMails: [...person.otherMails],
  employeeHireDate: hireDate(person.hired),
  ...(person.manager === null ? {} : { manager: { id: id(person.manager) } }),
});

const groupOf = ({ number, rule, paused, members }: Team): Group => ({
  id: id(number),
  displayName: `g${number}`,
  mailNickname: `g${number}`,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: rule === null ? [] : ['DynamicMembership'],
  ...(rule === null ? {} : { membershipRule: rule, membershipRuleProcessingState: paused ? 'Paused' : 'On' }),
  members: members.map((member) => ({ id: id(member) })),
});

export const stateOf = ({ people, teams }: Tenant): State => ({
  ...emptyState(),
  users: people.map(userOf),
  groups: teams.map(groupOf),
});

/** What the files say of a person, by the names that files have. */
export function declared(changed: Partial<Person>): Entry {
  const { hired, manager, otherMails, ...rest } = changed;
  return {
    ...rest,
    ...(hired === undefined ? {} : { employeeHireDate: hireDate(hired) }),
    ...(manager === undefined ? {} : { manager: manager === null ? null : upn(`u${manager}`) }),
    ...(otherMails === undefined ? {} : { otherMails: otherMails.length === 0 ? null : otherMails }),
  };
}

/** The files of a tenant: the changes of its people and whatever is declared of its groups. */
export const textsOf = ({ changed, teams, created }: Tenant): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml(
    'users',
    changed.map((each, index) => ({ user: upn(`u${index + 1}`), ...declared(each) })),
  ),
  'groups/all.yaml': yaml('groups', [...teams.flatMap(({ entry }) => (entry ? [entry] : [])), ...created]),
});
