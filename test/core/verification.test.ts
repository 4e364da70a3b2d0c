import { describe, expect, test } from 'vitest';
import type { LiveObject } from '../../src/core/live/live.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import {
  accuracyOf,
  type Applied,
  type Present,
  type Verification,
} from '../../src/core/verification/verification.ts';
import { verify } from '../../src/core/verification/verify.ts';
import { desired, group, id, live, liveGroup, liveUser, now, planOf, user } from '../support/tenant.ts';

const sales = 'user.department -eq "Sales"';
const ruled = (rule: string, members: readonly number[], rest: object = {}): LiveObject =>
  liveGroup(9, 'g9', {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
    ...rest,
  });
const person = (number: number, department: string | null, rest: object = {}): LiveObject =>
  liveUser(number, `u${number}@contoso.com`, { department, ...rest });

const users = [person(1, 'Sales'), person(2, 'Sales'), person(3, 'IT'), person(4, 'IT')];
/** Person 3 enters, person 1 leaves; person 2 stays, person 4 stays away. */
const plan = planOf(
  desired([user('u3@contoso.com', { department: 'Sales' }), user('u1@contoso.com', { department: 'IT' })]),
  live(users, [ruled(sales, [1, 2])]),
);
const written = [person(1, 'IT'), person(2, 'Sales'), person(3, 'Sales'), person(4, 'IT')];
/** Only the city counts now: person 4 enters, 1 and 2 leave. */
const cities = users.map((each, index) => ({ ...each, city: index > 2 ? 'Rio' : null }));
const byCity = planOf(
  desired([group('g9', { membershipRule: 'user.city -eq "Rio"' }, { id: id(9) })]),
  live(cities, [ruled(sales, [1, 2])]),
);

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const applied = (of: Plan, undone: Readonly<Record<string, string>> = {}): Applied => ({
  plan: of,
  done: new Set(of.operations.map(({ key }) => key).filter((key) => !(key in undone))),
  undone: new Map(Object.entries(undone)),
  created: new Map(),
});

function present(people: readonly LiveObject[], rule: string, members: readonly number[]): Present {
  const { members: inside = [], ...rest } = ruled(rule, members);
  return {
    users: people,
    groups: [rest],
    members: new Map([[id(9), inside]]),
    definitions: new Set(),
    at: now,
  };
}

/** `right/judged: differences`. */
function shown({ groups, judged, right }: Verification): string {
  const differences = groups.flatMap((each) =>
    each.differences.map(
      ({ expected, member, since, direction }) =>
        `${expected} ${member.slice(-1)}${direction === 'stays' ? ' stays' : ''}${since ? ` ${since}` : ''}`,
    ),
  );
  return `${right}/${judged}: ${differences.join(', ')}`;
}

describe('attributes were written', () => {
  test.each([
    ['all as predicted', written, [2, 3], '2/2: '],
    ['nothing was evaluated yet', written, [1, 2], '0/2: out 1, in 3'],
    ['half of it', written, [1, 2, 3], '1/2: out 1'],
    ['others who come and go are nobody of whom something was predicted', written, [2, 3, 4], '2/2: '],
    [
      'somebody was put back by hand',
      [person(1, 'Sales'), ...written.slice(1)],
      [1, 2, 3],
      '1/1: out 1 changed',
    ],
    [
      'somebody got a third value',
      [person(1, 'Finance'), ...written.slice(1)],
      [1, 2, 3],
      '1/1: out 1 changed',
    ],
    ['somebody is gone', [...written.slice(0, 2), ...written.slice(3)], [2], '1/1: in 3 gone'],
    ['whoever should be out and is gone, is out', written.slice(1), [2, 3], '2/2: '],
  ])('%s', (_, people, members, expected) => {
    expect(shown(verify(applied(plan), present(people, sales, members)))).toBe(expected);
  });

  test('whose attributes were not written is left out', () => {
    const [operation] = plan.operations.filter(({ object }) => object === `user:${id(1)}`);
    const found = verify(applied(plan, { [operation?.key ?? '']: 'failed' }), present(users, sales, [2, 3]));
    expect(found.groups[0]).toMatchObject({ judged: 1, right: 1, leftOut: { notWritten: 1 } });
  });

  test('without anybody judged there is no accuracy', () => {
    expect(accuracyOf({ judged: 0, right: 0 })).toBeUndefined();
    expect(accuracyOf({ judged: 3, right: 2 })).toBeCloseTo(0.667);
  });
});

describe('a rule was written', () => {
  const rule = 'user.city -eq "Rio"';
  test.each([
    ['all as predicted', cities, rule, [4], '3/3: '],
    ['not evaluated yet', cities, rule, [1, 2], '0/3: out 1, out 2, in 4'],
    ['somebody strays whom the plan left where they were', cities, rule, [4, 3], '3/4: out 3 stays'],
    [
      'somebody who came after the plan is nobody of its people',
      [...cities, person(5, null, { city: 'Rio', createdDateTime: now.toISOString() })],
      rule,
      [4],
      '3/3: ',
    ],
  ])('%s', (_, people, text, members, expected) => {
    expect(shown(verify(applied(byCity), present(people, text, members)))).toBe(expected);
  });

  test.each([
    [
      'somebody changed it since',
      applied(byCity),
      present(cities, 'user.city -eq "Oslo"', []),
      'changed',
      [],
    ],
    [
      'it was held',
      applied(byCity, Object.fromEntries(byCity.operations.map(({ key }) => [key, 'held']))),
      present(cities, sales, [1, 2]),
      'notDone',
      ['held'],
    ],
    ['the group is gone', applied(byCity), { ...present(cities, rule, []), groups: [] }, 'gone', []],
  ] as const)('%s', (_, done, tenant, reason, outcomes) => {
    const found = verify(done, tenant);
    expect(found.groups).toEqual([]);
    expect(found.apart).toEqual([{ group: `group:${id(9)}`, reason, outcomes }]);
    expect(found.asPredicted).toBe(reason === 'notDone');
  });

  test('a paused group stands apart', () => {
    const paused = planOf(
      desired([
        group('g9', { membershipRule: rule, membershipRuleProcessingState: 'Paused' }, { id: id(9) }),
      ]),
      live(cities, [ruled(sales, [1, 2])]),
    );
    const tenant = present(cities, rule, [1, 2]);
    expect(verify(applied(paused), tenant).apart).toMatchObject([{ reason: 'paused' }]);
  });
});

describe('values', () => {
  test.each([
    ['visible', written, []],
    ['not visible yet', users, ['notVisible Sales → IT', 'notVisible IT → Sales']],
    [
      'changed since',
      written.map((each) => ({ ...each, department: 'Finance' })),
      ['changed IT → Finance', 'changed Sales → Finance'],
    ],
    ['gone', [], ['gone IT → null', 'gone Sales → null']],
  ])('%s', (_, people, expected) => {
    const { values, asPredicted } = verify(applied(plan), present(people, sales, [2, 3]));
    expect(values.checked).toBe(2);
    expect(
      values.differing.map(({ state, left, found }) =>
        state === 'notVisible'
          ? `${state} ${text(found)} → ${text(left)}`
          : `${state} ${text(left)} → ${text(found)}`,
      ),
    ).toEqual(expected);
    expect(asPredicted).toBe(expected.length === 0);
  });
});
