import type { Instant } from '../../rules/instant.ts';
import type { DesiredObject, ExpectedUser } from '../desired/desired.ts';
import type { LiveObject } from '../live/live.ts';
import { resolveUser } from '../match/references.ts';
import type { BrokenExpectation, ObjectKey } from '../plan/plan.ts';
import type { ImpactScope } from './concerned.ts';
import { explainer } from './because.ts';
import { ruledGroups, type MemberRule } from './group-rules.ts';
import { projectUsers } from './projection.ts';
import { toRuleObject } from './rule-object.ts';

export type FoundBroken = Omit<BrokenExpectation, 'origin'>;

/** The expectations of the entries that do not hold on the tenant as it will be, or of which it cannot be said. */
export function brokenExpectations(
  entries: ReadonlyMap<ObjectKey, DesiredObject>,
  scope: ImpactScope,
): readonly FoundBroken[] {
  const expecting = [...entries].filter(([, entry]) => entry.expect !== undefined);
  if (expecting.length === 0) return [];
  const rules = new Map(
    ruledGroups(scope.groups, scope.changes, scope.index).map((group) => [group.key, group.after]),
  );
  const projected = projectUsers(scope.changes, scope.index);
  return expecting.flatMap(([group, entry]) => {
    const rule = rules.get(group);
    // Expectations name people.
    return rule?.side === 'user' ? ofGroup(group, entry, rule, projected, scope) : [];
  });
}

function ofGroup(
  group: ObjectKey,
  { expect }: DesiredObject,
  rule: MemberRule,
  projected: ReadonlyMap<string, LiveObject>,
  scope: ImpactScope,
): readonly FoundBroken[] {
  const judge = judgeBy(rule, projected, scope.at);
  const people = (expected: 'includes' | 'excludes', list: readonly ExpectedUser[]): readonly FoundBroken[] =>
    list.flatMap(({ user: reference, place }): FoundBroken[] => {
      const resolved = resolveUser(reference, scope.index);
      if (!resolved.found)
        return [{ group, expected, message: `${reference} was expected, but ${resolved.message}`, place }];
      const { member, because } = judge(resolved.user);
      if (member === (expected === 'includes')) return [];
      const wanted = expected === 'includes' ? 'a member but is not' : 'no member but is';
      const is = member === null ? `it cannot be determined (${because()})` : `because ${because()}`;
      return [
        {
          group,
          expected,
          user: `user:${resolved.user.id}`,
          message: member === null ? `of ${reference} ${is}` : `${reference} should be ${wanted}, ${is}`,
          place,
        },
      ];
    });
  return [
    ...people('includes', expect?.includes ?? []),
    ...people('excludes', expect?.excludes ?? []),
    ...ofSize(group, expect?.size, judge, scope.users),
  ];
}

type Judge = (user: LiveObject) => { readonly member: boolean | null; readonly because: () => string };

function judgeBy(rule: MemberRule, projected: ReadonlyMap<string, LiveObject>, at: Instant): Judge {
  const convert = toRuleObject(rule.dependencies.properties);
  const explain = explainer(rule, at);
  return (user) => {
    const object = convert(projected.get(user.id) ?? user);
    const verdict = rule.compiled(object, at);
    return {
      member: verdict.member,
      because: () => (verdict.member === null ? verdict.reason : explain(object)),
    };
  };
}

function ofSize(
  group: ObjectKey,
  size: NonNullable<DesiredObject['expect']>['size'],
  judge: Judge,
  users: readonly LiveObject[],
): readonly FoundBroken[] {
  if (!size) return [];
  const { min = 0, max = Number.POSITIVE_INFINITY, place } = size;
  let certain = 0;
  let possible = 0;
  for (const user of users) {
    const { member } = judge(user);
    if (member === true) certain += 1;
    if (member === null) possible += 1;
  }
  if (certain >= min && certain + possible <= max) return [];
  const bounds = [
    size.min === undefined ? '' : `at least ${min}`,
    size.max === undefined ? '' : `at most ${max}`,
  ];
  const is = possible === 0 ? String(certain) : `between ${certain} and ${certain + possible}`;
  return [
    {
      group,
      expected: 'size',
      message: `the rule should match ${bounds.filter((text) => text !== '').join(' and ')} people, but it matches ${is}`,
      place,
    },
  ];
}
