import type { Instant } from '../../rules/instant.ts';
import { bitIndices } from '../../rules/bits.ts';
import { evaluateAll, type RuleBits } from '../../rules/evaluate-columns.ts';
import { tableOf } from '../../rules/table.ts';
import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Change, ImpactCause, ObjectKey } from '../plan/plan.ts';
import { isFrozen, ruledGroups, rulesAbout, type MemberRule, type RuledGroup } from './group-rules.ts';
import { projectUsers } from './projection.ts';
import { toRuleObject } from './rule-object.ts';

/** A group on which a plan bears, and the people of whom it has to be asked. */
export interface Concerned {
  readonly group: RuledGroup;
  readonly causes: readonly ImpactCause[];
  /** Everybody (for a rule about devices: all of them), or just the people of whom the changes may change the verdict. */
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
  const ruled = ruledGroups(groups, changes, index);
  const users = [...new Set([...properties.values()].flatMap((ids) => [...ids]))].flatMap(
    (id) => index.users.get(id) ?? [],
  );
  const touching = ruled.filter((group) => peopleFor(group, properties).size > 0);
  const mayMove = moversBy(touching, users, projected, at);
  return ruled.flatMap((group): Concerned[] => {
    const own = ownCauses(group);
    const touched = [...peopleFor(group, properties)].flatMap((id) => index.users.get(id) ?? []);
    const rules = isFrozen(group.after) ? [] : rulesAbout('user', group);
    const movers = rules.map(mayMove);
    const moved = touched.filter((user) => movers.some((each) => each.has(user)));
    const causes: readonly ImpactCause[] = [...own, ...(moved.length > 0 ? (['attributes'] as const) : [])];
    if (causes.length === 0) return [];
    return [{ group, causes, people: own.length > 0 ? 'everybody' : moved }];
  });
}

const propertiesOf = (rule: MemberRule): readonly string[] => rule.dependencies.properties;

/**
 * Of whom each rule may say something else after the changes. Of whom nothing can be said afterwards, it cannot be said
 * either that they stay what they are.
 */
function moversBy(
  groups: readonly RuledGroup[],
  users: readonly LiveObject[],
  projected: ReadonlyMap<string, LiveObject>,
  at: Instant,
): (rule: MemberRule) => ReadonlySet<LiveObject> {
  const rules = [...new Set(groups.flatMap((group) => rulesAbout('user', group)))];
  const properties = [...new Set(rules.flatMap(propertiesOf))];
  const convert = toRuleObject(properties);
  const evaluate = (all: readonly LiveObject[]): readonly RuleBits[] =>
    evaluateAll(
      rules.map(({ compiled }) => compiled),
      tableOf(all.map(convert), properties),
      at,
    );
  const now = evaluate(users);
  const then = evaluate(users.map((user) => projected.get(user.id) ?? user));
  const places = new Map(rules.map((rule, place) => [rule, place]));
  return (rule) => {
    const place = places.get(rule) ?? -1;
    const [before, after] = [now[place], then[place]];
    if (!before || !after) return new Set();
    const moves = after.member.map(
      (bits, word) =>
        (bits ^ (before.member[word] ?? 0)) |
        (after.undetermined[word] ?? 0) |
        (before.undetermined[word] ?? 0),
    );
    return new Set([...bitIndices(moves)].flatMap((number) => users[number] ?? []));
  };
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
  membersAfter,
}: RuledGroup): ImpactCause[] {
  if (deleted) return ['deleted'];
  if (!live) return ['created'];
  const rule = changes.some((change) => change.attribute === 'membershipRule');
  if (!rule && membersAfter) return ['members'];
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
  const properties = rulesAbout('user', group).flatMap(({ dependencies }) => [
    ...dependencies.properties,
    ...(dependencies.manager ? ['manager'] : []),
  ]);
  const found = [...new Set(properties)].flatMap((property) => changed.get(property) ?? []);
  const [only] = found;
  return only && found.length === 1 ? only : new Set(found.flatMap((ids) => [...ids]));
}
