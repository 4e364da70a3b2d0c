import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GroupImpact, ImpactDirection, Plan } from '../../../src/core/plan/plan.ts';
import { mermaid } from '../../../src/render/markdown/mermaid.ts';
import { movesOf } from '../../../src/render/markdown/moves.ts';
import { pictureOf } from '../../../src/render/markdown/picture.ts';
import { redactStory, type Redaction } from '../../../src/render/redaction.ts';
import { calm, refused } from './everything.ts';
import { hostile, tricks } from './hostile.ts';
import { all, parse } from './tree.ts';

type Moving = Partial<Record<ImpactDirection, readonly string[]>>;

/** A group in which these people move. */
const impact = (group: string, moving: Moving, rest: Partial<GroupImpact> = {}): GroupImpact => ({
  group: `group:${group}`,
  causes: ['rule'],
  processing: 'on',
  before: 10,
  after: { min: 10, max: 10 },
  enters: moving.enters?.length ?? 0,
  leaves: moving.leaves?.length ?? 0,
  everybody: false,
  buckets: Object.entries(moving).map(([direction, members]) => ({
    direction: direction as ImpactDirection,
    because: '',
    changes: [],
    members: members.map((each) => `user:${each}`),
  })),
  carries: { licences: [], team: false, roleAssignable: false, mailEnabled: false, synced: false },
  secondOrder: [],
  ...rest,
});

/** The picture of a plan, or of nothing but groups in which somebody moves. */
function drawnOf(full: Plan, redaction: Redaction = 'full'): string | undefined {
  const { plan } = redactStory({ plan: full, held: [] }, redaction);
  const shown = { plan, pendingKeys: new Set<string>(), redaction, whole: false, elsewhere: 'the summary' };
  return pictureOf(movesOf(plan), shown);
}
const picture = (impacts: readonly GroupImpact[], names: Plan['names'] = {}): string | undefined =>
  drawnOf({ ...calm, impact: impacts, names });

/** Its lines without the fence. */
const lines = (drawn: string | undefined): readonly string[] =>
  (drawn ?? '')
    .split('\n')
    .slice(2, -1)
    .map((line) => line.trim());

describe('the picture of who moves', () => {
  test('shows who goes from one group to another, and who only leaves or enters', () => {
    const drawn = picture(
      [impact('a', { leaves: ['1', '2', '3', '4'] }), impact('b', { enters: ['1', '2', '3', '5'] })],
      { 'group:a': 'Sales', 'group:b': 'IT', 'user:4': 'Lee', 'user:5': 'Kim' },
    );
    expect(drawn?.split('\n')[0]).toBe('```mermaid');
    expect(lines(drawn)).toEqual([
      'g0["Sales"]',
      'g1["IT"]',
      'in(["enters"])',
      'out(["leaves"])',
      'g0 -->|"3 members"| g1',
      'g0 -->|"Lee"| out',
      'in -->|"Kim"| g1',
      'style in stroke-dasharray: 3 3',
      'style out stroke-dasharray: 3 3',
    ]);
  });

  const swap = (groups: number): readonly GroupImpact[] =>
    Array.from({ length: groups }, (_, index) =>
      impact(String(index), { leaves: [String(index)], enters: [String((index + 1) % groups)] }),
    );

  test.each([
    ['no group', [], false],
    ['one group', swap(1), false],
    ['two groups', swap(2), true],
    ['five groups', swap(5), true],
    ['six groups', swap(6), false],
    [
      'two groups of which one is paused',
      [impact('a', { leaves: ['1'] }), impact('b', { leaves: ['1'] }, { processing: 'paused', leaves: 0 })],
      false,
    ],
    [
      'groups of which nothing is determined',
      [impact('a', { undeterminedMember: ['1'] }), impact('b', { undeterminedOther: ['1'] })],
      false,
    ],
    [
      'more arrows than one can follow',
      [
        impact('a', { leaves: ['1', '2', '3', '4', '5', '6'] }),
        impact('b', { leaves: ['1', '7', '8'], enters: ['2', '9'] }),
        impact('c', { leaves: ['2', '7', '10'], enters: ['1', '3', '8', '9'] }),
        impact('d', { leaves: ['3', '8', '9'], enters: ['1', '4', '7', '10'] }),
        impact('e', { leaves: ['4', '9', '10'], enters: ['1', '2', '3', '5', '7', '8'] }),
      ],
      false,
    ],
  ])('%s: is it drawn', (_, impacts, isDrawn) => {
    expect(picture(impacts) !== undefined).toBe(isDrawn);
  });

  test.each([
    ['full', 'SG-Sales', 'u6#64;contoso.com'],
    ['ids', 'group 00000000-0000-4000-8000-000000000050', '1 member'],
    ['counts', 'group 1', '1 member'],
  ] as const)('with redaction %s calls groups and people as they may be', (redaction, name, person) => {
    const drawn = lines(drawnOf(calm, redaction));
    expect(drawn[0]).toBe(`g0["${name}"]`);
    expect(drawn).toContain(`g1 -->|"${person}"| out`);
  });
});

test('a group that has no id yet is called what it is once', () => {
  const drawn = lines(drawnOf(refused, 'ids')).join('\n');
  expect(drawn).toContain('"group 1 without an id"');
  expect(drawn).not.toContain('group group');
});

/** What a line of ours can be: Mermaid reads anything else as it likes. */
const grammar =
  /^(?:flowchart LR|\w+(?:\["[^"\]]*"\]|\(\["[^"\]]*"\]\))|\w+ -->\|"[^"|]*"\| \w+|style \w+ stroke-dasharray: 3 3)$/;
const label = /^[\p{L}\p{M}\p{N} .,+−→#;-]*$/u;

test('no name gets out of its label', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (from, to, person) => {
      const drawn = mermaid({
        nodes: [
          { id: 'g0', label: from },
          { id: 'out', label: to, quiet: true },
        ],
        arrows: [{ from: 'g0', to: 'out', label: person }],
      });
      const inside = drawn.split('\n').slice(1, -1);
      expect(inside).toHaveLength(5);
      for (const line of inside) {
        expect(line.trim()).toMatch(grammar);
        for (const [, text = ''] of line.matchAll(/"([^"]*)"/g)) expect(text).toMatch(label);
      }
      expect(all(parse(drawn)).map(({ type }) => type)).toEqual(['root', 'code']);
    }),
    { examples: tricks.map((trick) => [trick, trick, trick]) },
  );
});
