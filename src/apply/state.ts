import type { Change, Channel, ObjectKey, Operation } from '../core/plan/plan.ts';
import type { OnChannel } from './channels.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Past } from './past.ts';
import type { Outcome } from './records.ts';
import { idOf, type Target } from './target.ts';

/** What a run is about; nothing of it changes while it runs. */
export interface Job {
  /** In the order of the plan. */
  readonly operations: readonly Operation[];
  /** By operation, why somebody decided that it may not run now. */
  readonly held: ReadonlyMap<string, string>;
  readonly changes: ReadonlyMap<string, Change>;
  /** Groups that operations of the plan create. */
  readonly toBeCreated: ReadonlySet<ObjectKey>;
  /** Keys of the operations that create definitions of extensions. */
  readonly definitions: ReadonlySet<string>;
  /** Channels through which any of the operations may go. */
  readonly channels: readonly Channel[];
  /** Keys of the operations that run or were done by an earlier run. */
  readonly included: ReadonlySet<string>;
  readonly past: Past;
  readonly root: string;
  readonly limits: Limits;
}

/** One operation on its way. */
export interface Progress extends OnChannel {
  /** Writes sent so far, over all runs and channels. */
  readonly attempt: number;
  readonly failures: number;
  /** Times at which something young was not seen yet. */
  readonly waits: number;
  /** Instants in milliseconds, as all times of the engine. */
  readonly notBefore: number;
  readonly patientUntil?: number;
  /** When the service first refused it for its limits, and nothing else happened since. */
  readonly throttledSince?: number;
  readonly visibleBy?: number;
  /** A write was sent whose result nobody knows. */
  readonly uncertain: boolean;
  /** The token was refused for it once. */
  readonly unauthorised: boolean;
}

export interface Batch {
  readonly channel: Channel;
  readonly step: 'look' | 'write';
  /** A look after the write, whether the service shows it. */
  readonly check?: true;
  readonly sentAt: number;
  /** By id of the request. */
  readonly items: ReadonlyMap<string, Progress>;
}

/** An operation that may be written. */
export interface Looked {
  readonly progress: Progress;
  /** When the look was sent: what happened since, it does not show. */
  readonly at: number;
}

/** The engine between two events, as plain data. */
export interface State {
  readonly job: Job;
  /** Index into `phases`; -1 before the first. */
  readonly phase: number;
  /** Operations of this phase that are to be looked at. */
  readonly waiting: readonly Progress[];
  /** Operations of this phase that were looked at and wait for the limits, or for others to be answered. */
  readonly ready: readonly Looked[];
  /** Operations of this and earlier phases that were accepted and are to be read back. */
  readonly checks: readonly Progress[];
  readonly underWay: ReadonlyMap<string, Batch>;
  readonly batches: number;
  /** Ends that hold what depends on them. What has ended otherwise is not kept. */
  readonly unfulfilled: ReadonlyMap<string, Outcome>;
  /** Ids of groups and schema extensions that this apply created. */
  readonly created: ReadonlyMap<ObjectKey, string>;
  /** Objects of several operations of which one was accepted: reading may show them as they were before. */
  readonly touched: ReadonlySet<ObjectKey>;
  /** Objects of several operations. */
  readonly shared: ReadonlySet<ObjectKey>;
  readonly pace: Pace;
  /** Failures in a row that have little to do with the operation. */
  readonly refusals: Readonly<Record<Channel, number>>;
  /** Why Exchange was given up, as a sentence; Graph goes on without it. */
  readonly exchangeGivenUp?: string;
  /** Set once nothing more is to be started. */
  readonly halt?: Halt;
  readonly seed: number;
}

/** An interrupted run can be resumed; one that was refused throughout is over. `why` is a sentence. */
export interface Halt {
  readonly by: 'interrupt' | 'refusals';
  readonly why: string;
}

/** An operation before its first request of this run: at the last channel that an earlier run had opened for it. */
export function progressOf(job: Job, operation: Operation): Progress {
  const { past } = job;
  const begun = past.channels.get(operation.key);
  return {
    operation,
    channel: begun === undefined ? 0 : Math.max(0, operation.channels.indexOf(begun)),
    attempt: past.attempts.get(operation.key) ?? 0,
    failures: 0,
    waits: 0,
    notBefore: 0,
    uncertain: past.uncertain.has(operation.key),
    unauthorised: false,
  };
}

export function changesOf(job: Job, operation: Operation): readonly Change[] {
  const { passing, object } = operation;
  const changes = operation.changes.flatMap((key) => job.changes.get(key) ?? []);
  if (!passing) return changes;
  const place = { file: '', line: 1, column: 1 };
  const key = `${object}/${passing.attribute}`;
  return [...changes, { ...passing, key, object, kind: 'group', origin: 'pending', place }];
}

/** What the requests of an operation are made of, with the ids of what was created meanwhile. */
export function targetOf(state: State, operation: Operation): Target {
  return {
    operation,
    changes: changesOf(state.job, operation),
    id: state.created.get(operation.object) ?? idOf(operation.object),
    root: state.job.root,
    created: state.created,
  };
}
