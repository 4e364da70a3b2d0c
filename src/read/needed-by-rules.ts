import { isDynamic } from '../core/attributes/value.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Concerned } from '../core/impact/concerned.ts';
import { rulesAbout } from '../core/impact/group-rules.ts';
import { selectedFor } from '../core/impact/rule-object.ts';
import type { LiveObject } from '../core/live/live.ts';
import { dependenciesOf } from '../rules/dependencies.ts';
import { parseRule } from '../rules/parse.ts';
import { kindOf } from '../rules/walk.ts';

/**
 * The properties of users that the rules of the tenant and of the files read: a change of an attribute moves people
 * between groups that no file names.
 */
export function neededByRules(
  groups: readonly LiveObject[],
  entries: readonly DesiredObject[],
): { readonly select: readonly string[]; readonly manager: boolean } {
  const texts = [
    ...groups.filter(isDynamic).map((group) => group['membershipRule']),
    ...entries.map((entry) => entry.attributes['membershipRule']?.value),
  ];
  const select = new Set<string>();
  let manager = false;
  for (const text of new Set(texts)) {
    const rule = typeof text === 'string' ? parseRule(text).rule : undefined;
    if (!rule || kindOf(rule) === 'device') continue;
    const dependencies = dependenciesOf(rule);
    manager ||= dependencies.manager;
    for (const path of dependencies.graph) select.add(selectedFor(path));
  }
  // A link, not a property; rules with it are frozen anyway.
  select.delete('memberOf');
  return { select: [...select], manager };
}

/**
 * The properties of devices that rules about devices read which come, go, change or are processed again; none where the
 * changes bear on no such rule. Attributes of people never move devices.
 */
export function neededOfDevices(concerned: readonly Concerned[]): readonly string[] {
  return concerned
    .filter(({ causes }) => !causes.includes('deleted'))
    .flatMap(({ group }) => rulesAbout('device', group))
    .flatMap(({ dependencies }) => dependencies.graph)
    .map(selectedFor)
    .filter((property) => property !== 'memberOf');
}
