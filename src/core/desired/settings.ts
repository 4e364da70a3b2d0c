import type { FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import type { GuardName } from '../guards/guard.ts';
import type { Vocabularies } from './vocabulary.ts';
import type { Place } from '../problem.ts';

export type Cloud = 'global' | 'usGovernment' | 'usGovernmentDoD' | 'china';

export type ExchangeRoute = 'auto' | 'always' | 'never';

/** `tenant.yaml`. */
export interface Settings {
  readonly file: string;
  readonly tenant: { readonly id: string; readonly cloud: Cloud };
  /**
   * Whether extension attributes of Exchange recipients go through Exchange Online: where it is needed, always, or never.
   */
  readonly exchange: { readonly route: ExchangeRoute };
  /** Share of the tenant's write quota that an apply may use, 1 to 100. */
  readonly pace: { readonly percentOfLimit: number };
  readonly guards: Readonly<Partial<Record<GuardName, Limit>>>;
  /** Objects that are not to be changed without an override: ids, user principal names, keys of groups. */
  readonly protected: { readonly users: readonly string[]; readonly groups: readonly string[] };
  /** Objects of which nothing is changed until a day. */
  readonly freeze: readonly Freeze[];
  /** Attributes that are held elsewhere. */
  readonly authorities: readonly Authority[];
  /** The words that are used for attributes of users. */
  readonly vocabularies: Vocabularies;
  /** How much findings in rules matter, where it is not the usual. */
  readonly findings: Readonly<Partial<Record<FindingId, Severity | 'off'>>>;
  /** What an audit asks for; absent where tenant.yaml does not say. */
  readonly audit?: { readonly required?: readonly string[] };
  /** How tables of people are read. */
  readonly csv?: CsvSettings;
  readonly overrides: readonly Override[];
  /** Overrides that were pasted and left without a reason, which hold for nothing. Absent: there is none. */
  readonly overridesWithoutReason?: readonly Pick<Override, 'guard' | 'plan' | 'place'>[];
}

/**
 * How much of one kind of change a plan may have. Both parts count where both are given; the percentage counts from
 * `from` objects upwards, so that small tenants are not refused for one person.
 */
export interface Limit {
  readonly count?: number;
  readonly percent?: number;
  readonly from?: number;
}

/** Objects that stay as they are, mostly after a rollback, until main agrees with the tenant. */
export interface Freeze {
  /** Users and groups: ids, user principal names, keys of groups. */
  readonly objects: readonly string[];
  readonly reason: string;
  /** A day, `2026-12-01`: the last one on which they are frozen (UTC). */
  readonly until: string;
  readonly place: Place;
}

export interface Authority {
  readonly attributes: readonly string[];
  readonly owner: string;
}

/** A reviewed permission to pass one guard once. */
export interface Override {
  readonly guard: GuardName;
  /** Key, id or label of the object it is for; absent: whatever the guard counts, up to `upTo`. */
  readonly object?: string;
  readonly upTo: number;
  /** The digest of the plan that was reviewed, whole or its first 12 or more characters. */
  readonly plan: string;
  readonly reason: string;
  /** A day, `2026-12-01`: the last one on which the override holds (UTC). */
  readonly until: string;
  readonly place: Place;
}

export interface CsvSettings {
  /** What columns are for, by header: an attribute, or `-` for none. */
  readonly columns: Readonly<Record<string, string>>;
  /** By what people are looked for alone. */
  readonly match?: CsvIdentifier;
  /** The order of day, month and year where a date does not tell by itself. */
  readonly dates?: CsvDates;
}

/** What identifies people in tables, in the order in which it is looked for. */
export const csvIdentifiers = ['id', 'userPrincipalName', 'employeeId', 'mail'] as const;
export type CsvIdentifier = (typeof csvIdentifiers)[number];

export const csvDates = ['dmy', 'mdy', 'ymd'] as const;
export type CsvDates = (typeof csvDates)[number];

/** What a column of a table can be for besides attributes and values of extensions. */
export const csvColumns = [
  ...csvIdentifiers,
  'newUserPrincipalName',
  'signInBlocked',
  'objectGuid',
  'consistencyGuid',
  '-',
] as const;
