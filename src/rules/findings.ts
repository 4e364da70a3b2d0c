import type { Rule } from './ast.ts';
import {
  findAddressPitfalls,
  findAnyNotEqual,
  findCollectionForms,
  findMemberOf,
  findPlanWithoutStatus,
} from './findings/collections.ts';
import { finding, type FindingOptions } from './findings/finding.ts';
import { findChainedEquality, findMatchesBlanks, findMixedOperators } from './findings/logic.ts';
import {
  findContains,
  findDoubledBackslashes,
  findOddTexts,
  findOutsideVocabulary,
  findPatterns,
  findWildcards,
} from './findings/texts.ts';
import { findConstantComparisons, findConstantGroups, findQuantifiedConstants } from './findings/truth.ts';
import { findSelfService, findSyncDisabled, findTime } from './findings/values.ts';
import type { RuleProblem } from './problem.ts';

export { findingIds, isFindingId, type FindingId } from './finding-ids.ts';
export type { FindingOptions } from './findings/finding.ts';

/** What a rule may mean otherwise than its author does, or what could be better, with the usual severities. */
export function findingsOf({ body }: Rule, options: FindingOptions = {}): RuleProblem[] {
  if (body.type === 'directReports')
    return [
      finding(
        'reports-with-manager',
        body.offset,
        'Since 2026 the documentation says that the manager is a member too, which nobody has confirmed. The evaluation includes the manager.',
      ),
    ];
  return [
    ...findMemberOf(body),
    ...findMixedOperators(body),
    ...findMatchesBlanks(body),
    ...findConstantGroups(body),
    ...findConstantComparisons(body),
    ...findQuantifiedConstants(body),
    ...findChainedEquality(body),
    ...findPatterns(body),
    ...findContains(body),
    ...findDoubledBackslashes(body),
    ...findWildcards(body),
    ...findTime(body),
    ...findPlanWithoutStatus(body),
    ...findOddTexts(body),
    ...findSyncDisabled(body),
    ...findAnyNotEqual(body),
    ...findAddressPitfalls(body),
    ...findCollectionForms(body),
    ...findSelfService(body, options.grantsAccess ?? true),
    ...findOutsideVocabulary(body, options.vocabulary),
  ];
}
