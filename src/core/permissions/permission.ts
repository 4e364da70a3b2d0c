/**
 * What an identity is given so that it may ask or change something:
 * `graph`: an application permission of Microsoft Graph;
 * `exchange`: an application permission of Office 365 Exchange Online;
 * `directoryRole`: a role of Entra ID, which tokens tell;
 * `exchangeRole`: a role that is given within Exchange Online, which no token tells.
 */
export type PermissionKind = 'graph' | 'exchange' | 'directoryRole' | 'exchangeRole';

/** Its name is unique among all kinds: `User.Read.All`, `Exchange.ManageAsApp`, `Global Reader`. */
export type PermissionName = string;

export const exchangeAccess = 'Exchange.ManageAsApp';
export const exchangeReading = 'View-Only Recipients';
export const exchangeWriting = 'Exchange Recipient Administrator';

/** Template ids, the same in every tenant: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const directoryRoleIds: Readonly<Record<string, string>> = {
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  [exchangeWriting]: '31392ffb-586c-42d1-9346-e59415a2cc4e',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
};

export function permissionKind(name: PermissionName): PermissionKind {
  if (name === exchangeAccess) return 'exchange';
  if (name === exchangeReading) return 'exchangeRole';
  return Object.hasOwn(directoryRoleIds, name) ? 'directoryRole' : 'graph';
}

/**
 * Who can grant what:
 * https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent#prerequisites,
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference and
 * https://learn.microsoft.com/exchange/permissions-exo/permissions-exo.
 */
export const grantedBy: Readonly<Record<PermissionKind, string>> = {
  graph: 'a Privileged Role Administrator',
  exchange: 'a Cloud Application Administrator or a Privileged Role Administrator',
  directoryRole: 'a Privileged Role Administrator',
  exchangeRole: 'an Exchange Administrator',
};

/** `Microsoft Graph permission User.Read.All`, as everything that is said of permissions calls it. */
export function permissionText(name: PermissionName): string {
  switch (permissionKind(name)) {
    case 'graph':
      return `Microsoft Graph permission ${name}`;
    case 'exchange':
      return `Office 365 Exchange Online permission ${name}`;
    case 'directoryRole':
      return `directory role ${name}`;
    case 'exchangeRole':
      return `Exchange role ${name}`;
  }
}

/** What else somebody could do who holds it, where that is much more than these files want. */
export const cautions: Readonly<Record<PermissionName, string>> = {
  'Application.ReadWrite.All':
    'Its holder can give any application a credential. For directory extensions alone Application.ReadWrite.OwnedBy is enough, where the application is an owner of those that own the definitions; or define extensions by hand.',
  'RoleManagement.ReadWrite.Directory':
    'Its holder can make anybody a Global Administrator: leave groups that roles can be assigned to out of the files if you can.',
};
