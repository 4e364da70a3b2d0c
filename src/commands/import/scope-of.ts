import type { Desired } from '../../core/desired/desired.ts';
import type { Scope } from '../../core/import/scope.ts';
import type { Live } from '../../core/live/live.ts';
import { indexLive, type LiveIndex } from '../../core/match/live-index.ts';
import { parseTarget } from '../../core/plan/only.ts';
import { findGroup } from '../find-group.ts';
import { findPerson } from '../find-person.ts';
import type { ImportOptions } from './import-options.ts';

const nobody = { groups: [] };

/** What the filters come to in this tenant. Throws TenantryError where they name what is not there. */
export function scopeOf(options: ImportOptions, head: Desired, live: Live, index: LiveIndex): Scope {
  const { users, groups, department, domain, group, only, skipSynced } = options;
  const ofUsers = department.length + domain.length + group.length > 0;
  const named = only
    .map(parseTarget)
    .map(({ kind, name }) =>
      kind === 'user' ? personNamed(name, head, index) : findGroup(name, head, index).id,
    );
  const members = groupsNamed(options, head, live.groups).flatMap(
    (id) => live.groups.find((each) => each.id === id)?.members ?? [],
  );
  return {
    users: users || !groups,
    // Departments and domains are of people, so who names them asks for no groups.
    groups: groups || (!users && !ofUsers),
    ...(only.length > 0 ? { only: new Set(named) } : {}),
    departments: department,
    domains: domain,
    ...(group.length > 0 ? { members: new Set(members) } : {}),
    skipSynced,
  };
}

/** Also by the name that an entry has for somebody whose sign-in name has changed. */
function personNamed(name: string, head: Desired, index: LiveIndex): string {
  const entry = head.users.find(({ label }) => label.toLowerCase() === name.toLowerCase());
  const pinned = entry?.id === undefined ? undefined : index.users.get(entry.id);
  return (pinned ?? findPerson(name, index)).id;
}

/** Ids of the groups of `--group`. */
export function groupsNamed(
  { group }: Pick<ImportOptions, 'group'>,
  head: Desired | undefined,
  groups: Live['groups'],
): readonly string[] {
  const index = indexLive({ users: [], groups });
  return group.map((name) => findGroup(name, head ?? nobody, index).id);
}
