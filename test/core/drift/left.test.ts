import { describe, expect, test } from 'vitest';
import { acceptDrift } from '../../../src/core/drift/accept.ts';
import { contestedKeys, hasDrifted } from '../../../src/core/drift/drift.ts';
import { dueVerifications } from '../../../src/core/drift/due.ts';
import type { PastApply } from '../../../src/core/drift/past-apply.ts';
import { leftPaused } from '../../../src/core/drift/paused.ts';
import { indexLive } from '../../../src/core/match/live-index.ts';
import type { Operation, Plan } from '../../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../../support/tenant.ts';

const now = new Date('2026-11-21T12:00:00Z');
const key = `group:${id(50)}`;
const people = [1, 2].map((number) => liveUser(number, `u${number}@contoso.com`));
const empty = planOf(desired([]), live(people));

const passing = (name: string, after: 'On' | 'Paused'): Operation => ({
  key: `${key} ${name} for transition`,
  phase: after === 'On' ? 'resumes' : 'pauses',
  object: key,
  channels: ['graph'],
  write: { type: 'update', kind: 'group', body: { membershipRuleProcessingState: after } },
  changes: [],
  passing: { attribute: 'membershipRuleProcessingState', before: '', after },
  context: [],
  dependsOn: [],
});
const transition: Plan = { ...empty, operations: [passing('pause', 'Paused'), passing('resume', 'On')] };

