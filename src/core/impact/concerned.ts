import type { Instant } from '../../rules/instant.ts';
import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Change, ImpactCause, ObjectKey } from '../plan/plan.ts';
import { ruledGroups, type RuledGroup } from './group-rules.ts';
import { projectUsers } from './projection.ts';
import { toRuleObject } from './rule-object.ts';

/** A group on which a plan bears, and the people of whom it has to be asked. */
export interface Concerned {
  readonly group: RuledGroup;
  readonly causes: readonly ImpactCause[];
  /** Everybody, or just the people whose attributes change. */
  readonly people: 'everybody' | readonly LiveObject[];
}

export interface ImpactScope {
  readonly users: readonly LiveObject[];
  readonly groups: readonly LiveObject[];
  readonly changes: readonly Change[];
  readonly index: LiveIndex;
  readonly at: Instant;
  /** Groups that are paused while their rule changes. */
  readonly transitions?: ReadonlySet<ObjectKey>;
}

/**
 * The groups whose rule changes, or of which somebody's verdict changes; not those that merely mention an attribute.
 * Their members have to be read; nobody else's.
 */
export function concernedGroups({ groups, changes, index, at }: ImpactScope): readonly Concerned[] {
  const projected = projectUsers(changes, index);
  const properties = changedProperties(changes);
  return ruledGroups(groups, changes, index).flatMap((group): Concerned[] => {
    const own = ownCauses(group);
    const touched = [...peopleFor(group, properties)].flatMap((id) => index.users.get(id) ?? []);
    const rules = [group.before, group.after].filter((rule) => rule !== undefined);
    const convert = toRuleObject(rules.flatMap((rule) => rule.dependencies.properties));
    const moved = touched.filter((user) => {
      const [now, then] = [convert(user), convert(projected.get(user.id) ?? user)];
      return rules.some((rule) => rule.compiled(now, at).member !== rule.compiled(then, at).member);
    });
    const causes: readonly ImpactCause[] = [...own, ...(moved.length > 0 ? (['attributes'] as const) : [])];
    if (causes.length === 0) return [];
    return [{ group, causes, people: own.length > 0 ? 'everybody' : touched }];
  });
}

/** The causes in the plan's changes to the group itself; a pause alone moves nobody. */
function ownCauses({
  live,
  changes,
  before,
  after,
  deleted,
  pausedBefore,
  pausedAfter,
}: RuledGroup): ImpactCause[] {
  if (deleted) return ['deleted'];
  if (!live) return ['created'];
  const rule = changes.some((change) => change.attribute === 'membershipRule');
  if (rule && (before === undefined || after === undefined)) return ['conversion'];
  return [
    ...(rule ? (['rule'] as const) : []),
    ...(pausedBefore && !pausedAfter ? (['resumed'] as const) : []),
  ];
}

/** Ids of users by the rule property, in lower case, that changes of theirs feed; `manager` for the manager. */
function changedProperties(changes: readonly Change[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const change of changes) {
    if (change.kind !== 'user') continue;
    const row = findAttribute('user', change.attribute);
    const property = change.attribute === 'manager' ? 'manager' : row?.ruleProperty?.toLowerCase();
    if (property === undefined) continue;
    const id = change.object.slice('user:'.length).toLowerCase();
    const ids = found.get(property);
    if (ids) ids.add(id);
    else found.set(property, new Set([id]));
  }
  return found;
}

function peopleFor(
  group: RuledGroup,
  changed: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const rule of [group.before, group.after])
    for (const property of [
      ...(rule?.dependencies.properties ?? []),
      ...(rule?.dependencies.manager ? ['manager'] : []),
    ])
      for (const id of changed.get(property) ?? []) ids.add(id);
  return ids;
}
