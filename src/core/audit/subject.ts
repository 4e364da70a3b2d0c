import { listed } from '../wording.ts';
import type { Desired } from '../desired/desired.ts';
import type { LeftPaused } from '../drift/paused.ts';
import type {
  LiveApplication,
  LiveDirectoryExtension,
  LiveObject,
  LiveSchemaExtension,
} from '../live/live.ts';
import type { AuditFinding } from './finding.ts';

/** What is looked at: the live tenant as a whole, and what the files say of it. */
export interface AuditSubject {
  readonly tenant: { readonly id: string; readonly displayName: string };
  readonly desired: Desired;
  /** Users, with their open extensions. */
  readonly users: readonly LiveObject[];
  /** Groups, with the ids of their owners and with their open extensions. */
  readonly groups: readonly LiveObject[];
  /** Read where a rule is about devices; undefined where they could not be read. */
  readonly devices: readonly LiveObject[] | undefined;
  /** Undefined where they could not be read. */
  readonly definitions: AuditDefinitions | undefined;
  /** How many direct members a group has, by group id. */
  readonly memberCounts: ReadonlyMap<string, number>;
  /** What the files and earlier applies tell of groups that are paused. */
  readonly paused: readonly LeftPaused[];
  readonly now: Date;
  /** What was not read, and why; one sentence each. */
  readonly notLookedAt: readonly string[];
}

/** Definitions of extensions with those who stand for them in this tenant. */
export interface AuditDefinitions {
  readonly directory: readonly LiveDirectoryExtension[];
  readonly schema: readonly LiveSchemaExtension[];
  /** Application registrations that are there. */
  readonly applications: readonly LiveApplication[];
  /** Client ids of applications with a service principal, in lower case. */
  readonly servicePrincipals: ReadonlySet<string>;
}

/** What a finder tells; severity, place and state are worked out for all alike. */
export type Found = Omit<AuditFinding, 'severity' | 'place' | 'state'>;

/** What people call a user or group. */
export const nameOf = ({ id, userPrincipalName, displayName }: LiveObject): string =>
  userPrincipalName ?? displayName ?? id;

/** A few names, the rest counted: `A, B and 3 more`. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return listed(shown);
}
