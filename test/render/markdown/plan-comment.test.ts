import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { readMarker } from '../../../src/render/markdown/marker.ts';
import { planComment, planSummary, type CommentInput } from '../../../src/render/markdown/plan-comment.ts';
import { redactions } from '../../../src/render/redaction.ts';
import { calm, refused, secrets, worse } from './everything.ts';
import { states } from './states.ts';
import { all, parse, seen } from './tree.ts';

const runs = 'https://github.com/contoso/tenant/actions/runs/42';
const input: CommentInput = {
  plan: calm,
  redaction: 'full',
  state: { state: 'planned' },
  commit: '0123456789abcdef0123456789abcdef01234567',
  pullRequest: 7,
  links: { run: runs, artifact: `${runs}/artifacts/3` },
};
const plans: readonly (readonly [string, Plan])[] = [
  ['calm', calm],
  ['refused', refused],
  ['worse', worse],
];

describe('the comment', () => {
  for (const redaction of redactions) {
    test.each(plans)(`of the %s plan with redaction ${redaction}`, async (name, plan) => {
      await expect(planComment({ ...input, plan, redaction })).toMatchFileSnapshot(
        `golden/plan-${name}-${redaction}.md`,
      );
    });
    test.each(states.slice(1))(`when $state, with redaction ${redaction}`, async (state) => {
      await expect(planComment({ ...input, state, redaction })).toMatchFileSnapshot(
        `golden/state-${state.state}-${redaction}.md`,
      );
    });
    test(`as a summary of the job, with redaction ${redaction}`, async () => {
      await expect(planSummary({ ...input, plan: refused, redaction })).toMatchFileSnapshot(
        `golden/summary-${redaction}.md`,
      );
    });
  }
});

/** Headings and what is folded, in their order. */
const outline = (markdown: string): readonly string[] =>
  all(parse(markdown)).flatMap((node) => {
    if (node.type === 'heading') return [seen(node)];
    return [...(node.value ?? '').matchAll(/<summary>(.*?)<\/summary>/g)].map(([, words = '']) => words);
  });

describe('what a reviewer meets first', () => {
  test('is that guards are loosened, then what is refused, who leaves, and at last what to do', () => {
    const text = planComment({ ...input, plan: refused });
    const places = [
      'This pull request loosens what guards the tenant.',
      'Plan for Contoso',
      '5 guards refuse this plan',
      '29 members leave 4 groups',
      'Who loses access',
      'Who gains access',
      '#### 1 expectation not met',
      'overrides:',
      'What changes:',
      'Cannot be written: 2 values blocked, 1 unresolved',
      'Already pending, not from this pull request',
      'Could not be written before either: 1 value blocked, 1 unresolved',
      'On its way: Exchange Online',
      'Released: no longer managed here',
      '#### Next',
    ].map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('is, once it is applied, what became of it; the plan is folded', () => {
    const [, , , , partly] = states;
    if (!partly) throw new Error('There is no such state.');
    expect(outline(planComment({ ...input, state: partly })).slice(0, 4)).toEqual([
      'Partly applied to Contoso',
      'Not done',
      'Held back: 2 writes',
      'The plan',
    ]);
  });

  test('has as many overrides to paste as it says', () => {
    const text = planComment({ ...input, plan: refused });
    expect(text.match(/^ {2}- guard: /gm)).toHaveLength(7);
    expect(text).toContain('add 7 overrides');
  });

  test('tells what was pending from what the pull request brings, wherever somebody moves because of it', () => {
    const row = planComment({ ...input, plan: calm }).split('\n');
    const of = (group: string): string => row.find((line) => line.startsWith(`| <b>${group}`)) ?? '';
    expect(of('SG-Bern')).toContain('already pending, not from this pull request');
    expect(of('SG-Sales')).not.toContain('already pending');
  });

  test('says whether an account is disabled, and shows no other value that is sensitive', () => {
    const text = planComment({ ...input, plan: refused });
    expect(text).toContain('accountEnabled: `true` → `false`');
    expect(text + planComment(input)).not.toContain('+1 206');
  });
});

describe('a comment', () => {
  test('of a plan without changes says so and is short', () => {
    const nothing: Plan = {
      ...calm,
      changes: [],
      operations: [],
      impact: [],
      released: [],
      guards: [],
      counts: { ...calm.counts, users: 0, groups: 0, changes: 0, introduced: 0, operations: 0, released: 0 },
    };
    const text = planComment({ ...input, plan: nothing });
    expect(text).toContain('**Nothing to do in the tenant.**');
    expect(text).toContain('Merging writes nothing to the tenant.');
    expect(outline(text)).toEqual(['Plan for Contoso', 'Next']);
  });

  test('can be found and read back in every state', () => {
    for (const state of states)
      expect(readMarker(planComment({ ...input, state }))).toEqual({
        tenantId: calm.tenant.id,
        digest: calm.digest,
        commit: input.commit,
        state: state.state,
      });
  });
});

/** Not one before the marker of the first line, in which the id of the tenant and the digest stand. */
const body = (markdown: string): string => markdown.slice(markdown.indexOf('\n'));

describe('with redaction', () => {
  const forms = [planComment, planSummary];
  test.each(['ids', 'counts'] as const)('%s nothing of the tenant is in the text', (redaction) => {
    for (const [, plan] of plans)
      for (const state of states)
        for (const form of forms) {
          const text = body(form({ ...input, plan, state, redaction }));
          for (const secret of secrets) expect(text.replaceAll('&#8203;', '')).not.toContain(secret);
          expect(text.includes('00000000-0000-4000')).toBe(redaction === 'ids');
        }
  });

  test('full it is, so that the search above looks for what can be found', () => {
    const text = planSummary({ ...input, plan: refused }).replaceAll('&#8203;', '');
    for (const secret of secrets.filter((each) => each !== '+1 206')) expect(text).toContain(secret);
  });
});

const anyInput = fc.record({
  plan: fc.constantFrom(...plans.map(([name]) => name)),
  redaction: fc.constantFrom(...redactions),
  state: fc.constantFrom(...states.map(({ state }) => state)),
});
const madeOf = (plan: string, state: string): Pick<CommentInput, 'plan' | 'state'> => ({
  plan: new Map(plans).get(plan) ?? calm,
  state: states.find((each) => each.state === state) ?? input.state,
});

describe('laws', () => {
  test('a comment never takes more room than there is, and what it folds is closed', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 8000, max: 30_000 }), ({ plan, redaction, state }, limit) => {
        for (const form of [planComment, planSummary]) {
          const text = form({ ...input, ...madeOf(plan, state), redaction, limit });
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
          expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
          expect(text).toContain('#### Next');
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the order in which the plan lists things does not matter', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(1000), ({ plan: name, state: word }, seed) => {
        const { plan, state } = madeOf(name, word);
        const order = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((each, index) => ({ each, at: (index * 7919 + seed * 31) % 101 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ each }) => each);
        const mixed: Plan = {
          ...plan,
          names: Object.fromEntries(order(Object.entries(plan.names))),
          impact: order(
            plan.impact.map((impact) => ({
              ...impact,
              buckets: impact.buckets.map((bucket) => ({ ...bucket, members: order(bucket.members) })),
            })),
          ),
        };
        expect(planComment({ ...input, plan: mixed, state })).toBe(planComment({ ...input, plan, state }));
      }),
      { numRuns: 60 },
    );
  });
});
