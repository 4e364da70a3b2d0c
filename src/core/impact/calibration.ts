import { bitIndices, hasBit } from '../../rules/bits.ts';
import { evaluateAll, type RuleBits } from '../../rules/evaluate-columns.ts';
import type { Instant } from '../../rules/instant.ts';
import type { UndeterminedReason } from '../../rules/outcome.ts';
import type { RuleObject } from '../../rules/value.ts';
import { tableOf } from '../../rules/table.ts';
import type { LiveObject } from '../live/live.ts';
import { explainer } from './because.ts';
import type { Calibrated, CalibratedGroup, Disagreement, Tally } from './calibrated.ts';
import { constructsOf } from './constructs.ts';
import type { MemberRule } from './group-rules.ts';
import { toRuleObject } from './rule-object.ts';
import { standingOf, type Apart } from './standing.ts';

export interface CalibrationInput {
  readonly users: readonly LiveObject[];
  readonly groups: readonly LiveObject[];
  /** Ids of the members that Entra has, by group id. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly at: Instant;
}

/** People that are named for each way in which a group disagrees; the rest is counted. */
const named = 20;

/** Holds the members that Entra has of every dynamic group against what its rule says of everybody. Writes nothing. */
export function calibrate({ users, groups, members, at }: CalibrationInput): Calibrated {
  const standings = groups.flatMap((group) => standingOf(group) ?? []);
  const ruled = standings.flatMap((each) => (each.rule ? [{ ...each, rule: each.rule }] : []));
  const properties = ruled.flatMap(({ rule }) => rule.dependencies.properties);
  const objects = users.map(toRuleObject(properties));
  const bits = evaluateAll(
    ruled.map(({ rule }) => rule.compiled),
    tableOf(objects, properties),
    at,
  );
  const places = new Map(users.map((user, place) => [user.id, place]));
  const judged = ruled.map(({ group, rule, apart }, index) => ({
    apart,
    judged: judge(group, rule, bits[index], members.get(group.id) ?? [], { users, objects, places, at }),
  }));
  const counted = judged.flatMap((each) => (each.apart === undefined ? [each.judged] : []));
  const without = (apart: Apart): readonly LiveObject[] =>
    standings.filter((each) => each.apart === apart).map(({ group }) => group);
  return {
    ...sum(counted),
    users: users.length,
    groups: counted.toSorted(worstFirst),
    constructs: byConstruct(counted),
    paused: judged.flatMap((each) => (each.apart === 'paused' ? [each.judged] : [])).toSorted(worstFirst),
    device: without('device'),
    frozen: without('frozen'),
    unreadable: without('unreadable'),
  };
}

interface People {
  readonly users: readonly LiveObject[];
  readonly objects: readonly RuleObject[];
  readonly places: ReadonlyMap<string, number>;
  readonly at: Instant;
}

function judge(
  group: LiveObject,
  rule: MemberRule,
  bits: RuleBits | undefined,
  members: readonly string[],
  people: People,
): CalibratedGroup {
  const { users, objects, places, at } = people;
  const inside = new Set<number>();
  for (const id of members) {
    const place = places.get(id);
    if (place !== undefined) inside.add(place);
  }
  const explain = explainer(rule, at);
  const disagreements = new Map<string, Disagreement & { readonly people: LiveObject[] }>();
  const undetermined: Partial<Record<UndeterminedReason, number>> = {};
  let both = 0;
  let differing = 0;
  let open = 0;
  const differ = (place: number, entra: boolean): void => {
    const because = explain(objects[place] ?? {});
    const key = `${entra} ${because}`;
    const known = disagreements.get(key) ?? { entra, because, count: 0, people: [] };
    const user = users[place];
    if (user && known.people.length < named) known.people.push(user);
    disagreements.set(key, { ...known, count: known.count + 1 });
    differing += 1;
  };
  for (const place of bitIndices(bits?.member ?? new Uint32Array())) {
    if (inside.has(place)) both += 1;
    else differ(place, false);
  }
  for (const place of bitIndices(bits?.undetermined ?? new Uint32Array())) {
    const verdict = rule.compiled(objects[place] ?? {}, at);
    const reason = verdict.member === null ? verdict.reason : 'not-read';
    undetermined[reason] = (undetermined[reason] ?? 0) + 1;
    open += 1;
  }
  for (const place of inside)
    if (bits && !hasBit(bits.member, place) && !hasBit(bits.undetermined, place)) differ(place, true);
  return {
    group,
    rule: rule.text,
    constructs: constructsOf(rule.compiled.rule),
    members: members.length,
    notUsers: members.length - inside.size,
    pairs: users.length,
    memberships: both + differing,
    disagreeing: differing,
    undetermined: open,
    undeterminedBecause: undetermined,
    disagreements: [...disagreements.values()].toSorted((a, b) => b.count - a.count),
  };
}

const worstFirst = (a: CalibratedGroup, b: CalibratedGroup): number =>
  b.disagreeing - a.disagreeing ||
  b.undetermined - a.undetermined ||
  ((a.group.displayName ?? '') < (b.group.displayName ?? '') ? -1 : 1);

function sum(groups: readonly Tally[]): Tally {
  const total = (of: (group: Tally) => number): number => groups.reduce((all, each) => all + of(each), 0);
  return {
    pairs: total((each) => each.pairs),
    memberships: total((each) => each.memberships),
    disagreeing: total((each) => each.disagreeing),
    undetermined: total((each) => each.undetermined),
  };
}

function byConstruct(groups: readonly CalibratedGroup[]): Calibrated['constructs'] {
  const names = [...new Set(groups.flatMap(({ constructs }) => constructs))].toSorted();
  return names.map((construct) => {
    const using = groups.filter(({ constructs }) => constructs.includes(construct));
    return { construct, groups: using.length, ...sum(using) };
  });
}
