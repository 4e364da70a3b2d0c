import type { LiveObject } from '../live/live.ts';
import type { Declarations } from './declared.ts';
import { findOwnerless, findUnusedDefinitions } from './definitions.ts';
import { findExtensionAttributes } from './extension-attributes.ts';
import { findSensitive } from './extension-sensitive.ts';
import { findIdenticalRules } from './identical-rules.ts';
import { checkLiveRules } from './live-rules.ts';
import { findMatchesNobody } from './matches-nobody.ts';
import { findMissingRequired, usuallyRequired } from './missing-required.ts';
import { findNearDuplicates, type NearDuplicate } from './near-duplicate.ts';
import { findNoDescription } from './no-description.ts';
import { findOutsideVocabulary } from './outside-vocabulary.ts';
import { findOwners } from './owners.ts';
import { findPausedPast } from './paused-past.ts';
import { rulesByProperty } from './rules-in-use.ts';
import { someOf, type AuditSubject, type Found } from './subject.ts';

/** All findings of all kinds, whatever their severity, and what could not be looked at. `near` was worked out before. */
export function findAll(
  subject: AuditSubject,
  declared: Declarations,
  near: ReadonlyMap<string, readonly NearDuplicate[]>,
): {
  readonly found: readonly Found[];
  readonly notLookedAt: readonly string[];
} {
  const { desired, users, groups, definitions } = subject;
  const { vocabularies } = desired.settings;
  const rules = rulesByProperty(groups);
  const checked = checkLiveRules(groups, desired.settings);
  const entryOf = ({ id }: LiveObject) => declared.entry(`group:${id}`);
  return {
    found: [
      ...findOutsideVocabulary(users, vocabularies),
      ...findNearDuplicates(near, users),
      ...findMissingRequired(users, desired.settings.audit?.required ?? usuallyRequired),
      ...findOwners(groups, users),
      ...findNoDescription(groups),
      ...findPausedPast(groups, subject.paused, entryOf),
      ...findMatchesNobody(subject),
      ...findIdenticalRules(groups),
      ...findExtensionAttributes(users, rules),
      ...findSensitive(subject),
      ...(definitions ? findUnusedDefinitions(definitions, [...users, ...groups], rules) : []),
      ...(definitions ? findOwnerless(definitions) : []),
      ...checked.found,
    ],
    notLookedAt: [
      ...subject.notLookedAt,
      ...(checked.unreadable.length === 0
        ? []
        : [
            `Not everything in the rules of ${someOf(checked.unreadable.map(({ displayName, id }) => displayName ?? id).toSorted())} is known here, so that findings about them may be missing (\`tenantry rule check\` says what).`,
          ]),
    ],
  };
}
