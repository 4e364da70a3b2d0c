import type { ObjectKind } from '../core/attributes/attribute.ts';
import { selection } from '../core/attributes/selection.ts';
import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import { concernedGroups } from '../core/impact/concerned.ts';
import type { Live } from '../core/live/live.ts';
import { findLive, indexLive, type LiveIndex } from '../core/match/live-index.ts';
import { diff } from '../core/plan/diff.ts';
import type { Query } from '../ports.ts';
import { neededByRules } from './needed-by-rules.ts';
import { liveOf, type SoFar } from './so-far.ts';

/** Read of every user and group, whatever is declared: identity, references and routes need them. */
const always: Readonly<Record<ObjectKind, readonly string[]>> = {
  user: ['displayName', 'id', 'mail', 'onPremisesSyncEnabled', 'userPrincipalName', 'userType'],
  group: [
    'assignedLicenses',
    'displayName',
    'groupTypes',
    'id',
    'isAssignableToRole',
    'mailEnabled',
    'mailNickname',
    'membershipRule',
    'membershipRuleProcessingState',
    'onPremisesSyncEnabled',
    'resourceProvisioningOptions',
    'securityEnabled',
    // Not among the properties that Graph gives by itself: https://learn.microsoft.com/graph/api/resources/group
    'uniqueName',
    'visibility',
  ],
};

/**
 * The questions of the next round; none once everything is known that plans need. First the groups, since their rules
 * decide which properties of users matter; then the users and the owners of just the groups that declare theirs; then
 * what only few plans need: deleted objects, where something declared was not found, and the members of the groups on
 * which the plan bears. Whatever either of the desired states declares is read. `at` is the instant of the plan.
 */
export function needs(desired: readonly Desired[], soFar: SoFar, at: Date): readonly Query[] {
  const users = desired.flatMap((each) => each.users);
  const groups = desired.flatMap((each) => each.groups);
  if (!soFar.tenant || soFar.userCount === undefined || !soFar.groups)
    return [
      { query: 'tenant' },
      { query: 'userCount' },
      { query: 'groups', select: selected('group', groups) },
    ];
  if (!soFar.users) {
    const index = indexLive({ users: [], groups: soFar.groups });
    const forRules = neededByRules(soFar.groups, groups);
    return [
      {
        query: 'users',
        select: sorted([...selected('user', users), ...forRules.select]),
        manager: forRules.manager || users.some(declares('manager')),
      },
      ...linksOf('owners', groups.filter(declares('owners')), index),
    ];
  }
  const asked = soFar.members ?? soFar.deletedUsers ?? soFar.deletedGroups;
  return asked === undefined ? [...thirdRound(desired, soFar, at)] : [];
}

function* thirdRound(desired: readonly Desired[], soFar: SoFar, at: Date): Generator<Query> {
  const live = liveOf({ ...soFar, tenant: soFar.tenant ?? unknownTenant });
  const index = indexLive(live);
  const missing = (entry: DesiredObject): boolean => !entry.delete && !findLive(entry, index);
  if (desired.some((each) => each.users.some(missing))) yield { query: 'deletedUsers' };
  if (desired.some((each) => each.groups.some(missing))) yield { query: 'deletedGroups' };
  const concerned = desired.flatMap((each) => membersNeeded(each, live, index, at));
  if (concerned.length > 0) yield { query: 'members', groups: sorted(concerned) };
}

const unknownTenant = { id: '', displayName: '', verifiedDomains: [] };

/** Ids of the groups on which the changes bear. */
function membersNeeded(desired: Desired, live: Live, index: LiveIndex, at: Date): readonly string[] {
  const { changes } = diff(desired, live, index, desired.settings.authorities);
  const pending = changes.map((change) => ({ ...change, origin: 'pending' as const }));
  const scope = { users: live.users, groups: live.groups, changes: pending, index, at: at.getTime() };
  return concernedGroups(scope).flatMap(({ group }) => group.live?.id ?? []);
}

function selected(kind: ObjectKind, entries: readonly DesiredObject[]): readonly string[] {
  const names = new Set(entries.flatMap((entry) => Object.keys(entry.attributes)));
  return sorted([...always[kind], ...selection(kind, names)]);
}

function linksOf(query: 'owners', entries: readonly DesiredObject[], index: LiveIndex): readonly Query[] {
  const live = entries.map((entry) => findLive(entry, index)).filter((found) => found !== undefined);
  const ids = sorted(live.map((group) => group.id));
  return ids.length === 0 ? [] : [{ query, groups: ids }];
}

function declares(attribute: string): (entry: DesiredObject) => boolean {
  return (entry) => Object.hasOwn(entry.attributes, attribute);
}

/** Each once, in an order that does not depend on the files. */
function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted((a, b) => (a < b ? -1 : 1));
}
