import type { RuleObject } from '../../rules/value.ts';
import { ruledGroups, isFrozen, type MemberRule } from '../impact/group-rules.ts';
import { toRuleObject } from '../impact/rule-object.ts';
import type { LiveObject } from '../live/live.ts';
import { indexLive } from '../match/live-index.ts';
import type { AuditSubject, Found } from './subject.ts';

/**
 * Dynamic groups that are processed and whose rule takes in nobody: of everybody it can be told that they are not in it.
 * Rules about devices and directory extensions are left out where those were not read, rules with memberOf because they are no longer processed.
 */
export function findMatchesNobody({
  groups,
  users,
  devices,
  definitions,
  now,
}: Pick<AuditSubject, 'groups' | 'users' | 'devices' | 'definitions' | 'now'>): readonly Found[] {
  const ruled = ruledGroups(groups, [], indexLive({ users: [], groups })).flatMap(
    ({ live, before, pausedBefore }) =>
      live && before && !pausedBefore && !isFrozen(before) && (definitions || !readsExtensions(before))
        ? [{ live, rule: before }]
        : [],
  );
  const takes = {
    user: asker(
      users,
      'user',
      ruled.map(({ rule }) => rule),
      now,
    ),
    device:
      devices &&
      asker(
        devices,
        'device',
        ruled.map(({ rule }) => rule),
        now,
      ),
  };
  return ruled
    .filter(({ rule }) => takes[rule.side]?.(rule) === false)
    .map(({ live, rule }) => ({
      id: 'matches-nobody',
      object: `group:${live.id}`,
      name: live.displayName ?? live.id,
      attribute: 'membershipRule',
      message: `The rule takes in ${rule.side === 'user' ? 'nobody' : 'no device'} now.`,
      remedy:
        'Look for a value that is spelt otherwise (`tenantry rule explain` says what decides); delete the group where it is not needed any more.',
    }));
}

/** Without the definitions nobody knows which directory extensions can be read. */
const readsExtensions = ({ dependencies }: MemberRule): boolean =>
  dependencies.properties.some((property) => property.startsWith('extension_'));

/** Whether a rule takes in anybody, or may: who cannot be told counts. The same text is asked once. */
function asker(
  objects: readonly LiveObject[],
  side: MemberRule['side'],
  rules: readonly MemberRule[],
  now: Date,
): (rule: MemberRule) => boolean {
  const properties = rules
    .filter((rule) => rule.side === side)
    .flatMap(({ dependencies }) => dependencies.properties);
  const convert = toRuleObject(properties, side);
  let converted: readonly RuleObject[] | undefined;
  const known = new Map<string, boolean>();
  return (rule) => {
    let answer = known.get(rule.text);
    if (answer === undefined) {
      converted ??= objects.map(convert);
      answer = converted.some((object) => rule.compiled(object, now.getTime()).member !== false);
      known.set(rule.text, answer);
    }
    return answer;
  };
}
