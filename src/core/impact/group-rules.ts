import { parseRule } from '../../rules/parse.ts';
import { compileRule, type CompiledRule } from '../../rules/evaluate.ts';
import { dependenciesOf, type Dependencies } from '../../rules/dependencies.ts';
import { kindOf } from '../../rules/walk.ts';
import type { Side } from '../../rules/property-kind.ts';
import { isDynamic } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { liveOf } from '../plan/diff.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Change, ObjectKey } from '../plan/plan.ts';

/** A rule that decides about users or about devices, ready to be evaluated. */
export interface MemberRule {
  readonly text: string;
  readonly side: Side;
  readonly compiled: CompiledRule;
  readonly dependencies: Dependencies;
}

/** A group whose members a rule decides, before the plan or after it. */
export interface RuledGroup {
  readonly key: ObjectKey;
  /** Absent for a group that is to be created. */
  readonly live?: LiveObject;
  readonly before?: MemberRule;
  readonly after?: MemberRule;
  readonly pausedBefore: boolean;
  readonly pausedAfter: boolean;
  /** Ids of exactly those who are the direct members afterwards, where they are set one by one and no rule decides. */
  readonly membersAfter?: ReadonlySet<string>;
  /** The changes of the plan to rule and processing, and the creation or deletion. */
  readonly changes: readonly Change[];
  readonly deleted: boolean;
}

/**
 * All groups with a rule, now or after the changes, declared or not, those to be deleted, and those whose members are set
 * one by one. Rules that cannot be read are left out: the service would not have taken them.
 */
export function ruledGroups(
  groups: readonly LiveObject[],
  changes: readonly Change[],
  index: LiveIndex,
): readonly RuledGroup[] {
  const ofGroups = Map.groupBy(
    changes.filter((change) => change.kind === 'group'),
    (change) => change.object,
  );
  const created = [...ofGroups.keys()].filter((key) => !liveOf(key, index));
  const live = groups.map((group) =>
    ruledGroup(`group:${group.id}`, group, ofGroups.get(`group:${group.id}`)),
  );
  return [...live, ...created.map((key) => ruledGroup(key, undefined, ofGroups.get(key)))].filter(
    (group) =>
      group.before !== undefined ||
      group.after !== undefined ||
      group.membersAfter !== undefined ||
      group.deleted,
  );
}

const concerning = new Set(['exists', 'membershipRule', 'membershipRuleProcessingState', 'members']);

function ruledGroup(
  key: ObjectKey,
  live: LiveObject | undefined,
  changes: readonly Change[] = [],
): RuledGroup {
  const rule = changes.find((change) => change.attribute === 'membershipRule');
  const processing = changes.find((change) => change.attribute === 'membershipRuleProcessingState');
  const dynamic = live !== undefined && isDynamic(live);
  const textBefore = dynamic ? live['membershipRule'] : undefined;
  const before = readRule(textBefore);
  const deleted = changes.some((change) => change.attribute === 'exists' && change.after === false);
  const pausedBefore = dynamic && live['membershipRuleProcessingState'] === 'Paused';
  const after = rule ? readRule(rule.after) : before;
  const members = changes.find((change) => change.attribute === 'members');
  const assigned = rule ? rule.after === null : !dynamic;
  return {
    key,
    ...(live ? { live } : {}),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    pausedBefore,
    pausedAfter: !assigned && (processing ? processing.after === 'Paused' : pausedBefore),
    ...(assigned && members && Array.isArray(members.after)
      ? { membersAfter: new Set(members.after.map(String)) }
      : {}),
    changes: changes.filter((change) => concerning.has(change.attribute)),
    deleted,
  };
}

/** Rules by their text: reading, impact and expectations of one plan ask for the same ones again and again. */
const known = new Map<string, MemberRule | undefined>();

function readRule(text: unknown): MemberRule | undefined {
  if (typeof text !== 'string') return undefined;
  if (!known.has(text)) known.set(text, compiled(text));
  return known.get(text);
}

function compiled(text: string): MemberRule | undefined {
  const { rule } = parseRule(text);
  if (!rule) return undefined;
  return {
    text,
    side: kindOf(rule) ?? 'user',
    compiled: compileRule(rule),
    dependencies: dependenciesOf(rule),
  };
}

/** Who is asked about a group: whom its rule is about, the new one where it changes. */
export const sideOf = ({ before, after }: Pick<RuledGroup, 'before' | 'after'>): Side =>
  (after ?? before)?.side ?? 'user';

/** The rules of a group, the old one and the new one, that are about users or about devices. */
export const rulesAbout = (
  side: Side,
  { before, after }: Pick<RuledGroup, 'before' | 'after'>,
): readonly MemberRule[] => [before, after].filter((rule): rule is MemberRule => rule?.side === side);

/** Rules that name the members of other groups: their preview ended on 2026-11-03, so nobody enters or leaves. */
export const isFrozen = (rule: MemberRule | undefined): boolean =>
  rule !== undefined && rule.dependencies.properties.includes('memberof');
