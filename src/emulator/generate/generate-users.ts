import { below, pick, uuid, type Random } from '../random.ts';
import type { JsonObject, User } from '../state.ts';
import { contracts, departments, givenNames, places, surnames } from './people.ts';

/**
 * Invents people: most of them employees with a manager above them, some guests, some disabled, some synchronised
 * from on-premises, some once managed by Exchange. Names repeat, as they do among many people; sign-in names do not.
 */
export function generateUsers(random: Random, count: number, domain: string): User[] {
  const users: User[] = [];
  for (let index = 0; index < count; index++) users.push(person(random, index, domain, users));
  return users;
}

function person(random: Random, index: number, domain: string, before: readonly User[]): User {
  const given = pick(random, givenNames);
  const surname = pick(random, surnames);
  const alias = `${given}.${surname}${index + 1}`.toLowerCase();
  const shared = { id: uuid(random), displayName: `${given} ${surname}`, givenName: given, surname };
  if (below(random, 100) < 4) return guest(shared, alias, domain);
  const [department, titles] = pick(random, departments);
  const [usageLocation, country, city, phone] = pick(random, places);
  const manager = managerAmong(random, index, before);
  return {
    ...shared,
    userPrincipalName: `${alias}@${domain}`,
    mailNickname: alias,
    mail: `${alias}@${domain}`,
    proxyAddresses: [`SMTP:${alias}@${domain}`],
    userType: 'Member',
    accountEnabled: below(random, 100) >= 5,
    department,
    jobTitle: pick(random, titles),
    companyName: 'Contoso',
    employeeId: String(100_000 + index),
    employeeType: pick(random, contracts),
    usageLocation,
    country,
    city,
    officeLocation: `${1 + below(random, 30)}/${1000 + below(random, 4000)}`,
    businessPhones: [`${phone}${String(below(random, 1000)).padStart(3, '0')}`],
    createdDateTime: '2024-01-08T09:00:00Z',
    onPremisesExtensionAttributes: extensionAttributes(random, department),
    ...origin(random, index),
    ...(manager === null ? {} : { manager: { id: manager } }),
  };
}

function guest(shared: { id: string; displayName: string }, alias: string, domain: string): User {
  return {
    ...shared,
    userPrincipalName: `${alias}_fabrikam.com#EXT#@${domain}`,
    mailNickname: `${alias}_fabrikam.com#EXT#`,
    mail: `${alias}@fabrikam.com`,
    proxyAddresses: [`SMTP:${alias}@fabrikam.com`],
    userType: 'Guest',
    creationType: 'Invitation',
    externalUserState: 'Accepted',
    accountEnabled: true,
    createdDateTime: '2024-03-11T09:00:00Z',
  };
}

/** About ten reports a manager: the one above sits at a tenth of the position. */
function managerAmong(random: Random, index: number, before: readonly User[]): string | null {
  if (index === 0) return null;
  const above = before[Math.floor((index - 1) / 10)];
  return above && below(random, 100) >= 2 ? above.id : null;
}

function extensionAttributes(random: Random, department: string): JsonObject {
  const attributes: JsonObject = { extensionAttribute1: `CC-${department.slice(0, 2).toUpperCase()}` };
  if (below(random, 3) === 0) attributes['extensionAttribute5'] = `floor-${1 + below(random, 12)}`;
  if (below(random, 10) === 0) attributes['extensionAttribute13'] = 'VPN';
  return attributes;
}

function origin(random: Random, index: number): Partial<User> {
  const dice = below(random, 100);
  if (dice < 10)
    return {
      onPremisesSyncEnabled: true,
      onPremisesImmutableId: Buffer.from(`contoso-object-${index}`).toString('base64'),
      onPremisesLastSyncDateTime: '2026-01-05T06:00:00Z',
    };
  return dice < 13 ? { _service: { exchangeMastered: true } } : {};
}
