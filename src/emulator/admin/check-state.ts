import { Ajv } from 'ajv';
import { badRequest } from '../errors.ts';
import type { Kind } from '../directory/item.ts';
import { properties, type Property, type PropertyType } from '../model/properties.ts';
import type { Group, State, User } from '../state.ts';
import { recipientKinds } from '../exchange/recipient-types.ts';
import { certificatesOf } from '../sign-in/credentials.ts';
import { stateSchema } from './state-schema.ts';

const validate = new Ajv({ allErrors: false }).compile<State>(stateSchema);

/**
 * A state of the right form whose names and links are known, or a 400 that says what is wrong and where. Values that
 * have to be unique are found out while it is loaded.
 */
export function checkState(input: unknown): State {
  if (!validate(input)) {
    const [error] = validate.errors ?? [];
    const detail = error?.params ? ` ${JSON.stringify(error.params)}` : '';
    throw badRequest(`state${error?.instancePath ?? ''}: ${error?.message ?? 'is wrong'}${detail}`);
  }
  checkNames(input);
  checkReferences(input);
  checkRecipients(input);
  checkCertificates(input);
  return input;
}

const beside = new Set([
  '_service',
  'manager',
  'owners',
  'members',
  'extensions',
  '@odata.type',
  'deletedDateTime',
]);

function checkNames(state: State): void {
  const declared = new Set([
    ...state.extensionProperties.map((row) => row['name']),
    ...state.schemaExtensions.map((row) => row['id']),
  ]);
  const known = { user: byName('user'), group: byName('group'), device: byName('device') };
  const check = (kind: Kind, object: object, list: string, index: number): void => {
    for (const [name, value] of Object.entries(object)) {
      const row = known[kind].get(name);
      if (!row && !beside.has(name) && !declared.has(name))
        throw badRequest(`state/${list}/${index}: a ${kind} has no property '${name}'`);
      if (row && value !== null && !hasType(row.type, value))
        throw badRequest(`state/${list}/${index}: '${name}' is not of type ${row.type}`);
    }
  };
  state.users.forEach((user, index) => check('user', user, 'users', index));
  state.groups.forEach((group, index) => check('group', group, 'groups', index));
  state.devices?.forEach((device, index) => check('device', device, 'devices', index));
  state.deletedItems.forEach((item, index) => {
    const kind = item['@odata.type'] === '#microsoft.graph.user' ? 'user' : 'group';
    check(kind, item, 'deletedItems', index);
  });
}

function byName(kind: Kind): Map<string, Property> {
  return new Map([...properties[kind].values()].map((row) => [row.name, row]));
}

/** Only the type: lengths and forms are rules for writing, and a directory holds values from before a rule. */
function hasType(type: PropertyType, value: unknown): boolean {
  switch (type) {
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'strings':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    case 'objects':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'string':
    case 'guid':
    case 'dateTime':
      return typeof value === 'string';
  }
}

function checkReferences(state: State): void {
  const seen = new Set<string>();
  for (const { id } of [...state.users, ...state.groups, ...(state.devices ?? []), ...state.deletedItems]) {
    if (seen.has(id.toLowerCase())) throw badRequest(`state: the id ${id} is used twice`);
    seen.add(id.toLowerCase());
  }
  const check = (object: User | Group, link: string, target: { id: string }): void => {
    if (!seen.has(target.id.toLowerCase()))
      throw badRequest(`state: ${link} of ${object.id} names ${target.id}, which is not there`);
  };
  for (const user of state.users) if (user.manager) check(user, 'manager', user.manager);
  for (const group of state.groups) {
    for (const owner of group.owners ?? []) check(group, 'owners', owner);
    for (const member of group.members ?? []) check(group, 'members', member);
  }
}

function checkRecipients({ exchange, users, groups, deletedItems }: State): void {
  if (!exchange) return;
  const deleted = idsOf(deletedItems);
  const live = { users: idsOf(users), groups: idsOf(groups) };
  const seen = new Set<string>();
  exchange.recipients.forEach(({ id, recipientTypeDetails }, index) => {
    const lower = id.toLowerCase();
    if (seen.has(lower)) throw badRequest(`state/exchange/recipients/${index}: the id ${id} is used twice`);
    seen.add(lower);
    const { family } = recipientKinds[recipientTypeDetails];
    if (family === 'contact') return;
    const list = family === 'group' ? 'groups' : 'users';
    if (!live[list].has(lower) && !deleted.has(lower))
      throw badRequest(`state/exchange/recipients/${index}: ${id} is not among the ${list}`);
  });
}

function checkCertificates({ applications = [] }: State): void {
  applications.forEach((application, index) => {
    try {
      certificatesOf(application);
    } catch {
      throw badRequest(
        `state/applications/${index}/keyCredentials: a key is no X.509 certificate in DER form`,
      );
    }
  });
}

function idsOf(objects: readonly { id: string }[]): Set<string> {
  return new Set(objects.map(({ id }) => id.toLowerCase()));
}
