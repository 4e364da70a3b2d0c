import type { FoundBroken } from '../impact/expectations.ts';
import type { UnresolvedEntry } from '../match/match.ts';
import type { Difference, FoundChange } from './diff.ts';
import { byLabel, byObject, byText } from './order.ts';
import type { BrokenExpectation, Change, Plan } from './plan.ts';

type Origin = Change['origin'];

/**
 * Changes, blocked values and unresolved entries, sorted, each with its origin: introduced is what the head wants and
 * the base did not want of the same live tenant. Without a base nothing is known to be introduced.
 */
export function withOrigin(
  wanted: Difference,
  before: Difference | undefined,
): Pick<Plan, 'changes' | 'blocked' | 'unresolved'> {
  const origin = originBy(before && [...before.changes, ...before.blocked].map(identify));
  const ofUnresolved = originBy(before?.unresolved.map(identifyUnresolved));
  return {
    changes: wanted.changes.map((each) => ({ ...each, origin: origin(identify(each)) })).toSorted(byObject),
    blocked: wanted.blocked.map((each) => ({ ...each, origin: origin(identify(each)) })).toSorted(byObject),
    unresolved: wanted.unresolved
      .map((each) => ({ ...each, origin: ofUnresolved(identifyUnresolved(each)) }))
      .toSorted(byLabel),
  };
}

/** An expectation that the base broke too is nobody's news. */
export function expectationsWithOrigin(
  broken: readonly FoundBroken[],
  before: readonly FoundBroken[] | undefined,
): readonly BrokenExpectation[] {
  const origin = originBy(before?.map(identifyBroken));
  return broken
    .map((each) => ({ ...each, origin: origin(identifyBroken(each)) }))
    .toSorted(
      (a, b) => byText(a.group, b.group) || byText(a.expected, b.expected) || byText(a.message, b.message),
    );
}

/** Changes of which it does not matter who wants them. */
export const asPending = (changes: readonly FoundChange[]): readonly Change[] =>
  changes.map((change) => ({ ...change, origin: 'pending' }));

function originBy(before: readonly string[] | undefined): (identity: string) => Origin {
  const known = new Set(before);
  return (identity) => (before === undefined || known.has(identity) ? 'pending' : 'introduced');
}

const identify = ({ key, after }: FoundChange | Difference['blocked'][number]): string =>
  `${key} ${JSON.stringify(after)}`;
const identifyUnresolved = ({ kind, label, message }: UnresolvedEntry): string =>
  `${kind} ${label} ${message}`;
const identifyBroken = ({ group, expected, user, message }: FoundBroken): string =>
  `${group} ${expected} ${user ?? message}`;
