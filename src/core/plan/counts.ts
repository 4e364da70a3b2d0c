import type { Desired } from '../desired/desired.ts';
import type { Live } from '../live/live.ts';
import type { Change, Counts, ObjectKey, Plan } from './plan.ts';

/** Whether a change takes a value away from an object that stays. */
export function clears(change: Pick<Change, 'attribute' | 'before' | 'after'>): boolean {
  return change.attribute !== 'membershipRule' && !isEmpty(change.before) && isEmpty(change.after);
}

/** Groups that come back from the deleted items, with the ids that they had. */
export function restoredIn({ operations }: Pick<Plan, 'operations'>): ReadonlySet<ObjectKey> {
  return new Set(operations.flatMap(({ write, object }) => (write.type === 'restoreGroup' ? [object] : [])));
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
  const restored = restoredIn(plan);
  const existence = plan.changes.filter((change) => change.kind === 'group' && change.attribute === 'exists');
  return {
    users: objects('user'),
    groups: objects('group'),
    definitions: objects('directoryExtension') + objects('schemaExtension'),
    changes: plan.changes.length,
    introduced: plan.changes.filter((change) => change.origin === 'introduced').length,
    operations: plan.operations.length,
    cleared: plan.changes.filter(clears).length,
    created: existence.filter(({ after, object }) => after === true && !restored.has(object)).length,
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
