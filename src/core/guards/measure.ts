import { guidOf } from '../attributes/immutable-id.ts';
import { isDynamic } from '../attributes/value.ts';
import type { DesiredObject } from '../desired/desired.ts';
import type { Settings } from '../desired/settings.ts';
import type { Live, LiveObject, RoleHolding } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { clears, restoredIn } from '../plan/counts.ts';
import type { Twin } from '../plan/creation.ts';
import { liveOf } from '../plan/diff.ts';
import type { Change, ObjectKey, Plan } from '../plan/plan.ts';
import type { GuardName } from './guard.ts';

export interface GuardInput extends Pick<
  Plan,
  'changes' | 'operations' | 'blocked' | 'unresolved' | 'impact' | 'expectations' | 'digest' | 'tenant'
> {
  readonly settings: Settings;
  readonly live: Live;
  readonly index: LiveIndex;
  /** The entry of each object that has one. */
  readonly entries: ReadonlyMap<ObjectKey, DesiredObject>;
  readonly twins: readonly Twin[];
  readonly now: Date;
  readonly approved: readonly Plan[];
}

/** How much of what a guard limits is in a plan. */
export interface Measure {
  readonly guard: GuardName;
  /** One for each thing that counts; an object can count more than once. */
  readonly cases: readonly Case[];
  /** What a percentage is of. */
  readonly of?: number;
}

export interface Case {
  readonly object: ObjectKey;
  readonly detail?: string;
}

/** Measures everything that can be known without evaluating rules. */
export function measure(input: GuardInput): readonly Measure[] {
  const { changes, live, index } = input;
  const restored = restoredIn(input);
  const where = (test: (change: Change) => boolean): Case[] =>
    changes.filter(test).map((change) => ({ object: change.object }));
  const objects = (kind: string): Case[] =>
    [...new Set(changes.filter((change) => change.kind === kind).map((change) => change.object))].map(
      (object) => ({ object }),
    );
  return [
    { guard: 'usersChanged', cases: objects('user'), of: live.users.length },
    { guard: 'groupsChanged', cases: objects('group'), of: live.groups.length },
    { guard: 'valuesCleared', cases: where(clears) },
    {
      guard: 'recoveryContactsCleared',
      cases: where((change) => ['mobilePhone', 'otherMails'].includes(change.attribute) && clears(change)),
    },
    { guard: 'roleHoldersChanged', cases: roleHoldersChanged(input) },
    { guard: 'actingIdentity', cases: actingIdentity(input) },
    tenantShrunk(input),
    { guard: 'ownersRemoved', cases: ownersRemoved(input) },
    { guard: 'groupsEmptied', cases: groupsEmptied(input) },
    { guard: 'matchesEverybody', cases: matchesEverybody(input) },
    { guard: 'leavesMeanwhile', cases: leavesMeanwhile(input) },
    { guard: 'assignedToDynamic', cases: assignedToDynamic(changes, index) },
    {
      guard: 'signInNamesChanged',
      cases: where(({ attribute, kind }) => kind === 'user' && attribute === 'userPrincipalName'),
    },
    { guard: 'immutableIdsWritten', cases: immutableIdsWritten(changes) },
    {
      guard: 'accountsDisabled',
      cases: where(({ attribute, after }) => attribute === 'accountEnabled' && after === false),
    },
    {
      guard: 'groupsCreated',
      cases: where(
        ({ kind, attribute, after, object }) =>
          kind === 'group' && attribute === 'exists' && after === true && !restored.has(object),
      ),
    },
    {
      guard: 'groupsDeleted',
      cases: where(
        ({ kind, attribute, after }) => kind === 'group' && attribute === 'exists' && after === false,
      ),
    },
    {
      guard: 'definitionsDeleted',
      cases: where(
        ({ kind, attribute, after }) => kind !== 'group' && attribute === 'exists' && after === false,
      ),
    },
    { guard: 'twins', cases: input.twins.map(twinCase) },
    { guard: 'protectedObjects', cases: protectedObjects(input) },
    { guard: 'blockedIntroduced', cases: blockedIntroduced(input) },
    { guard: 'expectationsBroken', cases: expectationsBroken(input) },
  ];
}

