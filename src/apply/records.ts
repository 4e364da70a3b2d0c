import type { Value } from '../core/attributes/attribute.ts';
import type { Channel, Plan } from '../core/plan/plan.ts';

/**
 * What an apply leaves behind: one record a line. The engine makes nothing else, and the report is a fold over them.
 * No record ever holds a token or a request header.
 */
export type JournalRecord =
  | PlanRecord
  | ResumeRecord
  | IntentRecord
  | ChannelRecord
  | OutcomeRecord
  | EndRecord
  | VerifiedRecord;

/** The first record: the whole plan, with the values before it, which is all that a rollback needs. */
export interface PlanRecord {
  readonly record: 'plan';
  /** ISO 8601, UTC, as in every record. */
  readonly at: string;
  readonly format: 1;
  /** The version root that was written to, such as `https://graph.microsoft.com/v1.0`. */
  readonly endpoint: string;
  readonly plan: Plan;
}

/** From here on another run continued the journal. */
export interface ResumeRecord {
  readonly record: 'resume';
  readonly at: string;
}

/** On the disk before the request is sent: without an outcome after it, nobody knows whether it was done. */
export interface IntentRecord {
  readonly record: 'intent';
  readonly at: string;
  readonly operation: string;
  /** Counts the writes of this operation, over all runs and channels, from 1. */
  readonly attempt: number;
  /** Absent: Graph. */
  readonly channel?: Channel;
}

/**
 * From here on an operation goes through another channel: the service said that the one before is shut for good, and
 * that nothing was done through it. A later run does not knock there again.
 */
export interface ChannelRecord {
  readonly record: 'channel';
  readonly at: string;
  readonly operation: string;
  readonly channel: Channel;
  /** The refusal of the channel before, in the words of the service. */
  readonly status?: number;
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
}

export interface OutcomeRecord extends Ending {
  readonly record: 'outcome';
  readonly at: string;
  readonly operation: string;
}

/** How an operation ended in one run. */
export interface Ending {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly code?: string;
  /** The channel through which it went at last. Absent: Graph. */
  readonly channel?: Channel;
  /** What the service said, or for an outcome that is ours, why, as a sentence. */
  readonly message?: string;
  readonly requestId?: string;
  /** The id of the group or schema extension that the operation created. */
  readonly created?: string;
  /** At a conflict: what the tenant holds, by attribute; for context, by property. */
  readonly found?: Readonly<Record<string, Value>>;
  /** A write was sent whose result nobody knows; a later run finds out. */
  readonly uncertain?: true;
}

export interface EndRecord {
  readonly record: 'end';
  readonly at: string;
  /** Why the run gave up before its end. */
  readonly stopped?: string;
}

/** After the end: somebody held the tenant against what the plan predicted. */
export interface VerifiedRecord {
  readonly record: 'verified';
  readonly at: string;
  readonly asPredicted: boolean;
  /** People of whom something was predicted, and of how many of them it came true. */
  readonly judged: number;
  readonly right: number;
}

/** The outcomes of an operation, in the order in which reports show them. */
export const outcomes = [
  'applied',
  'alreadySo',
  'acceptedNotVisible',
  'conflict',
  'held',
  'blocked',
  'failed',
  'notAttempted',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether what depends on an operation with this outcome may run. */
export function isFulfilled(outcome: Outcome): boolean {
  return outcome === 'applied' || outcome === 'alreadySo' || outcome === 'acceptedNotVisible';
}
