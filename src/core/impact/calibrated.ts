import type { UndeterminedReason } from '../../rules/outcome.ts';
import type { LiveObject } from '../live/live.ts';

/** Pairs of a person and a group, and how far Entra and our evaluation say the same of them. */
export interface Tally {
  readonly pairs: number;
  /** Pairs of which Entra or our evaluation says that the person is a member: agreeing that nobody is, is easy. */
  readonly memberships: number;
  readonly disagreeing: number;
  /** Pairs of which our evaluation says nothing; they count neither way. */
  readonly undetermined: number;
}

/** How far our evaluation of a tenant is Entra's. */
export interface Calibrated extends Tally {
  readonly users: number;
  /** Groups that Entra keeps up to date; those with most disagreement first. */
  readonly groups: readonly CalibratedGroup[];
  readonly constructs: readonly (Tally & { readonly construct: string; readonly groups: number })[];
  /** Members of a paused group may lawfully differ, so these do not count. */
  readonly paused: readonly CalibratedGroup[];
  readonly device: readonly LiveObject[];
  readonly frozen: readonly LiveObject[];
  readonly unreadable: readonly LiveObject[];
}

export interface CalibratedGroup extends Tally {
  readonly group: LiveObject;
  readonly rule: string;
  readonly constructs: readonly string[];
  /** Members now, as Entra says. */
  readonly members: number;
  /** Members that are none of the users that were read. */
  readonly notUsers: number;
  readonly undeterminedBecause: Readonly<Partial<Record<UndeterminedReason, number>>>;
  readonly disagreements: readonly Disagreement[];
}

/** People of whom Entra and our evaluation do not say the same, for the same reason. */
export interface Disagreement {
  /** Entra has them as members. */
  readonly entra: boolean;
  /** What holds of them, by our evaluation. */
  readonly because: string;
  readonly count: number;
  /** The first of them. */
  readonly people: readonly LiveObject[];
}

/** The share of the determined pairs that agree; undefined where there are none. */
export function agreementOf({ pairs, disagreeing, undetermined }: Tally): number | undefined {
  const determined = pairs - undetermined;
  return determined === 0 ? undefined : (determined - disagreeing) / determined;
}
