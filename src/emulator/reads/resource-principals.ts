import { createHash } from 'node:crypto';
import { permissions } from '../sign-in/permissions.ts';
import { ownPermissions } from '../sign-in/user-permissions.ts';
import { exchangeResource, graphResource, type Resource } from '../sign-in/resources.ts';
import type { JsonObject, ServicePrincipal } from '../state.ts';

/** What applications may be allowed to do, by resource. */
const rolesOf: readonly (readonly [Resource, readonly string[]])[] = [
  [
    graphResource,
    [...new Set([...Object.values(permissions).flatMap((row) => row.split(' ')), ...ownPermissions])],
  ],
  [exchangeResource, ['Exchange.ManageAsApp', 'full_access_as_app']],
];

const made = new Map<string, readonly ServicePrincipal[]>();

/**
 * Microsoft Graph and Exchange Online as a tenant has them: with the app roles that they define. The ids of their service
 * principals differ from tenant to tenant. Those of the app roles are the practice tenant's own, so that whoever writes
 * down an id instead of looking it up is found out.
 */
export function resourcePrincipals(tenantId: string): readonly ServicePrincipal[] {
  const known = made.get(tenantId);
  if (known) return known;
  const principals = rolesOf.map(([{ appId, displayName }, values]) => ({
    id: idFrom(`${tenantId} ${appId}`),
    appId,
    displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appRoles: values.toSorted().map((value) => appRole(appId, value)),
  }));
  made.set(tenantId, principals);
  return principals;
}

function appRole(appId: string, value: string): JsonObject {
  return {
    id: idFrom(`${appId} ${value}`),
    value,
    displayName: value,
    description: value,
    isEnabled: true,
    origin: 'Application',
    allowedMemberTypes: ['Application'],
  };
}

/** The same id for the same text, in the form of a random one. */
export function idFrom(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
  ];
  return [...parts, digits.slice(20, 32)].join('-');
}
