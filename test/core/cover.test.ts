import { expect, test } from 'vitest';
import { cover, covers } from '../../src/core/approval/cover.ts';
import { stillWanted } from '../../src/core/approval/still-wanted.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const plan = (from: string | null, to: string | null): Plan =>
  planOf(
    desired([user('a@contoso.com', { department: to })]),
    live([liveUser(1, 'a@contoso.com', { department: from })]),
  );

test.each([
  ['the plan itself', [plan('A', 'B')], plan('A', 'B'), true],
  ['a change that became unnecessary', [plan('A', 'B')], plan('B', 'B'), true],
  ['nothing approved', [], plan('A', 'B'), false],
  ['another value than approved', [plan('A', 'C')], plan('A', 'B'), false],
  ['an edit in the tenant since the approval', [plan('A', 'B')], plan('X', 'B'), false],
  ['cleared in the tenant since the approval', [plan('A', 'B')], plan(null, 'B'), false],
  ['two pull requests in a row on one attribute', [plan('A', 'B'), plan('A', 'C')], plan('B', 'C'), true],
  ['another tenant', [{ ...plan('A', 'B'), tenant: { id: 'other', name: '' } }], plan('A', 'B'), false],
  ['another format', [{ ...plan('A', 'B'), format: 2 as 1 }], plan('A', 'B'), false],
])('%s', (_, approved, fresh, expected) => {
  expect(covers(approved, fresh)).toBe(expected);
  expect(cover(approved, fresh).uncovered.every(({ why }) => why.length > 0)).toBe(true);
});

const tenant = live(
  [liveUser(1, 'a@contoso.com', { department: 'B' }), liveUser(2, 'b@contoso.com')],
  [liveGroup(9, 'SG New', { uniqueName: 'sg-new', owners: [id(1)] })],
);
const created = {
  displayName: 'SG New',
  mailNickname: 'sg-new',
  type: 'security',
  owners: { mode: 'exact', users: ['a@contoso.com', 'b@contoso.com'] },
} as const;
const before = planOf(
  desired([
    user('a@contoso.com', { department: 'B' }),
    group('sg-new', created),
    group('old', {}, { id: id(8), delete: true }),
  ]),
  live(
    [liveUser(1, 'a@contoso.com', { department: 'A' }), liveUser(2, 'b@contoso.com')],
    [liveGroup(8, 'old')],
  ),
);

test.each([
  [
    'the same files',
    [
      user('a@contoso.com', { department: 'B' }),
      group('sg-new', created),
      group('old', {}, { id: id(8), delete: true }),
    ],
    [],
  ],
  [
    'another value',
    [
      user('a@contoso.com', { department: 'C' }),
      group('sg-new', created),
      group('old', {}, { id: id(8), delete: true }),
    ],
    ['department'],
  ],
  [
    'no longer declared',
    [group('sg-new', created), group('old', {}, { id: id(8), delete: true })],
    ['department'],
  ],
  [
    'the creation taken back',
    [user('a@contoso.com', { department: 'B' }), group('old', {}, { id: id(8), delete: true })],
    ['exists', 'displayName', 'mailNickname', 'type', 'owners'],
  ],
  [
    'the deletion taken back',
    [user('a@contoso.com', { department: 'B' }), group('sg-new', created)],
    ['exists'],
  ],
])('an interrupted apply goes on with what is still wanted: %s', (_, entries, unwanted) => {
  const wanted = stillWanted(desired(entries), tenant);
  const left = before.changes.filter((change) => !wanted(change)).map(({ attribute }) => attribute);
  expect(left.toSorted()).toEqual(unwanted.toSorted());
});
