import { countBits } from '../../rules/bits.ts';
import { evaluateAll } from '../../rules/evaluate-columns.ts';
import { tableOf } from '../../rules/table.ts';
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
  const nobody = new Set([
    ...takingNobody(
      users,
      'user',
      ruled.map(({ rule }) => rule),
      now,
    ),
    ...(devices
      ? takingNobody(
          devices,
          'device',
          ruled.map(({ rule }) => rule),
          now,
        )
      : []),
  ]);
  return ruled
    .filter(({ rule }) => nobody.has(rule))
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

/** The rules that take in none of these, also not perhaps: who cannot be told counts. */
function takingNobody(
  objects: readonly LiveObject[],
  side: MemberRule['side'],
  rules: readonly MemberRule[],
  now: Date,
): readonly MemberRule[] {
  const asked = [...new Set(rules.filter((rule) => rule.side === side))];
  const properties = asked.flatMap(({ dependencies }) => dependencies.properties);
  const bits = evaluateAll(
    asked.map(({ compiled }) => compiled),
    tableOf(objects.map(toRuleObject(properties, side)), properties),
    now.getTime(),
  );
  return asked.filter((_, index) => {
    const { member, undetermined } = bits[index] ?? {};
    return member && undetermined && countBits(member) === 0 && countBits(undetermined) === 0;
  });
}
