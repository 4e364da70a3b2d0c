import { text, texts, type Item } from '../directory/item.ts';
import { badRequest, denied, invalidValue } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import type { Body } from './body.ts';
import { checkPrivilege } from './privilege.ts';
import { checkRestricted } from './restricted.ts';

/** Properties that are protected on holders of an administrator role (resource type users: sensitive actions). */
const sensitive = new Set([
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
]);

/**
 * What an application may not do to a user: SharePoint's properties at all, the hire date by one reading of the
 * documentation, sensitive properties on administrators. Properties of SharePoint's store travel by themselves.
 */
export function checkPermission(tenant: Tenant, caller: Caller, item: Item, body: Body): void {
  const own = body.rows.filter((row) => row.ownPatch === true);
  if (own.length > 0 && own.length < Object.keys(body.values).length)
    throw badRequest(
      `The properties ${own.map((row) => row.name).join(', ')} cannot be updated together with other properties.`,
    );
  checkRestricted(tenant, caller, item);
  if (caller.kind !== 'app') return;
  for (const row of body.rows) {
    if (row.appOnly === 'never') throw denied();
    if (row.appOnly === 'disputed' && !tenant.settings.hireDateByApplications) throw denied();
    if (sensitive.has(row.name)) checkPrivilege(tenant, caller, item);
  }
}

/** Deleting and restoring a privileged person is a sensitive action too. */
export function checkSensitiveAction(tenant: Tenant, caller: Caller, item: Item): void {
  checkRestricted(tenant, caller, item);
  checkPrivilege(tenant, caller, item);
}

const choices: Readonly<Record<string, readonly string[]>> = {
  userType: ['Member', 'Guest'],
  ageGroup: ['Minor', 'NotAdult', 'Adult'],
  consentProvidedForMinor: ['Granted', 'Denied', 'NotRequired'],
};

/** Rules of single values that no table of types holds. */
export function checkUserValues(tenant: Tenant, values: Readonly<JsonObject>): void {
  const check = (name: string, valid: (value: string) => boolean): void => {
    const value = values[name];
    if (typeof value === 'string' && !valid(value)) throw invalidValue(name, 'User');
  };
  for (const [name, allowed] of Object.entries(choices)) check(name, (value) => allowed.includes(value));
  check('usageLocation', (value) => /^[A-Z]{2}$/i.test(value));
  check('onPremisesImmutableId', (value) => !/[$_]/.test(value));
  check('mail', (value) => /^[^@\s]+@[^@\s]+$/.test(value));
  check('mailNickname', (value) => !/[@()\\[\]";:<>, ]/.test(value));
  check('userPrincipalName', (value) => /^[A-Za-z0-9'.\-_!#^~]+@[A-Za-z0-9.-]+$/.test(value));
  const upn = values['userPrincipalName'];
  if (typeof upn === 'string' && !isVerified(tenant, upn))
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
}

function isVerified(tenant: Tenant, upn: string): boolean {
  const domain = upn.slice(upn.lastIndexOf('@') + 1).toLowerCase();
  return tenant.documents.domains.some(({ id, isVerified }) => isVerified && id.toLowerCase() === domain);
}

/** A new mail address becomes the primary one; the old one stays as a further address. */
export function proxyAddresses(item: Item, mail: Json | undefined): JsonObject {
  if (typeof mail !== 'string' || mail === text(item, 'mail')) return {};
  const others = texts(item, 'proxyAddresses')
    .filter((address) => address.slice(5).toLowerCase() !== mail.toLowerCase())
    .map((address) => address.replace(/^SMTP:/, 'smtp:'));
  return { proxyAddresses: [`SMTP:${mail}`, ...others] };
}
