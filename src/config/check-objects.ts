import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import type { Definitions } from './definitions.ts';
import { checkOwners } from './few-owners.ts';
import { checkFreezes } from './freezes-nothing.ts';
import { findSameImmutableIds } from './immutable-id.ts';
import { checkQuality } from './quality.ts';
import { checkRules } from './rules.ts';
import { checkSensitive } from './sensitive.ts';
import { checkWords } from './words.ts';

/** What can only be judged with all entries and the settings at hand. */
export function checkObjects(
  objects: readonly DesiredObject[],
  settings: Settings | undefined,
  definitions: Definitions,
): {
  readonly usable: readonly DesiredObject[];
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
} {
  const checking = settings ?? { findings: {}, vocabularies: {} };
  const rules = checkRules(objects, checking, definitions);
  const words = checkWords(objects, checking);
  const sensitive = checkSensitive(objects, checking);
  const owners = checkOwners(objects, checking);
  const freezes = checkFreezes(objects, checking);
  const quality = checkQuality(objects, checking);
  const same = findSameImmutableIds(objects);
  return {
    usable: objects.flatMap((object) => (same.unusable.has(object) ? [] : (rules.usable.get(object) ?? []))),
    problems: [
      ...rules.problems,
      ...words.problems,
      ...sensitive.problems,
      ...owners.problems,
      ...freezes.problems,
      ...quality.problems,
      ...same.problems,
    ],
    findings: [
      ...rules.findings,
      ...words.findings,
      ...sensitive.findings,
      ...owners.findings,
      ...freezes.findings,
      ...quality.findings,
    ],
  };
}
