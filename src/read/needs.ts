import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import { concernedGroups, type Concerned } from '../core/impact/concerned.ts';
import type { Live } from '../core/live/live.ts';
import { findLive, indexLive, type LiveIndex } from '../core/match/live-index.ts';
import { diff } from '../core/plan/diff.ts';
import { asPending } from '../core/plan/origin.ts';
import type { Query } from '../ports.ts';
import { neededByRules, neededOfDevices } from './needed-by-rules.ts';
import { neededDefinitions, neededOpenExtensions } from './needed-definitions.ts';
import { neededEvidence } from './needed-evidence.ts';
import { defined, isDirectoryExtension, selected } from './selected.ts';
import { sorted } from './sorted.ts';
import { liveOf, type SoFar } from './so-far.ts';

const alwaysOfDevices: readonly string[] = ['displayName', 'id'];

/**
 * The questions of the next round; none once everything is known that plans need. First definitions of extensions,
 * where files declare any, since only what is defined can be selected; then the groups, since their rules decide which
 * properties of users matter; then the users and the owners of just the groups that declare theirs; then the evidence
 * for routes of just what differs; then what only few plans need: deleted objects, where something declared was not
 * found, the members of the groups on which the plan bears, and devices, where it bears on a rule about devices.
 * Whatever either of the desired states declares is read. `at` is the instant of the plan.
 */
export function needs(desired: readonly Desired[], soFar: SoFar, at: Date): readonly Query[] {
  const users = desired.flatMap((each) => each.users);
  const groups = desired.flatMap((each) => each.groups);
  const definitions = neededDefinitions(desired).filter(({ query }) => !(query in soFar));
  if (definitions.length > 0) return definitions;
  if (!soFar.tenant || soFar.userCount === undefined || !soFar.groups)
    return [
      { query: 'tenant' },
      { query: 'userCount' },
      { query: 'groups', select: selected('group', desired, soFar) },
    ];
  if (!soFar.users) {
    const index = indexLive({ users: [], groups: soFar.groups });
    const forRules = neededByRules(soFar.groups, groups);
    if (!soFar.directoryExtensions && forRules.select.some(isDirectoryExtension))
      return [{ query: 'directoryExtensions', owners: [] }];
    return [
      {
        query: 'users',
        select: sorted([...selected('user', desired, soFar), ...defined(forRules.select, soFar)]),
        manager: forRules.manager || users.some(declares('manager')),
      },
      ...linksOf('owners', groups.filter(declares('owners')), index),
      ...neededOpenExtensions(desired),
    ];
  }
  const live = liveOf({ ...soFar, tenant: soFar.tenant });
  const index = indexLive(live);
  const evidence = neededEvidence(desired, live, index, soFar.recipients !== undefined).filter(
    ({ query }) => !(query in soFar),
  );
  if (evidence.length > 0) return evidence;
  return [...lastRound(desired, live, index, at)].filter(({ query }) => !(query in soFar));
}

function* lastRound(desired: readonly Desired[], live: Live, index: LiveIndex, at: Date): Generator<Query> {
  const missing = (entry: DesiredObject): boolean => !entry.delete && !findLive(entry, index);
  if (desired.some((each) => each.users.some(missing))) yield { query: 'deletedUsers' };
  if (desired.some((each) => each.groups.some(missing))) yield { query: 'deletedGroups' };
  const concerned = desired.flatMap((each) => concernedBy(each, live, index, at));
  const groups = concerned.flatMap(({ group }) => group.live?.id ?? []);
  const exact = desired.flatMap((each) => each.groups.filter(({ members }) => members));
  const asked = [...groups, ...exact.flatMap((entry) => findLive(entry, index)?.id ?? [])];
  if (asked.length > 0) yield { query: 'members', groups: sorted(asked) };
  const ofDevices = neededOfDevices(concerned);
  if (ofDevices.length > 0) yield { query: 'devices', select: sorted([...alwaysOfDevices, ...ofDevices]) };
}

/** The groups on which the changes bear; those of frozen objects too, since a rollback makes them. */
function concernedBy(desired: Desired, live: Live, index: LiveIndex, at: Date): readonly Concerned[] {
  const { changes } = diff(desired, live, index, { ...desired.settings, freeze: [] });
  const scope = {
    users: live.users,
    groups: live.groups,
    changes: asPending(changes),
    index,
    at: at.getTime(),
  };
  return concernedGroups(scope);
}

function linksOf(query: 'owners', entries: readonly DesiredObject[], index: LiveIndex): readonly Query[] {
  const live = entries.map((entry) => findLive(entry, index)).filter((found) => found !== undefined);
  const ids = sorted(live.map((group) => group.id));
  return ids.length === 0 ? [] : [{ query, groups: ids }];
}

function declares(attribute: string): (entry: DesiredObject) => boolean {
  return (entry) => Object.hasOwn(entry.attributes, attribute);
}
