import type { Change, ObjectKey, Operation, Plan } from '../core/plan/plan.ts';
import type { Outcome } from './records.ts';
import { idOf, type Target } from './requests.ts';
import { emptyPast, type Past } from './past.ts';

/** How patient the engine is. Times are milliseconds. */
export interface Limits {
  /** Batches under way at the same time. */
  readonly concurrency: number;
  /** Failures after which an operation is given up. */
  readonly attempts: number;
  /** How long an operation is tried again after its first failure, besides the waiting that the service asked for. */
  readonly patienceMs: number;
  /** How long something that was just created or changed may take to be seen everywhere. */
  readonly replicationMs: number;
  readonly backoffMs: { readonly first: number; readonly most: number };
  /** Refusals for want of permission, or for want of any answer, in a row after which the whole run is given up. */
  readonly refusals: number;
}

export const defaultLimits: Limits = {
  concurrency: 4,
  attempts: 10,
  patienceMs: 300_000,
  replicationMs: 120_000,
  backoffMs: { first: 1_000, most: 30_000 },
  refusals: 20,
};

/** The most requests that one batch takes: https://learn.microsoft.com/graph/json-batching. */
export const batchSize = 20;

/** What a run is about; nothing of it changes while it runs. */
export interface Job {
  /** In the order of the plan. */
  readonly operations: readonly Operation[];
  /** By operation, why somebody decided that it may not run now. */
  readonly held: ReadonlyMap<string, string>;
  readonly changes: ReadonlyMap<string, Change>;
  /** Objects that operations of the plan create. */
  readonly toBeCreated: ReadonlySet<ObjectKey>;
  /** Keys of the operations that run or were done by an earlier run. */
  readonly included: ReadonlySet<string>;
  readonly past: Past;
  readonly root: string;
  readonly limits: Limits;
}

/** One operation on its way. */
export interface Progress {
  readonly operation: Operation;
  /** Writes sent so far, over all runs. */
  readonly attempt: number;
  readonly failures: number;
  /** Times at which something young was not seen yet. */
  readonly waits: number;
  /** Instants in milliseconds, as all times of the engine. */
  readonly notBefore: number;
  readonly patientUntil?: number;
  readonly visibleBy?: number;
  /** A write was sent whose result nobody knows. */
  readonly uncertain: boolean;
  /** The token was refused for it once. */
  readonly unauthorised: boolean;
}

export interface Batch {
  readonly step: 'look' | 'write';
  /** By id of the request. */
  readonly items: ReadonlyMap<string, Progress>;
}

/** The engine between two events, as plain data. */
export interface State {
  readonly job: Job;
  /** Index into `phases`; -1 before the first. */
  readonly phase: number;
  /** Operations of this phase that are neither under way nor ended. */
  readonly waiting: readonly Progress[];
  readonly underWay: ReadonlyMap<string, Batch>;
  readonly batches: number;
  /** Ends that hold what depends on them. What has ended otherwise is not kept. */
  readonly unfulfilled: ReadonlyMap<string, Outcome>;
  /** Ids of groups that this apply created. */
  readonly created: ReadonlyMap<ObjectKey, string>;
  /** Objects of several operations of which one was accepted: reading may show them as they were before. */
  readonly touched: ReadonlySet<ObjectKey>;
  /** Objects of several operations. */
  readonly shared: ReadonlySet<ObjectKey>;
  /** Nothing new is sent before this instant: the tenant's quota is spent. */
  readonly quietUntil: number;
  readonly refusals: number;
  /** Set once nothing more is to be started. */
  readonly halt?: Halt;
  readonly seed: number;
}

/** An interrupted run can be resumed; one that was refused throughout is over. `why` is a sentence. */
export interface Halt {
  readonly by: 'interrupt' | 'refusals';
  readonly why: string;
}

/** What `begin` is given. */
export interface Beginning {
  readonly plan: Plan;
  /** Keys of the operations that may run; absent: all. */
  readonly operations?: readonly string[];
  readonly held?: readonly { readonly operation: string; readonly why: string }[];
  readonly root: string;
  readonly limits?: Partial<Limits>;
  /** What earlier runs of the same journal did. */
  readonly past?: Past;
  /** Where the jitter starts; any whole number. */
  readonly seed: number;
}

/** The state before the first event. */
export function begin(beginning: Beginning): State {
  const { plan, past = emptyPast } = beginning;
  const held = new Map((beginning.held ?? []).map((each) => [each.operation, each.why]));
  const allowed = beginning.operations && new Set([...beginning.operations, ...held.keys()]);
  const operations = plan.operations.filter((each) => allowed === undefined || allowed.has(each.key));
  const ofObject = Map.groupBy(plan.operations, (each) => each.object);
  return {
    job: {
      operations: operations.filter((each) => !past.done.has(each.key)),
      held,
      changes: new Map(plan.changes.map((change) => [change.key, change])),
      toBeCreated: new Set(
        plan.operations.filter((each) => each.write.type === 'createGroup').map((each) => each.object),
      ),
      included: new Set([...operations.map((each) => each.key), ...past.done]),
      past,
      root: beginning.root,
      limits: { ...defaultLimits, ...beginning.limits },
    },
    phase: -1,
    waiting: [],
    underWay: new Map(),
    batches: 0,
    unfulfilled: new Map(),
    created: past.created,
    touched: past.touched,
    shared: new Set([...ofObject].filter(([, ofIt]) => ofIt.length > 1).map(([object]) => object)),
    quietUntil: 0,
    refusals: 0,
    seed: beginning.seed,
  };
}

/** An operation before its first request of this run. */
export function progressOf(job: Job, operation: Operation): Progress {
  return {
    operation,
    attempt: job.past.attempts.get(operation.key) ?? 0,
    failures: 0,
    waits: 0,
    notBefore: 0,
    uncertain: job.past.uncertain.has(operation.key),
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

/** What the requests of an operation are made of, with the id of a group that was created meanwhile. */
export function targetOf(state: State, operation: Operation): Target {
  return {
    operation,
    changes: changesOf(state.job, operation),
    id: state.created.get(operation.object) ?? idOf(operation.object),
    root: state.job.root,
  };
}
