import type { Desired } from '../desired/desired.ts';
import type { Live } from '../live/live.ts';
import type { Change, Counts, Plan } from './plan.ts';

/** Whether a change takes a value away from an object that stays. */
export function clears(change: Pick<Change, 'attribute' | 'before' | 'after'>): boolean {
  return change.attribute !== 'membershipRule' && !isEmpty(change.before) && isEmpty(change.after);
}

const isEmpty = (value: Change['after']): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

export function countPlan(
  plan: Pick<Plan, 'changes' | 'operations' | 'blocked' | 'unresolved' | 'released'> & {
    readonly skippedDefaults: number;
    readonly leftPending?: number;
    readonly head: Desired;
    readonly live: Live;
  },
): Counts {
  const objects = (kind: string): number =>
    new Set(plan.changes.filter((change) => change.kind === kind).map((change) => change.object)).size;
  const existence = plan.changes.filter((change) => change.kind === 'group' && change.attribute === 'exists');
  return {
    users: objects('user'),
    groups: objects('group'),
    definitions: objects('directoryExtension') + objects('schemaExtension'),
    changes: plan.changes.length,
    introduced: plan.changes.filter((change) => change.origin === 'introduced').length,
    operations: plan.operations.length,
    cleared: plan.changes.filter(clears).length,
    created: existence.filter((change) => change.after === true).length,
    deleted: existence.filter((change) => change.after === false).length,
    blocked: plan.blocked.length,
    unresolved: plan.unresolved.length,
    released: plan.released.length,
    skippedDefaults: plan.skippedDefaults,
    ...(plan.leftPending === undefined ? {} : { leftPending: plan.leftPending }),
    declared: { users: plan.head.users.length, groups: plan.head.groups.length },
    live: { users: plan.live.users.length, groups: plan.live.groups.length },
  };
}
