import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { JsonObject, State } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { deeds, isOurs, textOf, type Deed } from './support-audit.ts';

/** The person who works in the admin centre while Tenantry plans and applies. */
const administrator = {
  oid: '9d0c3f5e-1b7a-4c86-8e42-6f5a4b3c2d1e',
  upn: 'admin@contoso.com',
  name: 'Portal Administrator',
};
const token = `practice.${Buffer.from(JSON.stringify(administrator)).toString('base64url')}.practice`;

async function ask(emulator: Emulator, method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  const reply = await fetch(`${emulator.graph}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      prefer: 'create-if-missing',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as JsonObject);
}

export const upn = (name: string): string => `${name}@contoso.com`;

export interface Person {
  readonly number: number;
  readonly name: string;
  readonly manager?: number;
}

/** A tenant of people, each in Sales, and of teams that have a unique name. */
export const tenantOf = (
  people: readonly Person[],
  teams: readonly Omit<Person, 'manager'>[] = [],
): State => ({
  ...emptyState(),
  users: people.map(({ number, name, manager }) => ({
    id: id(number),
    userPrincipalName: upn(name),
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    department: 'Sales',
    ...(manager === undefined ? {} : { manager: { id: id(manager) } }),
  })),
  groups: teams.map(({ number, name }) => ({
    id: id(number),
    uniqueName: name,
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    description: 'As it was',
    owners: [{ id: id(people[0]?.number ?? 0) }],
  })),
});

/** A user signs in with another name from now on. */
export const rename = (emulator: Emulator, who: string, name: string): void =>
  emulator.edit('user', who, { userPrincipalName: upn(name) });

/** Two users exchange their sign-in names. */
export function swap(emulator: Emulator, one: number, other: number): void {
  const names = new Map(emulator.state().users.map((user) => [user.id, user.userPrincipalName]));
  emulator.edit('user', id(one), { userPrincipalName: upn(`between-${one}`) });
  emulator.edit('user', id(other), { userPrincipalName: names.get(id(one)) ?? '' });
  emulator.edit('user', id(one), { userPrincipalName: names.get(id(other)) ?? '' });
}

export const deleteUser = (emulator: Emulator, who: string): Promise<JsonObject> =>
  ask(emulator, 'DELETE', `/users/${who}`);
export const deleteGroup = (emulator: Emulator, which: string): Promise<JsonObject> =>
  ask(emulator, 'DELETE', `/groups/${which}`);

/** Somebody else gets the name: the same values, another id. */
export async function createUser(emulator: Emulator, name: string): Promise<string> {
  const made = await ask(emulator, 'POST', '/users', {
    userPrincipalName: upn(name),
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    department: 'Sales',
    passwordProfile: { password: 'practice-Pa55' },
  });
  return textOf(made['id']);
}

export async function createGroup(emulator: Emulator, name: string): Promise<string> {
  const made = await ask(emulator, 'PATCH', `/groups(uniqueName='${name}')`, {
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    description: 'As it was',
  });
  return textOf(made['id']);
}

/** What Tenantry did; what others did is left out. */
export const ours = (emulator: Emulator): readonly Deed[] => deeds(emulator.state().auditLogs).filter(isOurs);

/** `3 Department ["IT"]`: the ids of the tenant by their last digits, all others by their first. */
export const written = (emulator: Emulator): readonly string[] =>
  ours(emulator).map(({ object, what, value }) => `${short(object)} ${short(what)} ${short(value)}`);

const short = (text: string): string => text.replaceAll(/0{8}-0{4}-40{3}-80{3}-0*/g, '');
