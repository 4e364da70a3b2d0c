import type { Desired } from '../desired/desired.ts';
import { choose, isMet } from './choose.ts';
import type { Facts } from './facts.ts';
import { grantedBy, permissionKind, type PermissionKind, type PermissionName } from './permission.ts';
import { readingRequirements } from './reading.ts';
import type { Level, Part, Reason, Requirement } from './requirement.ts';
import { writingRequirements } from './writing.ts';

/** One permission that an identity is to be granted for these files. */
export interface Need {
  readonly name: PermissionName;
  readonly kind: PermissionKind;
  readonly level: Level;
  /** What of the files takes it, in the order of the table of attributes. */
  readonly reasons: readonly Reason[];
  /** Who can grant it. */
  readonly grantedBy: string;
}

export interface NeededPermissions {
  /** For plan, drift, import and audit. */
  readonly reader: readonly Need[];
  /** For apply and rollback. */
  readonly writer: readonly Need[];
}

/** Everything that a part of the work on these files takes. */
export function requirementsOf(part: Part, desired: Desired, facts: Facts = {}): readonly Requirement[] {
  const reading = readingRequirements(desired, facts, part);
  return part === 'reader' ? reading : [...writingRequirements(desired, facts), ...reading];
}

/**
 * The least permissions that these files need, each with what for. What is `recommended` comes on top of what is
 * `required`; none of them includes another.
 */
export function neededPermissions(desired: Desired, facts: Facts = {}): NeededPermissions {
  return { reader: needsOf('reader', desired, facts), writer: needsOf('writer', desired, facts) };
}

function needsOf(part: Part, desired: Desired, facts: Facts): readonly Need[] {
  const all = requirementsOf(part, desired, facts);
  const required = choose(all.filter(({ level }) => level === 'required'));
  const recommended = choose(
    all.filter(({ level }) => level === 'recommended'),
    required,
  );
  const names = [...required, ...recommended];
  return names
    .map((name) => needFor(name, required.has(name) ? 'required' : 'recommended', all, names))
    .toSorted((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
}

function needFor(
  name: PermissionName,
  level: Level,
  requirements: readonly Requirement[],
  all: readonly PermissionName[],
): Need {
  const without = new Set(all.filter((each) => each !== name));
  const lost = requirements.filter((each) => !isMet(each, without));
  const kind = permissionKind(name);
  return {
    name,
    kind,
    level,
    reasons: distinct(lost.flatMap(({ reasons }) => reasons)),
    grantedBy: grantedBy[kind],
  };
}

const kinds: readonly PermissionKind[] = ['graph', 'exchange', 'exchangeRole', 'directoryRole'];
const order = ({ kind, level }: Need): number =>
  kinds.indexOf(kind) + (level === 'recommended' ? kinds.length : 0);

function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
