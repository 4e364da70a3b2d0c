import type { FoundChange } from './diff.ts';

/**
 * The changes that stay when some are left out, and the keys of those that go: what was named, the other changes of a
 * group that is not created or deleted, and the processing of a rule that is not written where there was none.
 */
export function leaveOut<T extends FoundChange>(
  changes: readonly T[],
  without: readonly string[],
): { readonly kept: readonly T[]; readonly left: readonly string[] } {
  const named = new Set(without);
  const goes = ({ key, object, attribute, before }: FoundChange): boolean =>
    named.has(key) ||
    named.has(`${object}/exists`) ||
    (attribute === 'membershipRuleProcessingState' &&
      before === null &&
      named.has(`${object}/membershipRule`));
  return {
    kept: changes.filter((change) => !goes(change)),
    left: changes.filter(goes).map(({ key }) => key),
  };
}
