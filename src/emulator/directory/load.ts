import { isObject } from '../json.ts';
import type { DeletedItem, Device, Group, Json, JsonObject, Reference, State, User } from '../state.ts';
import type { Documents } from '../tenant.ts';
import { createDirectory, seed, type Directory } from './directory.ts';
import { newItem, nobody, type Item, type Kind } from './item.ts';
import { hideUndiscoverable } from './undiscoverable.ts';

/** The directory and the documents that a state describes. The state was checked before. */
export function load(state: State): { directory: Directory; documents: Documents } {
  const directory = createDirectory();
  for (const user of state.users) seed(directory, fromState('user', user, null));
  for (const group of state.groups) seed(directory, fromState('group', group, null));
  for (const device of state.devices ?? []) seed(directory, fromState('device', device, null));
  for (const { '@odata.type': type, deletedDateTime, ...item } of state.deletedItems)
    seed(directory, fromState(type === '#microsoft.graph.user' ? 'user' : 'group', item, deletedDateTime));
  const copy = structuredClone({
    organization: state.organization,
    domains: state.domains,
    auditLogs: state.auditLogs,
    membershipEvents: state.membershipEvents,
    applications: state.applications ?? [],
    schemaExtensions: state.schemaExtensions,
    extensionProperties: state.extensionProperties,
    roleAssignments: state.roleAssignments ?? [],
    roleEligibilityScheduleInstances: state.roleEligibilityScheduleInstances ?? [],
    roleDefinitions: state.roleDefinitions ?? [],
    subscribedSkus: state.subscribedSkus,
    servicePrincipals: state.servicePrincipals ?? [],
  });
  return { directory, documents: copy };
}

/** The state that a directory and its documents are, newest versions, sorted by id. */
export function dump(directory: Directory, documents: Documents): State {
  const hide = hideUndiscoverable(documents);
  const items = (kind: Kind): Item[] =>
    directory.lists[kind].flatMap((entry) => (entry.written ? [hide(entry.written)] : [])).toSorted(byId);
  const users = items('user');
  const groups = items('group');
  const devices = items('device').map(({ id, properties }): Device => ({ ...properties, id }));
  return {
    format: 1,
    organization: documents.organization,
    domains: documents.domains,
    users: users.filter((item) => item.deleted === null).map((item) => userState(item)),
    groups: groups.filter((item) => item.deleted === null).map((item) => groupState(item)),
    ...(devices.length > 0 ? { devices } : {}),
    deletedItems: [...users, ...groups]
      .filter((item) => item.deleted !== null)
      .toSorted(byId)
      .map(deletedState),
    auditLogs: documents.auditLogs,
    membershipEvents: documents.membershipEvents,
    applications: documents.applications,
    schemaExtensions: documents.schemaExtensions,
    extensionProperties: documents.extensionProperties,
    ...unlessEmpty('roleAssignments', documents.roleAssignments),
    ...unlessEmpty('roleEligibilityScheduleInstances', documents.roleEligibilityScheduleInstances),
    ...unlessEmpty('roleDefinitions', documents.roleDefinitions),
    ...(documents.subscribedSkus ? { subscribedSkus: documents.subscribedSkus } : {}),
    ...unlessEmpty('servicePrincipals', documents.servicePrincipals),
  };
}

function unlessEmpty<N extends string, T>(name: N, rows: T[]): { [key in N]?: T[] } {
  return rows.length > 0 ? ({ [name]: rows } as { [key in N]: T[] }) : {};
}

/** The first version of an object that a state describes. */
export function fromState(kind: Kind, object: User | Group | Device, deleted: string | null): Item {
  const { id, manager, owners, members, extensions, _service, ...properties } = object as User &
    Group & {
      extensions?: JsonObject[];
    };
  const { undiscoverable: lost, ...service } = _service ?? {};
  return {
    ...newItem(kind, id.toLowerCase(), { ...(isObject(lost) ? lost : {}), ...(properties as JsonObject) }),
    service,
    manager: manager?.id.toLowerCase() ?? null,
    owners: idsOf(owners),
    members: idsOf(members),
    extensions: extensions ?? [],
    deleted,
  };
}

function idsOf(references: readonly Reference[] | undefined): ReadonlySet<string> {
  return references === undefined || references.length === 0
    ? nobody
    : new Set(references.map(({ id }) => id.toLowerCase()));
}

function userState(item: Item): User {
  const manager = item.manager === null ? {} : { manager: { id: item.manager } };
  return {
    ...(item.properties as JsonObject & { id: string; userPrincipalName: string }),
    ...manager,
    ...rest(item),
  };
}

function groupState(item: Item): Group {
  const owners = references(item.owners);
  const members = references(item.members);
  return {
    ...(item.properties as JsonObject & { id: string; displayName: string }),
    owners,
    members,
    ...rest(item),
  };
}

function deletedState(item: Item): DeletedItem {
  const deletedDateTime = item.deleted ?? '';
  return item.kind === 'user'
    ? { '@odata.type': '#microsoft.graph.user', deletedDateTime, ...userState(item) }
    : { '@odata.type': '#microsoft.graph.group', deletedDateTime, ...groupState(item) };
}

function rest(item: Item): { extensions?: Json; _service?: JsonObject } {
  return {
    ...(item.extensions.length > 0 ? { extensions: [...item.extensions] } : {}),
    ...(Object.keys(item.service).length > 0 ? { _service: { ...item.service } } : {}),
  };
}

function references(ids: ReadonlySet<string>): Reference[] {
  return [...ids].toSorted().map((id) => ({ id }));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
