import type { Reference, State } from '../../src/emulator/state.ts';

/** Everything that is wrong with a state as a directory, in words; empty where it could exist. */
export function inconsistencies(state: State): string[] {
  return [
    ...malformedIds(state),
    ...unsorted(state),
    ...danglingReferences(state),
    ...sharedNames(state),
    ...wrongGroups(state),
  ];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function malformedIds({ users, groups, devices = [], deletedItems }: State): string[] {
  const ids = [...users, ...groups, ...devices, ...deletedItems].map(({ id }) => id);
  return [
    ...ids.filter((id) => !uuid.test(id)).map((id) => `${id} is no UUID of version 4`),
    ...repeated(ids).map((id) => `the id ${id} is used twice`),
  ];
}

function unsorted(state: State): string[] {
  const { users, groups, devices = [], deletedItems } = state;
  const lists = { users, groups, devices, deletedItems };
  return Object.entries(lists).flatMap(([name, objects]) => {
    const ids = objects.map(({ id }) => id);
    return ids.join() === ids.toSorted().join() ? [] : [`${name} are not sorted by id`];
  });
}

function danglingReferences({ users, groups, devices = [] }: State): string[] {
  const userIds = new Set(users.map(({ id }) => id));
  const allIds = new Set([...userIds, ...[...groups, ...devices].map(({ id }) => id)]);
  return [
    ...users.flatMap((user) => missing(user.userPrincipalName, user.manager ? [user.manager] : [], userIds)),
    ...groups.flatMap(({ displayName, owners = [], members = [] }) => [
      ...missing(`${displayName} (owners)`, owners, userIds),
      ...missing(`${displayName} (members)`, members, allIds),
      ...repeated([...owners].map(({ id }) => id)).map((id) => `${displayName} has the owner ${id} twice`),
      ...repeated([...members].map(({ id }) => id)).map((id) => `${displayName} has the member ${id} twice`),
    ]),
  ];
}

function missing(from: string, to: readonly Reference[], known: ReadonlySet<string>): string[] {
  return to.filter(({ id }) => !known.has(id)).map(({ id }) => `${from} names ${id}, which is not there`);
}

function sharedNames({ users, groups }: State): string[] {
  const addresses = [...users, ...groups].flatMap((object) => texts(object['proxyAddresses']));
  const unified = groups.filter((group) => texts(group['groupTypes']).includes('Unified'));
  return [
    ...repeated(users.map((user) => user.userPrincipalName.toLowerCase())),
    ...repeated(addresses.map((address) => address.toLowerCase())),
    ...repeated(unified.map((group) => String(group['mailNickname']).toLowerCase())),
    ...repeated(groups.map((group) => group.displayName.toLowerCase())),
  ].map((name) => `${name} is used twice`);
}

function wrongGroups({ groups }: State): string[] {
  return groups.flatMap((group) => {
    const isDynamic = texts(group['groupTypes']).includes('DynamicMembership');
    const hasRule = typeof group['membershipRule'] === 'string' && group['membershipRule'].trim() !== '';
    const isProcessed = ['On', 'Paused'].includes(String(group['membershipRuleProcessingState']));
    if (isDynamic && !hasRule) return [`${group.displayName} is dynamic and has no rule`];
    if (isDynamic && !isProcessed) return [`${group.displayName} is dynamic and neither on nor paused`];
    if (!isDynamic && (hasRule || isProcessed)) return [`${group.displayName} is not dynamic and has a rule`];
    return [];
  });
}

/** The users from whom following the managers leads back to themselves. */
export function managedInCircles({ users }: State): string[] {
  const managers = new Map(users.map(({ id, manager }) => [id, manager?.id]));
  return users.flatMap((user) => {
    const met = new Set<string>();
    for (let id: string | undefined = user.id; id !== undefined; id = managers.get(id)) {
      if (met.has(id)) return [user.userPrincipalName];
      met.add(id);
    }
    return [];
  });
}

export function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
