import { expect, test } from 'vitest';
import type { DesiredObject } from '../../../src/core/desired/desired.ts';
import { auditOf, dynamic, group, now, user, users } from './subject.ts';

const place = (line: number) => ({ file: 'tenant/users/all.yaml', line, column: 5 });
const entry = (
  kind: 'user' | 'group',
  id: string,
  attributes: DesiredObject['attributes'],
): DesiredObject => ({
  kind,
  label: id,
  id,
  place: place(1),
  attributes,
});

test('a finding stands where the value is declared, or else where the object is', () => {
  const { findings } = auditOf({
    users: [
      user('a', { department: null, usageLocation: null }),
      ...users(1, 'city', 'Bernne'),
      ...users(3, 'city', 'Berne'),
    ],
    groups: [group('g', { owners: [] })],
    desired: {
      users: [
        entry('user', 'a', { department: { value: 'IT', place: place(7) } }),
        entry('user', 'Bernne-0', { city: { value: 'Bernne', place: place(9) } }),
      ],
    },
  });
  expect(findings.map(({ id, attribute, place: at }) => [id, attribute, at?.line])).toEqual([
    ['missing-required', 'department', 7],
    ['missing-required', 'usageLocation', 1],
    ['near-duplicate', 'city', 9],
    ['no-owners', 'owners', undefined],
  ]);
});

test('what the files pause until a day to come is fine, what they pause no more is not', () => {
  const paused = dynamic('g', 'user.department -eq "Sales"', { membershipRuleProcessingState: 'Paused' });
  const found = (day: string) =>
    auditOf({
      groups: [paused],
      paused:
        day < now.toISOString().slice(0, 10)
          ? [{ group: 'group:g', why: 'overdue', until: day, reason: 'migration' }]
          : [],
      desired: {
        groups: [
          entry('group', 'g', {
            membershipRuleProcessingState: {
              value: 'Paused',
              place: place(4),
              pause: { until: day, reason: 'migration' },
            },
          }),
        ],
      },
    }).findings;
  expect(found('2026-11-20')).toEqual([]);
  expect(found('2026-11-19')).toMatchObject([
    {
      id: 'paused-past',
      message: 'The files pause it until 2026-11-19, and that day has passed.',
      place: { line: 4 },
    },
  ]);
});

test('kinds come by severity and number, with what is new', () => {
  const { kinds } = auditOf({
    users: [user('owner1')],
    groups: [
      group('a', { owners: [] }),
      group('b', { description: null, owners: ['owner1'] }),
      group('c', { description: null }),
    ],
    settings: { findings: { 'few-owners': 'error' } },
  });
  expect(kinds).toEqual([
    { id: 'few-owners', severity: 'error', findings: 1, new: 1 },
    { id: 'no-owners', severity: 'warning', findings: 1, new: 1 },
    { id: 'no-description', severity: 'info', findings: 2, new: 2 },
  ]);
});

test('distributions count users that are no guests, and say what is meant', () => {
  const { distributions } = auditOf({
    users: [
      ...users(3, 'city', 'Berne'),
      ...users(1, 'city', 'Bernne'),
      user('none', { companyName: 'contoso' }),
      user('guest', { city: 'Berne', userType: 'Guest' }),
    ],
    settings: { vocabularies: { companyName: { values: ['Contoso', 'Fabrikam'], aliases: {} } } },
  });
  const of = (attribute: string) => distributions.find((each) => each.attribute === attribute);
  expect(of('city')).toEqual({
    attribute: 'city',
    withValue: 4,
    withoutValue: 1,
    distinct: 2,
    values: [
      { value: 'Berne', users: 3 },
      { value: 'Bernne', users: 1, meant: 'Berne' },
    ],
    rest: { values: 0, users: 0 },
  });
  expect(of('companyName')?.values).toEqual([
    { value: 'contoso', users: 1, vocabulary: 'alias', meant: 'Contoso' },
  ]);
  expect(of('extensionAttribute1')).toBeUndefined();
});

test('many values are cut and counted', () => {
  const many = Array.from({ length: 60 }, (_, index) => user(`u${index}`, { jobTitle: `Title ${index}` }));
  const titles = auditOf({ users: many }).distributions.find(({ attribute }) => attribute === 'jobTitle');
  expect([titles?.values.length, titles?.distinct, titles?.rest]).toEqual([
    50,
    60,
    { values: 10, users: 10 },
  ]);
});

test('groups are sorted into sizes without gaps', () => {
  const { groupSizes } = auditOf({
    groups: [
      group('none'),
      group('one'),
      dynamic('nine', 'user.city -eq null'),
      group('ten'),
      group('unknown'),
    ],
    memberCounts: new Map([
      ['none', 0],
      ['one', 1],
      ['nine', 9],
      ['ten', 10],
    ]),
  });
  expect(groupSizes.buckets.slice(0, 4)).toEqual([
    { from: 0, to: 0, assigned: 1, dynamic: 0 },
    { from: 1, to: 1, assigned: 1, dynamic: 0 },
    { from: 2, to: 9, assigned: 0, dynamic: 1 },
    { from: 10, to: 99, assigned: 1, dynamic: 0 },
  ]);
  expect(
    groupSizes.buckets.every(
      (each, index, all) => index === 0 || each.from === (all[index - 1]?.to ?? 0) + 1,
    ),
  ).toBe(true);
  expect(groupSizes.largest.map(({ members, dynamic: byRule }) => [members, byRule])).toEqual([
    [10, false],
    [9, true],
    [1, false],
    [0, false],
  ]);
  expect(groupSizes.unknown).toBe(1);
});

test('rules that are not all known here are named as not looked at', () => {
  const { notLookedAt } = auditOf({ groups: [dynamic('g', 'user.shoeSize -eq "44"')] });
  expect(notLookedAt).toEqual([expect.stringContaining('Group g')]);
});
