import type { ObjectKind } from '../../core/attributes/attribute.ts';
import type { Desired } from '../../core/desired/desired.ts';
import type { Wish } from '../../core/import/chosen.ts';
import type { Scope } from '../../core/import/scope.ts';
import type { Live } from '../../core/live/live.ts';
import { indexLive, type LiveIndex } from '../../core/match/live-index.ts';
import { nearest } from '../../core/nearest.ts';
import { parseTarget } from '../../core/plan/only.ts';
import { TenantryError } from '../../core/problem.ts';
import { findGroup } from '../find-group.ts';
import { findPerson } from '../find-person.ts';
import type { ImportOptions } from './import-options.ts';

const nobody = { groups: [] };

/** What the filters come to in this tenant. Throws TenantryError where they name what is not there. */
export function scopeOf(
  options: ImportOptions,
  head: Desired,
  live: Live,
  index: LiveIndex,
  wish: Wish,
): Scope {
  const { users, groups, department, domain, group, only, skipSynced } = options;
  checkFilters(options, head, live);
  const ofUsers = department.length + domain.length + group.length > 0;
  const named = only
    .map(parseTarget)
    .map(({ kind, name }) =>
      kind === 'user' ? personNamed(name, head, index) : findGroup(name, head, index).id,
    );
  // Who names attributes of users alone asks for no groups, and the other way.
  const isAsked = (kind: ObjectKind): boolean => wish.add || wish[kind].length > 0;
  const members = groupsNamed(options, head, live.groups).flatMap(
    (id) => live.groups.find((each) => each.id === id)?.members ?? [],
  );
  return {
    users: users || (!groups && isAsked('user')),
    // Departments and domains are of people, so who names them asks for no groups.
    groups: groups || (!users && !ofUsers && isAsked('group')),
    ...(only.length > 0 ? { only: new Set(named) } : {}),
    departments: department,
    domains: domain,
    ...(group.length > 0 ? { members: new Set(members) } : {}),
    skipSynced,
  };
}

/** A filter that nobody meets is most likely misspelt. */
function checkFilters(
  { department, domain, group }: ImportOptions,
  head: Desired,
  { users, groups }: Live,
): void {
  const departments = byUse(
    users.flatMap(({ department: each }) => (typeof each === 'string' ? each.trim() : [])),
  );
  const domains = [
    ...new Set(users.map(({ userPrincipalName = '' }) => userPrincipalName.split('@').at(-1) ?? '')),
  ];
  checkKnown('--department', department, departments);
  checkKnown(
    '--domain',
    domain.map((each) => each.replace(/^@/, '')),
    domains,
  );
  const people = new Set(users.map(({ id }) => id));
  const named = groupsNamed({ group }, head, groups);
  const empty = named.findIndex(
    (id) => !groups.find((each) => each.id === id)?.members?.some((each) => people.has(each)),
  );
  if (empty >= 0)
    throw new TenantryError({
      id: 'nobody',
      message: `No user is a direct member of the group ${group[empty] ?? ''}`,
      remedy: 'Name a group that people are members of themselves; members of groups within it do not count.',
    });
}

/** Each once, the most frequent last, which is then the spelling that is suggested. */
const byUse = (all: readonly string[]): readonly string[] =>
  [...Map.groupBy(all, (each) => each)].toSorted(([, a], [, b]) => a.length - b.length).map(([each]) => each);

function checkKnown(flag: string, wanted: readonly string[], known: readonly string[]): void {
  const spellings = new Map(known.map((each) => [each.toLowerCase(), each]));
  for (const each of wanted) {
    if (spellings.has(each.trim().toLowerCase())) continue;
    const [near] = nearest(each.toLowerCase(), spellings.keys(), 1, 3);
    throw new TenantryError({
      id: 'nobody',
      message: `No user of the tenant is meant by ${flag} ${each}`,
      remedy:
        near === undefined ? 'Write it as the tenant does.' : `Did you mean ${spellings.get(near) ?? near}?`,
    });
  }
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
