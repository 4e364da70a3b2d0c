import type { DesiredObject, References } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import { severityOf } from '../rules/finding-ids.ts';

const id = 'few-owners';

/**
 * Groups that are declared with one owner alone: when that one leaves, nobody looks after the group. What `atLeast` says
 * is not the whole, so that it tells nothing. A problem where the settings call that an error.
 */
export function checkOwners(
  objects: readonly DesiredObject[],
  { findings }: Pick<Settings, 'findings'>,
): { readonly problems: readonly Problem[]; readonly findings: readonly Finding[] } {
  const severity = findings[id] ?? severityOf(id);
  if (severity === 'off') return { problems: [], findings: [] };
  const found = objects.flatMap(({ kind, label, attributes: { owners } }): Problem[] => {
    if (kind !== 'group' || !owners) return [];
    const { value, place } = owners;
    if (typeof value !== 'object' || value === null || !('mode' in value)) return [];
    const { mode, users } = value as References;
    if (mode !== 'exact' || users.length !== 1) return [];
    return [
      {
        id,
        place,
        object: `group ${label}`,
        message: 'The group has one owner only.',
        remedy: 'Name a second owner, so that the group is looked after when one leaves.',
      },
    ];
  });
  return severity === 'error'
    ? { problems: found, findings: [] }
    : { problems: [], findings: found.map((each) => ({ ...each, severity })) };
}
