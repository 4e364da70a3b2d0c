import { expect, test } from 'vitest';
import { covers } from '../../src/core/approval/cover.ts';
import { heldBack } from '../../src/core/approval/held-back.ts';
import { lostSince } from '../../src/core/approval/lost.ts';
import { stillWanted } from '../../src/core/approval/still-wanted.ts';
import { indexLive } from '../../src/core/match/live-index.ts';
import { coverCases } from './cover-cases.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const short = (key: string): string => key.replaceAll(/\b(?:user|group):|0{8}-0{4}-40{3}-80{3}-0*/g, '');

test.each(coverCases)('$what', ({ approved, fresh, runs, held, lost = [] }) => {
  const back = heldBack(approved, fresh);
  const reasons = back.map(({ operation, uncovered }) => [
    short(operation.key),
    [...new Set(uncovered.map(({ why }) => why))].join(),
  ]);
  expect(Object.fromEntries(reasons)).toEqual(held);
  const isHeld = new Set(back.map(({ operation }) => operation));
  expect(fresh.operations.filter((each) => !isHeld.has(each)).map(({ key }) => short(key))).toEqual(runs);
  expect(covers(approved, fresh)).toBe(back.length === 0);
  const gone = approved.flatMap((plan) => lostSince(plan, fresh, indexLive(live([]))));
  expect(gone.map(({ change }) => short(change.key).replace('/', ' '))).toEqual(lost);
});

test('what became unnecessary is not lost, although the entry above it is', () => {
  const files = desired([
    user('a@contoso.com', { department: 'B' }),
    user('b@contoso.com', { department: 'B' }),
  ]);
  const [first, second] = ['a', 'b'].map((name, index) => liveUser(index + 1, `${name}@contoso.com`));
  const approved = planOf(
    files,
    live([
      { ...first, id: id(1) },
      { ...second, id: id(2) },
    ]),
  );
  const now = live([{ ...second, id: id(2), department: 'B' }]);
  const lost = lostSince(approved, planOf(files, now), indexLive(now));
  expect(lost.map(({ change }) => change.object)).toEqual([`user:${id(1)}`]);
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
