import type { ObjectKind } from '../core/attributes/attribute.ts';
import { selection } from '../core/attributes/selection.ts';
import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import type { LiveObject } from '../core/live/live.ts';
import { findLive, indexLive, type LiveIndex } from '../core/match/live-index.ts';
import type { Query } from '../ports.ts';
import type { SoFar } from './so-far.ts';

/** Read of every user and group, whatever is declared: identity, references and routes need them. */
const always: Readonly<Record<ObjectKind, readonly string[]>> = {
  user: ['displayName', 'id', 'mail', 'onPremisesSyncEnabled', 'userPrincipalName', 'userType'],
  group: [
    'displayName',
    'groupTypes',
    'id',
    'isAssignableToRole',
    'mailEnabled',
    'mailNickname',
    'onPremisesSyncEnabled',
    'securityEnabled',
    // Not among the properties that Graph gives by itself: https://learn.microsoft.com/graph/api/resources/group
    'uniqueName',
    'visibility',
  ],
};

/**
 * The questions of the next round; none once everything is known that plans need. First the groups; then the users and
 * the owners of just the groups that declare theirs; then what only few plans need: deleted objects, where something
 * declared was not found, and the members of groups that would turn dynamic. Whatever either of the desired states
 * declares is read.
 */
export function needs(desired: readonly Desired[], soFar: SoFar): readonly Query[] {
  const users = desired.flatMap((each) => each.users);
  const groups = desired.flatMap((each) => each.groups);
  if (!soFar.tenant || soFar.userCount === undefined || !soFar.groups)
    return [
      { query: 'tenant' },
      { query: 'userCount' },
      { query: 'groups', select: selected('group', groups) },
    ];
  const index = indexLive({ users: soFar.users ?? [], groups: soFar.groups });
  if (!soFar.users)
    return [
      { query: 'users', select: selected('user', users), manager: users.some(declares('manager')) },
      ...linksOf('owners', groups.filter(declares('owners')), index),
    ];
  return [...thirdRound(users, groups, index)].filter((query) => !(query.query in soFar));
}

function* thirdRound(
  users: readonly DesiredObject[],
  groups: readonly DesiredObject[],
  index: LiveIndex,
): Generator<Query> {
  const missing = (entry: DesiredObject): boolean => !entry.delete && !findLive(entry, index);
  if (users.some(missing)) yield { query: 'deletedUsers' };
  if (groups.some(missing)) yield { query: 'deletedGroups' };
  yield* linksOf('members', groups.filter(wantsRule), index, isAssigned);
}

function selected(kind: ObjectKind, entries: readonly DesiredObject[]): readonly string[] {
  const names = new Set(entries.flatMap((entry) => Object.keys(entry.attributes)));
  return sorted([...always[kind], ...selection(kind, names)]);
}

function linksOf(
  query: 'owners' | 'members',
  entries: readonly DesiredObject[],
  index: LiveIndex,
  concerned: (live: LiveObject) => boolean = () => true,
): readonly Query[] {
  const live = entries.map((entry) => findLive(entry, index)).filter((found) => found !== undefined);
  const ids = sorted(live.filter(concerned).map((group) => group.id));
  return ids.length === 0 ? [] : [{ query, groups: ids }];
}

function declares(attribute: string): (entry: DesiredObject) => boolean {
  return (entry) => Object.hasOwn(entry.attributes, attribute);
}

function wantsRule(entry: DesiredObject): boolean {
  const rule = entry.attributes['membershipRule'];
  return rule !== undefined && rule.value !== null;
}

function isAssigned(group: LiveObject): boolean {
  const types = group['groupTypes'];
  return !(Array.isArray(types) && types.includes('DynamicMembership'));
}

/** Each once, in an order that does not depend on the files. */
function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted((a, b) => (a < b ? -1 : 1));
}