/** Whoever can put an object with that id into the synced directory takes the account over with the next sync. */
function immutableIdsWritten(changes: readonly Change[]): Case[] {
  return changes
    .filter(({ attribute }) => attribute === 'onPremisesImmutableId')
    .map(({ object, after }) => ({
      object,
      detail:
        after === null
          ? 'the tie to on-premises is cut; the next sync may tie it anew by address'
          : `the next sync hands the account to the on-premises object with this id${guidWords(after)}`,
    }));
}

const guidWords = (after: Change['after']): string => {
  const guid = typeof after === 'string' ? guidOf(after) : undefined;
  return guid === undefined ? '' : ` (objectGUID ${guid})`;
};

const words: Readonly<Record<RoleHolding, string>> = {
  active: 'holds an administrator role',
  eligible: 'may activate an administrator role',
  throughGroup: 'is a member or owner of a group that roles can be assigned to',
};

function roleHoldersChanged({ changes, live }: GuardInput): Case[] {
  const objects = new Set(changes.filter(({ kind }) => kind === 'user').map(({ object }) => object));
  return [...objects].flatMap((object) => {
    const holding = live.evidence.roleHolders.get(object.slice('user:'.length));
    return holding ? [{ object, detail: words[holding] }] : [];
  });
}

/** Whoever takes away the own account or ownership may not be able to give it back. */
function actingIdentity({ changes, operations, live }: GuardInput): Case[] {
  const { actor } = live.tenant;
  if (actor === undefined) return [];
  const own: ObjectKey = `user:${actor}`;
  const changed = changes.filter(({ object }) => object === own);
  const left = operations.filter(({ write }) => write.type === 'removeOwner' && write.owner === actor);
  return [
    ...(changed.length > 0
      ? [{ object: own, detail: `changes ${changed.map(({ attribute }) => attribute).join(', ')}` }]
      : []),
    ...left.map(({ object }) => ({ object, detail: 'is no longer owned by whoever is signed in' })),
  ];
}

/** A read that ended early, or a tenant that was emptied since: neither is a moment to write. */
function tenantShrunk({ live, approved, tenant }: GuardInput): Measure {
  const seen = approved.filter((plan) => plan.tenant.id === tenant.id).map((plan) => plan.counts.live);
  const most = (kind: 'users' | 'groups'): number => Math.max(0, ...seen.map((counts) => counts[kind]));
  const before = most('users') + most('groups');
  const gone =
    Math.max(0, most('users') - live.users.length) + Math.max(0, most('groups') - live.groups.length);
  const detail = `the approved plan saw ${most('users')} users and ${most('groups')} groups, now there are ${live.users.length} and ${live.groups.length}`;
  const cases = Array.from({ length: gone }, (_, index) => ({
    object: `object:${tenant.id}`,
    ...(index === 0 ? { detail } : {}),
  }));
  return { guard: 'tenantShrunk', cases, ...(before > 0 ? { of: before } : {}) };
}

/** A deleted group is limited as such. */
function groupsEmptied({ impact }: GuardInput): Case[] {
  return impact
    .filter(({ before, after, causes }) => before > 0 && after.min <= 0 && !causes.includes('deleted'))
    .map(({ group, before }) => ({ object: group, detail: `all ${before} members would leave` }));
}

function matchesEverybody({ impact }: GuardInput): Case[] {
  return impact
    .filter(({ everybody }) => everybody)
    .map(({ group, after }) => ({
      object: group,
      detail: `all ${after.max} of the tenant would be members`,
    }));
}

