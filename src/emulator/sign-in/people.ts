import type { Caller } from '../http/caller.ts';

/** Template ids of roles (Entra: built-in roles). */
const global = '62e90394-69f5-4237-9190-012177145e10';
const privilegedRole = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
const application = ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', '158c047a-c907-4556-b7ef-446551a6b5f7'] as const;

const managers = [global, ...application];
const givers = [global, privilegedRole];

/**
 * Which administrator role a person needs for an operation, any one of them. What is not among them people may do here: it
 * is applications whose rights are practised. The practice tenant does not let everybody register applications.
 */
const needed: Readonly<Record<string, readonly string[]>> = {
  'POST /applications': managers,
  'PATCH /applications/{id}': managers,
  'DELETE /applications/{id}': managers,
  'POST /applications/{id}/federatedIdentityCredentials': managers,
  'PATCH /applications/{id}/federatedIdentityCredentials/{credential}': managers,
  'DELETE /applications/{id}/federatedIdentityCredentials/{credential}': managers,
  'POST /servicePrincipals': managers,
  'POST /servicePrincipals/{id}/appRoleAssignments': [...managers, privilegedRole],
  'POST /servicePrincipals/{id}/appRoleAssignedTo': [...managers, privilegedRole],
  'DELETE /servicePrincipals/{id}/appRoleAssignments/{assignment}': [...managers, privilegedRole],
  'DELETE /servicePrincipals/{id}/appRoleAssignedTo/{assignment}': [...managers, privilegedRole],
  'POST /roleManagement/directory/roleAssignments': givers,
  'DELETE /roleManagement/directory/roleAssignments/{id}': givers,
};

/** Whether a person who signed in here may do it. Where nobody has to sign in, everybody may. */
export function personMay(caller: Extract<Caller, { kind: 'user' }>, operation: string): boolean {
  const { roles } = caller;
  return roles === undefined || (needed[operation]?.some((role) => roles.has(role)) ?? true);
}

/**
 * Who may consent to app roles: of Microsoft Graph only those who may give roles, of everything else also those who manage
 * applications (https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent). Applications have a
 * permission for it, which the table of permissions knows.
 */
export function mayConsent(caller: Caller, isGraph: boolean): boolean {
  if (caller.kind !== 'user' || caller.roles === undefined) return true;
  const { roles } = caller;
  return [...givers, ...(isGraph ? [] : application)].some((role) => roles.has(role));
}
