import type { DeletedItem, Device, Group, JsonObject, Reference, User } from '../state.ts';

/** A user as the seed writes it down: managers are named by the part of the sign-in name before the @. */
export interface Person {
  readonly name: string;
  readonly manager?: string;
  readonly user: User;
}

/** A group as the seed writes it down: owners and members by the same names, or members by a condition. */
export interface Team {
  readonly group: Group;
  readonly owners: readonly string[];
  readonly members: readonly string[] | ((user: User) => boolean);
  /** Devices among the members, by a condition. */
  readonly devices?: (device: Device) => boolean;
}

interface PersonProperties extends JsonObject {
  manager?: string;
}

const OFFICE_365_E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';

/** An employee with mailbox and licence; what differs from that stands in `properties`. */
export function person(id: string, name: string, displayName: string, properties: PersonProperties): Person {
  const { manager, ...rest } = properties;
  const [givenName, ...surname] = displayName.split(' ');
  const address = `${name}@contoso.com`;
  const user = {
    id,
    userPrincipalName: address,
    displayName,
    givenName: givenName ?? null,
    surname: surname.join(' '),
    mail: address,
    mailNickname: name,
    proxyAddresses: [`SMTP:${address}`],
    accountEnabled: true,
    userType: 'Member',
    companyName: 'Contoso',
    employeeType: 'Employee',
    createdDateTime: '2021-03-15T09:00:00Z',
    assignedLicenses: [{ skuId: OFFICE_365_E3, disabledPlans: [] }],
    ...rest,
  };
  return manager === undefined ? { name, user } : { name, user, manager };
}

/** An account that no employee owns: no licence, no company, no name of a person. */
export function account(id: string, name: string, displayName: string, properties: PersonProperties): Person {
  return person(id, name, displayName, {
    givenName: null,
    surname: null,
    companyName: null,
    employeeType: null,
    assignedLicenses: [],
    ...properties,
  });
}

/** Somebody who was invited, with the sign-in name that Entra makes of the address. */
export function guest(
  id: string,
  address: string,
  displayName: string,
  properties: PersonProperties,
): Person {
  const [name = ''] = address.split('@');
  const external = `${address.replace('@', '_')}#EXT#`;
  return account(id, name, displayName, {
    userPrincipalName: `${external}@contoso.onmicrosoft.com`,
    mail: address,
    mailNickname: external,
    otherMails: [address],
    userType: 'Guest',
    creationType: 'Invitation',
    externalUserState: 'Accepted',
    ...properties,
  });
}

/** Somebody whose account comes from the Active Directory of the plant in Łódź. */
export function synced(id: string, name: string, displayName: string, properties: PersonProperties): Person {
  return person(id, name, displayName, {
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: '2026-11-20T22:31:07Z',
    onPremisesDomainName: 'lodz.contoso.com',
    onPremisesSamAccountName: name.slice(0, 20),
    onPremisesUserPrincipalName: `${name}@contoso.com`,
    onPremisesDistinguishedName: `CN=${displayName},OU=Pracownicy,DC=lodz,DC=contoso,DC=com`,
    onPremisesImmutableId: immutableId(id),
    ...properties,
  });
}

/** The base64 form of an object GUID; here the id itself stands in for the GUID in Active Directory. */
function immutableId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64');
}

/**
 * Somebody from Munich, whose Active Directory was switched off on 30 June 2024. What it wrote stays, and Exchange
 * holds the extension attributes since, which no property shows.
 */
export function onceSynced(
  id: string,
  name: string,
  displayName: string,
  properties: PersonProperties,
): Person {
  return person(id, name, displayName, {
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: '2024-06-30T17:58:40Z',
    onPremisesDomainName: 'muc.contoso.com',
    onPremisesSamAccountName: name.slice(0, 20),
    onPremisesUserPrincipalName: `${name}@contoso.com`,
    onPremisesDistinguishedName: `CN=${displayName},OU=Mitarbeiter,DC=muc,DC=contoso,DC=com`,
    onPremisesImmutableId: immutableId(id),
    ...properties,
    _service: { exchangeMastered: true },
  });
}

/** extensionAttribute1 to 15 of a user. */
export function extension(user: User, number: number): unknown {
  const attributes = user['onPremisesExtensionAttributes'] as JsonObject | undefined;
  return attributes?.[`extensionAttribute${number}`] ?? null;
}

const KINDS = {
  security: { groupTypes: [], securityEnabled: true, mailEnabled: false },
  microsoft365: { groupTypes: ['Unified'], securityEnabled: false, mailEnabled: true },
  distribution: { groupTypes: [], securityEnabled: false, mailEnabled: true },
  mailEnabledSecurity: { groupTypes: [], securityEnabled: true, mailEnabled: true },
};

/** A group without a rule. */
export function assigned(
  id: string,
  kind: keyof typeof KINDS,
  properties: JsonObject & { displayName: string; mailNickname: string },
  people: Omit<Team, 'group'>,
): Team {
  const types = KINDS[kind];
  const mail = types.mailEnabled ? `${properties.mailNickname}@contoso.com` : null;
  return {
    group: {
      id,
      ...types,
      mail,
      proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
      visibility: kind === 'microsoft365' ? 'Private' : null,
      createdDateTime: '2022-06-01T07:30:00Z',
      ...properties,
    },
    ...people,
  };
}

/** A group whose members follow from its rule. `members` says in code what `rule` says in the language of Entra. */
export function dynamic(
  id: string,
  kind: keyof typeof KINDS,
  properties: JsonObject & { displayName: string; mailNickname: string; membershipRule: string },
  people: Pick<Team, 'owners' | 'devices'> & { members: (user: User) => boolean },
): Team {
  const types = ['DynamicMembership', ...KINDS[kind].groupTypes];
  const rule = { groupTypes: types, membershipRuleProcessingState: 'On' };
  return assigned(id, kind, { ...rule, ...properties }, people);
}

/** Users, groups and devices with names resolved to ids, each list sorted by id. */
export function link(
  people: readonly Person[],
  teams: readonly Team[],
  devices: readonly Device[],
): { users: User[]; groups: Group[]; devices: Device[] } {
  const ids = new Map(people.map(({ name, user }) => [name, user.id]));
  const reference = (name: string): Reference => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the seed names ${name}, who is not in it`);
    return { id };
  };
  const users = people.map(({ user, manager }) =>
    manager === undefined ? user : { ...user, manager: reference(manager) },
  );
  const groups = teams.map(({ group, owners, members, devices: takesIn = () => false }) => ({
    ...group,
    owners: byId(owners.map(reference)),
    members: byId([
      ...(typeof members === 'function'
        ? users.filter((user) => members(user)).map(({ id }) => ({ id }))
        : members.map(reference)),
      ...devices.filter((device) => takesIn(device)).map(({ id }) => ({ id })),
    ]),
  }));
  return { users: byId(users), groups: byId(groups), devices: byId(devices) };
}

/** What stays of a user for 30 days after its deletion. */
export function deletedUser({ user }: Person, deletedDateTime: string): DeletedItem {
  const userPrincipalName = user.id.replaceAll('-', '') + user.userPrincipalName;
  return { ...user, userPrincipalName, '@odata.type': '#microsoft.graph.user', deletedDateTime };
}

export function deletedGroup({ group }: Team, deletedDateTime: string): DeletedItem {
  return { ...group, '@odata.type': '#microsoft.graph.group', deletedDateTime };
}

export function byId<T extends { readonly id: string }>(objects: readonly T[]): T[] {
  return objects.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