function leavesMeanwhile({ impact, index }: GuardInput): Case[] {
  return impact.flatMap(({ group, buckets, processing }) => {
    const members = buckets
      .filter((bucket) => bucket.direction === 'leavesMeanwhile')
      .flatMap((bucket) => bucket.members);
    if (members.length === 0 || processing !== 'on') return [];
    const names = members.map((key) => index.users.get(key.slice('user:'.length))?.userPrincipalName ?? key);
    const more = names.length > shown ? ` and ${names.length - shown} more` : '';
    const who = names.toSorted().slice(0, shown).join(', ');
    return [
      {
        object: group,
        detail: `${who}${more}; say \`transition: pause\` in the entry of the group to avoid it`,
      },
    ];
  });
}

function expectationsBroken({ expectations }: GuardInput): Case[] {
  return expectations
    .filter((each) => each.origin === 'introduced')
    .map(({ group, message }) => ({ object: group, detail: message }));
}

function ownersRemoved({ operations }: GuardInput): Case[] {
  return operations.flatMap(({ write, object }) => (write.type === 'removeOwner' ? [{ object }] : []));
}

function assignedToDynamic(changes: readonly Change[], index: LiveIndex): Case[] {
  return changes.flatMap((change) => {
    const group = liveOf(change.object, index);
    if (change.attribute !== 'membershipRule' || change.after === null || !group || isDynamic(group))
      return [];
    return [{ object: change.object, detail: membersAtStake(group, index) }];
  });
}

const shown = 10;

function membersAtStake(group: LiveObject, index: LiveIndex): string {
  const members = group.members ?? [];
  const names = members
    .map(
      (id) =>
        [
          index.users.get(id)?.userPrincipalName,
          index.groups.get(id)?.displayName,
          index.devices.get(id)?.displayName,
        ].find((name) => typeof name === 'string') ?? id,
    )
    .toSorted();
  const more = names.length > shown ? ` and ${names.length - shown} more` : '';
  return members.length === 0
    ? 'it has no members now'
    : `its ${members.length} present members stay only where the rule matches them: ${names.slice(0, shown).join(', ')}${more}`;
}

function twinCase({ entry, live, deleted, same }: Twin): Case {
  const state = deleted ? 'a deleted group' : 'a live group';
  const remedy = deleted ? `restore it and pin its id ${live.id}` : `pin its id ${live.id}`;
  return {
    object: `group:${entry.label}`,
    detail: `${state} has the same ${same} (${String(live[same])}); if it is meant, ${remedy}`,
  };
}

/** Every name by which a file may mean an object: key, id, sign-in name, uniqueName, label of its entry; in lower case. */
export function namesOf(object: ObjectKey, { index, entries }: GuardInput): readonly string[] {
  const live = liveOf(object, index);
  const id = object.slice(object.indexOf(':') + 1);
  const uniqueName = live?.['uniqueName'];
  // A plan that creates a group calls it by its key in the repository, and an override for that plan does too.
  const asCreated = typeof uniqueName === 'string' ? `group:${uniqueName}` : undefined;
  return [object, id, live?.userPrincipalName, uniqueName, asCreated, entries.get(object)?.label].flatMap(
    (name) => (typeof name === 'string' ? [name.toLowerCase()] : []),
  );
}

function protectedObjects(input: GuardInput): Case[] {
  const { settings, changes } = input;
  const users = new Set(settings.protected.users.map((name) => name.toLowerCase()));
  const groups = new Set(settings.protected.groups.map((name) => name.toLowerCase()));
  const isProtected = (object: ObjectKey): boolean => {
    const names = object.startsWith('user:') ? users : groups;
    return namesOf(object, input).some((name) => names.has(name));
  };
  return [...new Set(changes.map((change) => change.object))]
    .filter(isProtected)
    .map((object) => ({ object }));
}

/** Who freezes an object means that what is declared for it waits. */
function blockedIntroduced({ blocked, unresolved }: GuardInput): Case[] {
  return [
    ...blocked
      .filter((each) => each.origin === 'introduced' && each.reason !== 'frozen')
      .map(({ object, attribute, message }) => ({ object, detail: `${attribute}: ${message}` })),
    ...unresolved
      .filter((each) => each.origin === 'introduced')
      .map(({ kind, label, message }) => ({ object: `${kind}:${label}`, detail: message })),
  ];
}
