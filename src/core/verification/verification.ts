import type { Value } from '../attributes/attribute.ts';
import type { LiveObject } from '../live/live.ts';
import type { Deeds } from '../rollback/deeds.ts';
import type { ImpactDirection, ObjectKey } from '../plan/plan.ts';

/** What an apply did, as its journal tells it. `done` holds the operations that are as the plan wants them. */
export interface Applied extends Deeds {
  /** How operations ended that were not done, by their key: held, failed… */
  readonly undone: ReadonlyMap<string, string>;
}

/** What the tenant holds now. */
export interface Present {
  readonly users: readonly LiveObject[];
  readonly groups: readonly LiveObject[];
  /** Ids of the direct members, by group id. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Keys of the definitions of extensions that are there. */
  readonly definitions: ReadonlySet<ObjectKey>;
  readonly at: Date;
}

/** How far a tenant is as the plan of an apply said it would be. */
export interface Verification extends Score {
  /** Groups whose members were held against the prediction, in the order of the plan. */
  readonly groups: readonly VerifiedGroup[];
  readonly apart: readonly GroupApart[];
  readonly values: ReadBack;
  /** Of people whom the plan does not name, by object key. */
  readonly names: Readonly<Record<ObjectKey, string>>;
  /** Nothing differs, and nothing that was done is gone. */
  readonly asPredicted: boolean;
}

/** People of whom something was predicted, and of how many of them it came true. */
export interface Score {
  readonly judged: number;
  readonly right: number;
}

export interface VerifiedGroup extends Score {
  readonly group: ObjectKey;
  /** Undefined of a group that is gone, as it should be. */
  readonly id?: string;
  /** Members: before the apply, as predicted, and now. */
  readonly before: number;
  readonly predicted: { readonly min: number; readonly max: number };
  readonly actual: number;
  readonly differences: readonly Difference[];
  readonly leftOut: LeftOut;
  /** How the service stands with it, where it tells. */
  readonly processing?: Processing;
}

/** `membershipRuleProcessingStatus` of the beta version: https://learn.microsoft.com/graph/api/resources/membershipruleprocessingstatus */
export interface Processing {
  /** NotStarted, Running, Succeeded, Failed or a word to come. */
  readonly status: string;
  readonly lastUpdated?: string;
  /** Why it failed, in the words of the service. */
  readonly error?: string;
}

/** Members whose membership is not as predicted. */
export interface Difference {
  readonly member: ObjectKey;
  /** Where the person should be. */
  readonly expected: 'in' | 'out';
  /** What the plan said of the person; `stays`: nothing, so that nothing should have happened. */
  readonly direction: ImpactDirection | 'stays';
  /** The reason of the bucket, or what holds of the person by the rule. */
  readonly because: string;
  /** Set where what the prediction rested on was changed since; such a person is not counted. */
  readonly since?: 'changed' | 'gone';
}

/** People of whom a plan names something and who are not counted, by the reason. */
export interface LeftOut {
  /** Of whom the plan said that nothing can be said. */
  readonly undetermined: number;
  /** Of whom Entra and the evaluation said different things before the apply. */
  readonly disagreeing: number;
  /** Whose attributes were not written. */
  readonly notWritten: number;
}

/** A group of the plan of which nothing is judged. */
export interface GroupApart {
  readonly group: ObjectKey;
  /**
   * `paused`, `frozen`: its members stay whoever they are. `notDone`: its own operations were held or failed. `gone`: it
   * is no longer there. `changed`: somebody changed its rule or processing since.
   */
  readonly reason: 'paused' | 'frozen' | 'notDone' | 'gone' | 'changed';
  /** For `notDone`: how the operations ended. */
  readonly outcomes: readonly string[];
}

/** The values that an apply wrote, read again. */
export interface ReadBack {
  readonly checked: number;
  readonly differing: readonly ValueDifference[];
  /** Keys of changes that are not read back: attributes of definitions, and values whose definition is not known. */
  readonly unread: readonly string[];
}

export interface ValueDifference {
  readonly key: string;
  readonly object: ObjectKey;
  readonly attribute: string;
  /** What the apply left behind. */
  readonly left: Value;
  readonly found: Value;
  /** `notVisible`: the value before is still, or again, there. */
  readonly state: 'notVisible' | 'changed' | 'gone';
  readonly sensitive?: true;
}

/** The share of the judged people of whom the prediction came true; undefined where nobody is judged. */
export function accuracyOf({ judged, right }: Score): number | undefined {
  return judged === 0 ? undefined : right / judged;
}
