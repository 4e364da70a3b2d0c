import { canonicalRule } from '../core/audit/identical-rules.ts';
import { usuallyRequired } from '../core/audit/missing-required.ts';
import { describe, nearDuplicates } from '../core/audit/near-duplicate.ts';
import { someOf } from '../core/audit/subject.ts';
import { organisational } from '../core/audit/values-in-use.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import { formatPlace, type Finding, type Problem } from '../core/problem.ts';
import { severityOf, type FindingId } from '../rules/finding-ids.ts';
import { byPlace } from './problems.ts';

type Asked = Pick<Settings, 'findings' | 'vocabularies' | 'audit'>;

/**
 * What an audit of the tenant would find, as far as the files alone tell it: only of what is declared, since an attribute
 * that an entry does not name may have any value. Problems where the settings call a finding an error.
 */
export function checkQuality(
  objects: readonly DesiredObject[],
  settings: Asked,
): { readonly problems: readonly Problem[]; readonly findings: readonly Finding[] } {
  const users = objects.filter(({ kind }) => kind === 'user');
  const groups = objects.filter(({ kind }) => kind === 'group');
  const found: readonly (Problem & { readonly id: FindingId })[] = [
    ...alikeValues(users, settings),
    ...clearedRequired(users, settings),
    ...clearedDescriptions(groups),
    ...sameRules(groups),
  ];
  const problems: Problem[] = [];
  const findings: Finding[] = [];
  for (const each of found) {
    const severity = settings.findings[each.id] ?? severityOf(each.id);
    if (severity === 'error') problems.push(each);
    else if (severity !== 'off') findings.push({ ...each, severity });
  }
  return { problems, findings };
}

/** One finding for each value, at the first place where it stands. */
function alikeValues(users: readonly DesiredObject[], { vocabularies }: Asked) {
  return organisational
    .filter((attribute) => !Object.hasOwn(vocabularies, attribute))
    .flatMap((attribute) => {
      const declared = users.flatMap((user) => {
        const found = user.attributes[attribute];
        return typeof found?.value === 'string' ? [{ user, value: found.value, place: found.place }] : [];
      });
      const byValue = Map.groupBy(declared, ({ value }) => value);
      const counts = [...byValue]
        .map(([value, all]) => [value, all.length] as const)
        .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      return nearDuplicates(attribute, counts).flatMap((near) => {
        const places = new Map(byValue.get(near.value)?.map((each) => [formatPlace(each.place), each]));
        const [first, ...others] = [...places.values()].toSorted(byPlace);
        if (!first) return [];
        return [
          {
            id: 'near-duplicate' as const,
            place: first.place,
            object: `user ${first.user.label}`,
            ...describe(attribute, near),
            ...(others.length > 0 ? { also: others.map(({ place }) => place) } : {}),
          },
        ];
      });
    });
}

function clearedRequired(users: readonly DesiredObject[], { audit }: Asked) {
  const required = audit?.required ?? usuallyRequired;
  return users
    .filter(
      ({ attributes }) =>
        attributes['accountEnabled']?.value !== false && attributes['userType']?.value !== 'Guest',
    )
    .flatMap(({ attributes, label }) =>
      required.flatMap((name) => {
        const declared = attributes[name];
        if (declared?.value !== null) return [];
        return [
          {
            id: 'missing-required' as const,
            place: declared.place,
            object: `user ${label}`,
            message: `\`${name}\` is cleared, and everybody is to have one.`,
            remedy:
              'Write a value, or leave the key out; `audit: { required }` in tenant.yaml says what is required.',
          },
        ];
      }),
    );
}

const clearedDescriptions = (groups: readonly DesiredObject[]) =>
  groups.flatMap(({ attributes: { description }, label }) =>
    description?.value === null
      ? [
          {
            id: 'no-description' as const,
            place: description.place,
            object: `group ${label}`,
            message: 'The description is cleared.',
            remedy: 'Say what the group is for and who may be in it.',
          },
        ]
      : [],
  );

/** At each group but the first that has the rule. */
function sameRules(groups: readonly DesiredObject[]) {
  const ruled = groups.flatMap((group) => {
    const { membershipRule: rule, type } = group.attributes;
    return typeof rule?.value === 'string'
      ? [{ group, place: rule.place, key: JSON.stringify([type?.value, canonicalRule(rule.value)]) }]
      : [];
  });
  return [...Map.groupBy(ruled, ({ key }) => key).values()].flatMap((alike) => {
    const [first, ...others] = alike.toSorted(byPlace);
    if (!first) return [];
    return others.map(({ group, place }) => ({
      id: 'identical-rules' as const,
      place,
      object: `group ${group.label}`,
      message: `${someOf(alike.filter((each) => each.group !== group).map((each) => each.group.label))} ${alike.length === 2 ? 'has' : 'have'} the same rule.`,
      remedy:
        'Use one of the groups in place of the others, or say in the descriptions why there are several.',
      also: [first.place],
    }));
  });
}
