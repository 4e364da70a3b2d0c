import type { FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import type { AuditFinding, FindingKey } from './finding.ts';

/** The state of a tenant's data at one instant: what `audit --json` prints, and all other forms are made of. */
export interface Audit {
  readonly format: 1;
  readonly tenant: { readonly id: string; readonly displayName: string };
  /** ISO 8601. */
  readonly evaluatedAt: string;
  readonly counts: AuditCounts;
  /** Sorted by id, then name, then object; those that the baseline knows are among them. */
  readonly findings: readonly AuditFinding[];
  /** One for each id that occurs, errors first, then warnings, each by number of findings. */
  readonly kinds: readonly FindingCount[];
  /** Organisational text attributes of users, usageLocation, then extension attributes in use. */
  readonly distributions: readonly Distribution[];
  readonly groupSizes: GroupSizes;
  /** What could not be looked at, and why; one sentence each. */
  readonly notLookedAt: readonly string[];
  /** Absent where no baseline was given. */
  readonly baseline?: {
    readonly file: string;
    /** How many findings it knows. */
    readonly known: number;
    /** What it knows and was not found any more. */
    readonly absent: readonly FindingKey[];
  };
}

export interface AuditCounts {
  readonly users: number;
  readonly guests: number;
  readonly disabledUsers: number;
  readonly syncedUsers: number;
  readonly groups: number;
  readonly dynamicGroups: number;
  readonly syncedGroups: number;
  /** How many users and groups the files declare. */
  readonly declared: { readonly users: number; readonly groups: number };
  /** Findings by severity; without a baseline all are new. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly newFindings: Readonly<Record<Severity, number>>;
}

export interface FindingCount {
  readonly id: FindingId;
  /** The gravest that occurs; they differ just where the service itself calls some an error. */
  readonly severity: Severity;
  readonly findings: number;
  readonly new: number;
}

/** How the values of one attribute are spread over users that are no guests. */
export interface Distribution {
  readonly attribute: string;
  readonly withValue: number;
  readonly withoutValue: number;
  /** How many values there are. */
  readonly distinct: number;
  /** The most frequent values, at most 50, most frequent first; values are compared as they are written. */
  readonly values: readonly ValueCount[];
  /** The values that are not listed, and how many users have one of them. */
  readonly rest: { readonly values: number; readonly users: number };
}

export interface ValueCount {
  /** Text from the tenant, not to be trusted. */
  readonly value: string;
  readonly users: number;
  /** Present where the attribute has a vocabulary. */
  readonly vocabulary?: 'listed' | 'alias' | 'outside';
  /** The value that is probably meant: of an alias the canonical one, of a near-duplicate the frequent one. */
  readonly meant?: string;
}

export interface GroupSizes {
  /** From 0 members upwards, without gaps: 0, 1, 2 to 9, 10 to 99, … The last has no end. */
  readonly buckets: readonly {
    readonly from: number;
    readonly to?: number;
    readonly assigned: number;
    readonly dynamic: number;
  }[];
  /** At most 10, largest first. */
  readonly largest: readonly SizedGroup[];
  /** Groups whose number of members the tenant did not tell. */
  readonly unknown: number;
}

export interface SizedGroup {
  readonly object: `group:${string}`;
  /** Text from the tenant, not to be trusted. */
  readonly name: string;
  readonly members: number;
  readonly dynamic: boolean;
}
