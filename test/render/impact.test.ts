import { describe, expect, test } from 'vitest';
import type { GroupImpact, Plan } from '../../src/core/plan/plan.ts';
import { showImpact } from '../../src/render/text/impact.ts';
import { paint, width } from '../../src/render/text/lines.ts';
import { desired, live, planOf } from '../support/tenant.ts';

const group = 'group:1';
const impact = (rest: Partial<GroupImpact>): GroupImpact => ({
  group,
  causes: ['rule'],
  processing: 'on',
  before: 2118,
  after: { min: 2527, max: 2527 },
  enters: 412,
  leaves: 3,
  everybody: false,
  buckets: [],
  carries: { licences: [], team: false, roleAssignable: false, mailEnabled: false, synced: false },
  secondOrder: [],
  ...rest,
});
const bucket = (
  direction: GroupImpact['buckets'][number]['direction'],
  people: number,
  because = 'user.city -eq "X"',
) => ({
  direction,
  because,
  changes: [`${group}/membershipRule`],
  members: Array.from({ length: people }, (_, index) => `user:${String(index).padStart(3, '0')}`),
});

function shown(...impacts: readonly GroupImpact[]): string {
  const plan: Plan = {
    ...planOf(desired([]), live([])),
    impact: impacts,
    names: { [group]: 'SG-One', 'group:2': 'SG-Two' },
  };
  const text = paint(showImpact(plan, 80), false);
  for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(80);
  return text;
}

describe('a group in the impact', () => {
  test.each([
    ['its numbers', impact({ buckets: [bucket('enters', 1)] }), 'SG-One 2,118 → 2,527 (+412 −3)'],
    [
      'a range',
      impact({ after: { min: 10, max: 1200 }, buckets: [bucket('undeterminedMember', 1, 'pattern')] }),
      '2,118 → 10 to 1,200',
    ],
    [
      'why nothing can be said',
      impact({ buckets: [bucket('undeterminedMember', 1, 'pattern')] }),
      'because the pattern has something that cannot be evaluated safely',
    ],
    ['the first names and how many more', impact({ buckets: [bucket('leaves', 12)] }), 'user:007 and 4 more'],
    [
      'people for whom the same words would stand, together',
      impact({
        buckets: [
          { ...bucket('leaves', 1, 'the group is deleted'), changes: [`${group}/exists`] },
          {
            ...bucket('leaves', 1, 'the group is deleted'),
            changes: [`${group}/exists`, 'user:9/city'],
            members: ['user:9'],
          },
        ],
      }),
      '− user:000, user:9 because the group is deleted',
    ],
    [
      'why the rule says otherwise than Entra, and not why it is so',
      impact({ buckets: [{ ...bucket('unexpectedMember', 1), changes: [] }] }),
      'not counted: user:000 the rule leaves them out because user.city -eq "X"',
    ],
    [
      'the same of who is no member',
      impact({ buckets: [{ ...bucket('missingMember', 1), changes: [] }] }),
      'not counted: user:000 the rule takes them in because user.city -eq "X"',
    ],
    [
      'what decides and what changed',
      impact({ buckets: [bucket('leaves', 1)] }),
      'because user.city -eq "X"; changed: the rule',
    ],
    [
      'a pause',
      impact({ processing: 'paused', buckets: [bucket('enters', 1)] }),
      'Its processing is paused: nobody enters or leaves until it is on again. Then:',
    ],
    ['a frozen rule', impact({ processing: 'frozen' }), 'no longer evaluates (since 2026-11-03)'],
    ['everybody', impact({ everybody: true, buckets: [bucket('enters', 1)] }), 'The rule matches everybody'],
    [
      'people who are out for a while',
      impact({ buckets: [bucket('leavesMeanwhile', 1)] }),
      '~ leaves until the rule is written:',
    ],
    [
      'disagreement with Entra',
      impact({ buckets: [bucket('missingMember', 1)] }),
      'Unreliable: the members that Entra has are not those of the rule of today.',
    ],
    [
      'licences by product',
      impact({
        buckets: [bucket('leaves', 1)],
        carries: {
          licences: ['Visio Plan 2'],
          team: true,
          roleAssignable: true,
          mailEnabled: true,
          synced: false,
        },
      }),
      'The group assigns Visio Plan 2, has a team in Microsoft Teams, can hold admin',
    ],
    [
      'who reads its licences',
      impact({ buckets: [bucket('leaves', 1)], secondOrder: ['group:2'] }),
      'The rules of SG-Two read licences that it assigns',
    ],
  ])('shows %s', (_, given, expected) => {
    expect(shown(given).replaceAll(/\s+/g, ' ')).toContain(expected);
  });
});

test('the largest losses come first, and groups in which nothing moves are counted', () => {
  const small = impact({ group: 'group:2', leaves: 1, buckets: [bucket('leaves', 1)] });
  const text = shown(small, impact({ buckets: [bucket('leaves', 3)] }), impact({ group: 'group:3' }));
  expect(text.indexOf('SG-One')).toBeLessThan(text.indexOf('SG-Two'));
  expect(text).toContain('1 other group concerned, in which nobody enters or leaves.');
});

test('hostile names stay in their line', () => {
  const plan: Plan = {
    ...planOf(desired([]), live([])),
    impact: [impact({ buckets: [bucket('leaves', 1)] })],
    names: { [group]: '\u001b[31mred\nline\u202e' },
  };
  expect(paint(showImpact(plan, 80), false)).toContain('\\u{1b}[31mred\\u{a}line\\u{202e}');
});
