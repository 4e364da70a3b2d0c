import type { Plan } from '../../core/plan/plan.ts';
import { block, type Block } from './blocks.ts';

import { blockedBlock } from './blocked.ts';
import { expectationBlock } from './expectations.ts';
import { guardBlocks } from './guards.ts';
import { countBlocks, loosenedBlock, refusalBlocks } from './heading.ts';
import { impactBlocks } from './impact.ts';
import { importance } from './importance.ts';
import { movesOf } from './moves.ts';
import { objectBlock } from './objects.ts';
import { pictureOf } from './picture.ts';
import { ruleBlock } from './rules.ts';
import { settledBlocks } from './settled.ts';
import type { Shown } from './shown.ts';

/** A plan as blocks, in the order in which a reviewer needs them: what is lost first. */
export function planBlocks(shown: Shown): {
  readonly loosened: readonly Block[];
  readonly body: readonly Block[];
} {
  const { plan } = shown;
  const moves = movesOf(plan);
  const picture = pictureOf(moves, shown);
  const [[losing], others] = split(impactBlocks(moves, shown), moves.leaving.length > 0 ? 1 : 0);
  const { introduced, pending } = byOrigin(plan);
  const both = pending.changes.length + introduced.changes.length > 0;
  return {
    loosened: loosenedBlock(shown),
    body: [
      ...refusalBlocks(shown),
      ...countBlocks(shown, moves),
      ...(losing ? [losing] : []),
      ...(picture === undefined
        ? []
        : [
            block(
              picture,
              importance.picture,
              `The picture of who moves takes too much room here: see ${shown.elsewhere}.`,
            ),
          ]),
      ...others,
      ...expectationBlock(plan.expectations, shown),
      ...(both || plan.blocked.length > 0 ? guardBlocks(shown) : []),
      ...objectBlock('What changes', introduced.changes, shown, importance.rows),
      ...ruleBlock(introduced.changes, shown),
      ...blockedBlock('Cannot be written', introduced, shown, importance.blocked),
      ...objectBlock(
        'Already pending, not from this pull request',
        pending.changes,
        shown,
        importance.pending,
      ),
      ...ruleBlock(pending.changes, shown),
      ...blockedBlock('Could not be written before either', pending, shown, importance.pending),
      ...settledBlocks(shown),
    ],
  };
}

type Parts = Pick<Plan, 'changes' | 'blocked' | 'unresolved'>;

/** Without a base nothing is known of what was pending, so everything stands together. */
function byOrigin(plan: Plan): { readonly introduced: Parts; readonly pending: Parts } {
  if (plan.provenance.base === undefined)
    return { introduced: plan, pending: { changes: [], blocked: [], unresolved: [] } };
  const of = (origin: 'introduced' | 'pending'): Parts => ({
    changes: plan.changes.filter((each) => each.origin === origin),
    blocked: plan.blocked.filter((each) => each.origin === origin),
    unresolved: plan.unresolved.filter((each) => each.origin === origin),
  });
  return { introduced: of('introduced'), pending: of('pending') };
}

const split = <T>(all: readonly T[], at: number): readonly [readonly T[], readonly T[]] => [
  all.slice(0, at),
  all.slice(at),
];
