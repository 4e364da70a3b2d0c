import { describe, expect, test } from 'vitest';
import type { GroupImpact, Plan } from '../../../src/core/plan/plan.ts';
import { guardTexts } from '../../../src/core/guards/guard.ts';
import { planComment, planSummary } from '../../../src/render/markdown/plan-comment.ts';
import { redactions } from '../../../src/render/redaction.ts';
import { groupName, largePlan } from './large-plan.ts';
import { all, parse, seen, type Node } from './tree.ts';

/** https://github.com/orgs/community/discussions/27190; of a summary, docs.github.com says 1 MiB. */
const limits = { comment: 65_536, summary: 1024 * 1024 };

const show = (plan: Plan) =>
  ({
    plan,
    redaction: 'full',
    state: { state: 'planned' },
    commit: 'c'.repeat(40),
    links: { run: 'https://github.com/contoso/tenant/actions/runs/42' },
  }) as const;

/** Rows of all tables: the text of each cell, as a reader sees it. */
const rowsOf = (markdown: string): readonly (readonly string[])[] =>
  all(parse(markdown))
    .filter(({ type }) => type === 'tableRow')
    .map(({ children = [] }: Node) => children.map((cell) => seen(cell).replaceAll(/\s+/g, ' ').trim()));

const losers = (plan: Plan): readonly GroupImpact[] => plan.impact.filter(({ leaves }) => leaves > 0);

/** Names of those who leave, as the list is sorted. */
const leaversOf = ({ buckets }: GroupImpact, { names }: Plan): readonly string[] =>
  buckets
    .filter(({ direction }) => direction === 'leaves')
    .flatMap(({ members }) => members.map((key) => names[key] ?? key))
    .toSorted((a, b) => (a < b ? -1 : 1));

const counts = [5000, 2500].map((each) => each.toLocaleString('en'));

describe('5,000 changes', () => {
  const plan = largePlan(2500, 20);
  const comment = planComment(show(plan));
  const rows = rowsOf(comment);

  test('are as many', () => expect(plan.changes).toHaveLength(5000));

  test('are below the limit of a comment, in characters and in bytes', () => {
    expect(comment.length).toBeLessThan(limits.comment);
    expect(Buffer.byteLength(comment)).toBeLessThan(limits.comment);
  });

  test('have their counts in it', () => {
    const [heads = [], numbers = []] = rows;
    const byHead = Object.fromEntries(heads.map((head, index) => [head, numbers[index]]));
    expect(byHead).toMatchObject({
      Leave: counts[1],
      Enter: counts[1],
      Users: counts[1],
      Changes: counts[0],
    });
  });

  test('have every verdict in it that measured anything', () => {
    const told = plan.guards.filter(({ verdict, measured }) => verdict !== 'passed' || measured > 0);
    expect(told.length).toBeGreaterThan(1);
    for (const { guard, verdict } of told)
      expect(rows.find(([what = '']) => what.startsWith(guardTexts[guard]))?.[1]).toContain(verdict);
  });

  test('have every group with leavers in it, before and after, and the first 20 names', () => {
    expect(losers(plan)).toHaveLength(20);
    for (const impact of losers(plan)) {
      const name = plan.names[impact.group] ?? '';
      const [group = '', who = ''] = rows.find(([first = '']) => first.startsWith(`${name} `)) ?? [];
      expect(group).toContain(`${impact.before} → ${impact.after.min} members`);
      expect(who).toContain(`− ${impact.leaves} leave`);
      const leavers = leaversOf(impact, plan);
      for (const leaver of leavers.slice(0, 20)) expect(who).toContain(leaver);
      expect(who).toContain(`and ${leavers.length - 20} more`);
    }
  });

  test('say what is left out, and where it is', () => {
    const text = seen(parse(comment)).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/What changes: 2,500 users|and [\d,]+ more objects/);
    expect(comment.match(/see the \[job summary\]/g)?.length).toBeGreaterThanOrEqual(2);
    expect(comment).toContain('#### Next');
  });

  test('have all their groups, and everybody who leaves one, in the summary', () => {
    const summary = planSummary(show(plan));
    expect(Buffer.byteLength(summary)).toBeLessThan(limits.summary);
    const text = seen(parse(summary));
    for (const impact of losers(plan))
      for (const leaver of leaversOf(impact, plan)) expect(text).toContain(leaver);
    expect(text).toContain('Room 2499');
  });
});

describe('5,000 changes in 300 groups', () => {
  const plan = largePlan(2500, 300);
  const comment = planComment(show(plan));

  test('name every group with leavers, its size before and after, and how many leave', () => {
    expect(Buffer.byteLength(comment)).toBeLessThan(limits.comment);
    const lines = comment.split('\n');
    for (const impact of losers(plan)) {
      const name = plan.names[impact.group] ?? '';
      const line = lines.find((each) => each.includes(`<b>${name}</b>`)) ?? '';
      expect(line).toContain(`${impact.before} → ${impact.after.min} members`);
      expect(line).toContain(`− ${impact.leaves}`);
    }
    expect(losers(plan)).toHaveLength(300);
    const [first] = losers(plan);
    for (const leaver of first ? leaversOf(first, plan).slice(0, 5) : []) expect(comment).toContain(leaver);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(limits.comment / 2);
    expect(comment).toMatch(/(?:Whoever is not named here|Who they are): see the \[job summary\]/);
  });

  test('are all in the summary, with everybody who leaves', () => {
    const summary = planSummary(show(plan));
    expect(Buffer.byteLength(summary)).toBeLessThan(limits.summary);
    const text = seen(parse(summary));
    for (const index of plan.impact.keys()) expect(text).toContain(groupName(index));
    for (const impact of losers(plan))
      for (const leaver of leaversOf(impact, plan)) expect(text).toContain(leaver);
  });
});

describe('no plan is too large: 500 groups', () => {
  const plan = largePlan(1500, 500);
  test.each(redactions)('with redaction %s', (redaction) => {
    const input = { ...show(plan), redaction };
    for (const state of ['planned', 'superseded', 'applying'] as const) {
      const comment = planComment({ ...input, state: { state } });
      expect(Buffer.byteLength(comment)).toBeLessThan(limits.comment);
      expect(comment).toContain('#### Next');
    }
    expect(Buffer.byteLength(planSummary(input))).toBeLessThan(limits.summary);
  });
});