const past = (day: number, more: Partial<PastApply> = {}): PastApply => ({
  journal: `${day}.jsonl`,
  at: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`,
  plan: empty,
  done: new Set(),
  interrupted: false,
  ...more,
});
const cut = past(1, { plan: transition, done: new Set([`${key} pause for transition`]), interrupted: true });
const whole = past(2, { plan: transition, done: new Set(transition.operations.map((each) => each.key)) });

const groupOf = (state: string) =>
  live(people, [
    liveGroup(50, 'g', {
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.city -eq "Bern"',
      membershipRuleProcessingState: state,
    }),
  ]);
const says = (value: 'On' | 'Paused', until?: string) => {
  const entry = group('g', { membershipRuleProcessingState: value }, { id: id(50) });
  const declared = entry.attributes['membershipRuleProcessingState'];
  return desired([
    until === undefined || !declared
      ? entry
      : {
          ...entry,
          attributes: { membershipRuleProcessingState: { ...declared, pause: { until, reason: 'move' } } },
        },
  ]);
};

describe('groups that are left paused', () => {
  test.each([
    ['the files say that it is processed', says('On'), [], 'Paused', { why: 'contrary' }],
    ['on the last day of its pause', says('Paused', '2026-11-21'), [], 'Paused', undefined],
    [
      'on the day after',
      says('Paused', '2026-11-20'),
      [],
      'Paused',
      { why: 'overdue', until: '2026-11-20', reason: 'move' },
    ],
    ['processed all the same', says('Paused', '2026-11-20'), [], 'On', undefined],
    ['an interrupted apply', says('On'), [cut], 'Paused', { why: 'interrupted', journal: '1.jsonl' }],
    [
      'an interrupted apply of a group that no file names',
      desired([]),
      [cut],
      'Paused',
      { why: 'interrupted', journal: '1.jsonl' },
    ],
    ['an apply that came to its end since', says('On'), [whole, cut], 'Paused', { why: 'contrary' }],
    ['an interrupted apply that somebody helped', says('On'), [cut], 'On', undefined],
  ] as const)('%s', (_, files, applies, state, expected) => {
    const found = leftPaused(files, indexLive(groupOf(state)), applies, now);
    expect(found).toEqual(expected === undefined ? [] : [{ group: key, ...expected }]);
  });
});

const seen = (asPredicted: boolean) => ({ verified: { at: '2026-11-20T00:00:00Z', asPredicted } });

describe('applies that are to be verified', () => {
  const since = new Date('2026-11-05T00:00:00Z');
  const concerning = (...numbers: number[]): Plan => ({
    ...empty,
    digest: numbers.join(),
    impact: numbers.map((number) => ({ group: `group:${id(number)}` }) as Plan['impact'][number]),
  });
  test.each<[string, readonly PastApply[], readonly (readonly [string, string])[]]>([
    ['one that concerned a group', [past(6, { plan: concerning(50) })], [['6.jsonl', 'unverified']]],
    ['one that concerned none', [past(6)], []],
    ['one that was found as predicted', [past(6, { plan: concerning(50), ...seen(true) })], []],
    ['one that was not', [past(6, { plan: concerning(50), ...seen(false) })], [['6.jsonl', 'incomplete']]],
    ['one of long ago', [past(4, { plan: concerning(50) })], []],
    ['one that was interrupted, whenever', [past(4, { interrupted: true })], [['4.jsonl', 'interrupted']]],
    [
      'one that was taken back',
      [
        past(6, { plan: concerning(50) }),
        past(7, { plan: { ...empty, provenance: { ...empty.provenance, undoes: '50' } } }),
      ],
      [],
    ],
    [
      'one whose groups a later one concerned that was found as predicted',
      [past(6, { plan: concerning(50) }), past(7, { plan: concerning(50, 51), ...seen(true) })],
      [],
    ],
    [
      'one of whose groups only some were',
      [past(6, { plan: concerning(50, 52) }), past(7, { plan: concerning(50), ...seen(true) })],
      [['6.jsonl', 'unverified']],
    ],
  ])('%s', (_, applies, expected) => {
    for (const order of [applies, applies.toReversed()])
      expect(dueVerifications(order, since).map(({ journal, state }) => [journal, state])).toEqual(expected);
  });
});

const accepting = (head: ReturnType<typeof desired>, tenant: ReturnType<typeof live>) => {
  const { accepted, left } = acceptDrift(planOf(head, tenant), head, indexLive(tenant));
  return [
    accepted.map(({ change, edit }) => [
      change.attribute,
      edit.edit === 'set' ? edit.declared.value : edit.edit,
    ]),
    left.map(({ attribute, why }) => [attribute, why]),
  ];
};

const owned = (mode: 'exact' | 'atLeast', owners: readonly number[], users = people) =>
  accepting(
    desired([group('g', { owners: { mode, users: ['u1@contoso.com', 'u2@contoso.com'] } }, { id: id(50) })]),
    live(users, [liveGroup(50, 'g', { owners: owners.map(id) })]),
  );

describe('accepting', () => {
  test('a value, a cleared one, and one that cannot be declared', () => {
    const head = desired([
      user('u1@contoso.com', {
        department: 'IT',
        city: 'Bern',
        usageLocation: 'CH',
        manager: 'u2@contoso.com',
      }),
    ]);
    const tenant = live([
      liveUser(1, 'u1@contoso.com', { department: 'Sales', manager: id(7) }),
      ...people.slice(1),
    ]);
    expect(accepting(head, tenant)).toEqual([
      [
        ['department', 'Sales'],
        ['city', null],
      ],
      [
        ['usageLocation', expect.stringContaining('Take the key out')],
        ['manager', expect.stringContaining('is no user')],
      ],
    ]);
  });

  test('owners: whole, fewer, nobody who was wanted, and somebody who is no user', () => {
    expect(owned('exact', [2])).toEqual([[['owners', { mode: 'exact', users: [id(2)] }]], []]);
    expect(owned('atLeast', [2, 3])).toEqual([
      [['owners', { mode: 'atLeast', users: ['u2@contoso.com'] }]],
      [],
    ]);
    expect(owned('atLeast', [3])).toEqual([[['owners', 'release']], []]);
    expect(owned('exact', [2, 3])).toEqual([[], [['owners', expect.stringContaining(id(3))]]]);
  });

  test('a rule that was taken away takes its processing along', () => {
    const head = desired([
      group(
        'g',
        { membershipRule: 'user.city -eq "Bern"', membershipRuleProcessingState: 'On' },
        { id: id(50) },
      ),
    ]);
    expect(accepting(head, live(people, [liveGroup(50, 'g')]))).toEqual([[['membershipRule', null]], []]);
  });

  test('a group that is not there is said once', () => {
    const head = desired([
      group('g', { displayName: 'G', mailNickname: 'g', type: 'security', description: 'x' }),
    ]);
    expect(accepting(head, live(people))).toEqual([
      [],
      [['exists', 'The group is not there. Take its entry out of the files if that is meant.']],
    ]);
  });
});

describe('leaving changes out of a plan', () => {
  const head = desired([
    user('u1@contoso.com', { department: 'IT', city: 'Bern' }),
    group('new', { displayName: 'New', mailNickname: 'new', type: 'security' }),
    group(
      'g',
      { membershipRule: 'user.city -eq "Bern"', membershipRuleProcessingState: 'On' },
      { id: id(50) },
    ),
  ]);
  const tenant = live(people, [liveGroup(50, 'g')]);
  const all = planOf(head, tenant).changes.map((change) => change.key);

  test.each([
    ['one attribute', `user:${id(1)}/city`, [`user:${id(1)}/city`]],
    [
      'the creation of a group, with all that it is to be',
      'group:new/exists',
      all.filter((each) => each.startsWith('group:new/')),
    ],
    [
      'a rule where none was, with its processing',
      `${key}/membershipRule`,
      all.filter((each) => each.startsWith(key)),
    ],
    ['nothing that is there', 'user:nobody/city', []],
  ])('%s', (_, without, gone) => {
    const plan = planOf(head, tenant, { without: [without] });
    expect(plan.changes.map((change) => change.key)).toEqual(all.filter((each) => !gone.includes(each)));
    expect(plan.operations.flatMap((operation) => operation.changes).toSorted()).toEqual(
      plan.changes.map((change) => change.key).toSorted(),
    );
    expect(plan.without).toEqual(gone.length === 0 ? undefined : gone.toSorted());
  });
});

test('blocked values are no drift, and what is contested has a key', () => {
  expect(hasDrifted({ plan: empty, paused: [] })).toBe(false);
  expect(hasDrifted({ plan: empty, paused: [{ group: key, why: 'contrary' }] })).toBe(true);
  expect(contestedKeys([{ change: 'a/b', contested: { by: 'x', times: 2 } }, { change: 'a/c' }])).toEqual([
    'a/b',
  ]);
});
