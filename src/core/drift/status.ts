import { isDynamic } from '../attributes/value.ts';
import type { Desired } from '../desired/desired.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import type { ObjectKey } from '../plan/plan.ts';
import type { Processing } from '../verification/verification.ts';
import { telling, type Contested, type Drift } from './drift.ts';
import type { DueVerification } from './due.ts';
import type { LeftPaused } from './paused.ts';

/** How a tenant stands with its files, in short. */
export interface Status {
  readonly tenant: { readonly id: string; readonly name: string };
  /** When the tenant was read: ISO 8601. */
  readonly at: string;
  readonly drift: {
    readonly values: number;
    readonly objects: number;
    /** Entries that were not found in the tenant. */
    readonly unresolved: number;
    /** Values that no apply can write. */
    readonly blocked: number;
  };
  readonly contested: readonly ContestedValue[];
  readonly paused: readonly PausedGroup[];
  readonly behind: readonly BehindGroup[];
  /** Of how many groups the service was asked how it stands with them, and how many there are. */
  readonly asked: { readonly groups: number; readonly of: number };
  readonly due: readonly DueVerification[];
  readonly unfinished: readonly UnfinishedApply[];
  readonly lock?: HeldLock;
  readonly names: Readonly<Record<ObjectKey, string>>;
  /** Why some of it is unknown: one sentence. */
  readonly unknown?: string;
}

export interface ContestedValue extends Contested {
  /** The key of the change. */
  readonly change: string;
  readonly object: ObjectKey;
  readonly attribute: string;
}

/** A group whose rule is not processed. `declared`: as the files say, and in time. `undeclared`: they say nothing of it. */
export type PausedGroup =
  | LeftPaused
  | {
      readonly group: ObjectKey;
      readonly why: 'declared';
      readonly until: string;
      readonly reason: string;
    }
  | { readonly group: ObjectKey; readonly why: 'undeclared' };

/** A group whose rule Entra has not come to the end of. */
export interface BehindGroup extends Processing {
  readonly group: ObjectKey;
}

export interface UnfinishedApply {
  readonly journal: string;
  /** ISO 8601. */
  readonly at: string;
  /** For a rollback: the journal of what it takes back, where it is here. */
  readonly undoes?: string;
}

export interface HeldLock {
  readonly path: string;
  /** Who holds it, in words. */
  readonly holder: string;
  /** Why it no longer counts. */
  readonly stale?: string;
}

/** Groups whose rule is not processed, sorted by key. `left`: those that should be. */
export function pausedGroups(
  desired: Desired,
  index: LiveIndex,
  left: readonly LeftPaused[],
): readonly PausedGroup[] {
  const found = new Map<ObjectKey, PausedGroup>(left.map((each) => [each.group, each]));
  for (const entry of desired.groups) {
    const live = findLive(entry, index);
    const pause = entry.attributes['membershipRuleProcessingState']?.pause;
    if (!live || !pause || live['membershipRuleProcessingState'] !== 'Paused') continue;
    const group: ObjectKey = `group:${live.id}`;
    if (!found.has(group)) found.set(group, { group, why: 'declared', ...pause });
  }
  for (const live of index.groups.values()) {
    const group: ObjectKey = `group:${live.id}`;
    if (isDynamic(live) && live['membershipRuleProcessingState'] === 'Paused' && !found.has(group))
      found.set(group, { group, why: 'undeclared' });
  }
  return [...found.values()].toSorted((a, b) => (a.group < b.group ? -1 : 1));
}

/** Ids of the groups of the files whose rule Entra is to process, sorted. */
export function processedGroups(desired: Desired, index: LiveIndex): readonly string[] {
  const ids = desired.groups.flatMap((entry) => {
    const live = findLive(entry, index);
    return live && isDynamic(live) && live['membershipRuleProcessingState'] === 'On' ? [live.id] : [];
  });
  return [...new Set(ids)].toSorted();
}

/** Those that Entra has not come to the end of, by what it tells of each. */
export const behindAmong = (processing: ReadonlyMap<string, Processing>): readonly BehindGroup[] =>
  [...processing]
    .filter(([, { status }]) => status !== 'Succeeded')
    .map(([id, told]) => ({ group: `group:${id}` as const, ...told }))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1));

/** The numbers of a drift. */
export function countDrift(drift: Pick<Drift, 'plan'>): Status['drift'] {
  const changes = telling(drift.plan);
  return {
    values: changes.length,
    objects: new Set(changes.map(({ object }) => object)).size,
    unresolved: drift.plan.counts.unresolved,
    blocked: drift.plan.counts.blocked,
  };
}

/** Values that somebody keeps taking back. */
export function contestedValues({ plan, differences }: Drift): readonly ContestedValue[] {
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  return differences.flatMap(({ change: key, contested }) => {
    const change = changes.get(key);
    return contested && change
      ? [{ change: key, object: change.object, attribute: change.attribute, ...contested }]
      : [];
  });
}

/** Whether somebody has to do something. What is as declared, or on its way, does not count. */
export function wantsAttention(status: Status): boolean {
  const { drift, paused, behind } = status;
  return (
    drift.values + drift.unresolved + status.due.length + status.unfinished.length > 0 ||
    status.contested.length > 0 ||
    paused.some(({ why }) => why !== 'declared' && why !== 'undeclared') ||
    behind.some(hasFailed)
  );
}

export const hasFailed = ({ status }: Pick<BehindGroup, 'status'>): boolean => status === 'Failed';
