import type { Value } from '../attributes/attribute.ts';
import type { Change, ObjectKey, Operation, Plan } from '../plan/plan.ts';

/** What an apply did, as far as anybody knows. */
export interface Deeds {
  readonly plan: Plan;
  /** Operations that were done, or of which nobody knows whether they were. */
  readonly done: ReadonlySet<string>;
  /** Ids of what was created, by its key in the plan. */
  readonly created: ReadonlyMap<ObjectKey, string>;
}

/** A change that was made, with what it should have left behind. */
export interface Deed {
  readonly change: Change;
  /** What the tenant holds where nobody changed it since. */
  readonly left: Value;
}

/** The changes that were made, in whole or in part. */
export function deedsOf({ plan, done }: Deeds): readonly Deed[] {
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const byChange = new Map<string, Operation[]>();
  for (const operation of plan.operations) {
    if (!done.has(operation.key) || operation.passing) continue;
    for (const key of operation.changes) {
      const known = byChange.get(key);
      if (known) known.push(operation);
      else byChange.set(key, [operation]);
    }
  }
  return [
    ...[...byChange].flatMap(([key, operations]) => {
      const change = changes.get(key);
      return change ? [{ change, left: leftBy(change, operations) }] : [];
    }),
    ...leftPaused({ plan, done }),
  ];
}

/** A pause for a transition is no change of the plan, but where the run ended before its end the group is left with it. */
function leftPaused({ plan, done }: Pick<Deeds, 'plan' | 'done'>): readonly Deed[] {
  const passing = plan.operations.filter((operation) => operation.passing && done.has(operation.key));
  return [...Map.groupBy(passing, ({ object }) => object)].flatMap(([object, operations]) => {
    const [pause, ...rest] = operations;
    const rule = plan.changes.find((each) => each.object === object && each.attribute === 'membershipRule');
    if (!pause?.passing || !rule || rest.length > 0) return [];
    const { attribute, before, after } = pause.passing;
    const { kind, origin, place } = rule;
    const change = { key: `${object}/${attribute}`, object, kind, attribute, before, after, origin, place };
    return [{ change, left: after }];
  });
}

/** Groups that it created, by their keys in the plan, however they are called now. */
export function createdBy(deeds: Deeds): ReadonlySet<ObjectKey> {
  return new Set(
    deedsOf(deeds).flatMap(({ change: { object, kind, attribute, after } }) =>
      kind === 'group' && attribute === 'exists' && after === true ? [object] : [],
    ),
  );
}

/** A list of links is changed one by one, and maybe not all of them were. */
function leftBy(change: Change, operations: readonly Operation[]): Value {
  if (change.attribute !== 'owners' && change.attribute !== 'members') return change.after;
  const links = new Set(Array.isArray(change.before) ? change.before.map(String) : []);
  for (const { write } of operations)
    if (write.type === 'addOwner') links.add(write.owner);
    else if (write.type === 'removeOwner') links.delete(write.owner);
    else if (write.type === 'addMember') links.add(write.member);
    else if (write.type === 'removeMember') links.delete(write.member);
  return [...links].toSorted((a, b) => (a < b ? -1 : 1));
}
