import type { ObjectKind } from '../core/attributes/attribute.ts';
import { selection } from '../core/attributes/selection.ts';
import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import { concernedGroups, type Concerned } from '../core/impact/concerned.ts';
import type { Live } from '../core/live/live.ts';
import { findLive, indexLive, type LiveIndex } from '../core/match/live-index.ts';
import { diff } from '../core/plan/diff.ts';
import { asPending } from '../core/plan/origin.ts';
import type { Query } from '../ports.ts';
import { always } from './always.ts';
import { neededByRules, neededOfDevices } from './needed-by-rules.ts';
import { liveOf, type SoFar } from './so-far.ts';

const alwaysOfDevices: readonly string[] = ['displayName', 'id'];

/**
 * The questions of the next round; none once everything is known that plans need. First the groups, since their rules
 * decide which properties of users matter; then the users and the owners of just the groups that declare theirs; then
 * what only few plans need: deleted objects, where something declared was not found, the members of the groups on which
 * the plan bears, and devices, where it bears on a rule about devices. Whatever either of the desired states declares is read. `at` is the instant of the plan.
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
  const asked = soFar.members ?? soFar.devices ?? soFar.deletedUsers ?? soFar.deletedGroups;
  return asked === undefined ? [...thirdRound(desired, soFar, at)] : [];
}

function* thirdRound(desired: readonly Desired[], soFar: SoFar, at: Date): Generator<Query> {
  const live = liveOf({ ...soFar, tenant: soFar.tenant ?? unknownTenant });
  const index = indexLive(live);
  const missing = (entry: DesiredObject): boolean => !entry.delete && !findLive(entry, index);
  if (desired.some((each) => each.users.some(missing))) yield { query: 'deletedUsers' };
  if (desired.some((each) => each.groups.some(missing))) yield { query: 'deletedGroups' };
  const concerned = desired.flatMap((each) => concernedBy(each, live, index, at));
  const groups = concerned.flatMap(({ group }) => group.live?.id ?? []);
  if (groups.length > 0) yield { query: 'members', groups: sorted(groups) };
  const ofDevices = neededOfDevices(concerned);
  if (ofDevices.length > 0) yield { query: 'devices', select: sorted([...alwaysOfDevices, ...ofDevices]) };
}

const unknownTenant = { id: '', displayName: '', verifiedDomains: [] };

/** The groups on which the changes bear. */
function concernedBy(desired: Desired, live: Live, index: LiveIndex, at: Date): readonly Concerned[] {
  const { changes } = diff(desired, live, index, desired.settings.authorities);
  const scope = {
    users: live.users,
    groups: live.groups,
    changes: asPending(changes),
    index,
    at: at.getTime(),
  };
  return concernedGroups(scope);
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
