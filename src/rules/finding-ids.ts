import type { Severity } from './problem.ts';

/** What can be found in the data of a tenant, and how much it matters unless the configuration says otherwise. */
export const dataFindingIds = {
  'near-duplicate': 'warning',
  'missing-required': 'warning',
  'no-owners': 'warning',
  'few-owners': 'info',
  'disabled-owners': 'warning',
  'no-description': 'info',
  'paused-past': 'warning',
  'matches-nobody': 'warning',
  'identical-rules': 'info',
  'extension-attribute-in-use': 'info',
  'extension-sensitive': 'warning',
  'unused-definition': 'info',
  'definition-without-owner': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

/** The same of what can be found in tenant.yaml beside the entries. */
const settingFindingIds = { 'freezes-nothing': 'warning' } as const satisfies Readonly<
  Record<string, Severity>
>;

/**
 * The same of what can be found in a rule that the service takes; `outside-vocabulary` is about values of users too.
 * `ordering-of-text` is an error of the language that can be lowered: a public rule compares a device version with -ge.
 */
export const ruleFindingIds = {
  'member-of': 'warning',
  'mixed-operators': 'warning',
  'matches-blanks': 'info',
  'always-true': 'warning',
  'never-true': 'warning',
  'chained-equality': 'info',
  'needless-pattern': 'info',
  'needless-contains': 'info',
  'pattern-undecided': 'warning',
  'doubled-backslash': 'warning',
  wildcard: 'warning',
  'time-dependent': 'info',
  'date-without-zone': 'info',
  'plan-without-status': 'warning',
  'self-service-property': 'info',
  'quoted-null': 'warning',
  'empty-text': 'warning',
  'single-apostrophe': 'warning',
  'sync-disabled': 'warning',
  'any-not-equal': 'warning',
  'all-of-nothing': 'info',
  'address-prefix': 'warning',
  'address-case': 'info',
  'bare-condition': 'info',
  'direct-collection': 'warning',
  'empty-list': 'warning',
  'system-labels': 'info',
  'reports-with-manager': 'info',
  'outside-vocabulary': 'warning',
  'odd-space': 'warning',
  'ordering-of-text': 'error',
} as const satisfies Readonly<Record<string, Severity>>;

/** All findings, whose severity `findings:` in tenant.yaml can set. */
export const findingIds = { ...ruleFindingIds, ...dataFindingIds, ...settingFindingIds };

export type RuleFindingId = keyof typeof ruleFindingIds;
export type FindingId = keyof typeof findingIds;

/** Whether a code of a problem belongs to a finding, whose severity can be set. */
export function isFindingId(code: string): code is FindingId {
  return Object.hasOwn(findingIds, code);
}

/** The usual severity of a finding. */
export function severityOf(id: FindingId): Severity {
  return findingIds[id];
}
