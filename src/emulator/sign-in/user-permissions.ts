import { isObject } from '../json.ts';
import type { Json } from '../state.ts';

type Roles = ReadonlySet<string>;

/** Who may change whatever has no permission of its own. */
const whole = ['User.ReadWrite.All', 'Directory.ReadWrite.All'] as const;

/**
 * Properties of a user that a permission of their own allows to change, and those that nothing else does
 * (https://learn.microsoft.com/graph/api/user-update, permissions for specific scenarios).
 */
const own: Readonly<Record<string, { needs: readonly string[]; only?: true }>> = {
  accountenabled: { needs: ['User.EnableDisableAccount.All', 'User.Read.All'] },
  businessphones: { needs: ['User-Phone.ReadWrite.All'] },
  mobilephone: { needs: ['User-Phone.ReadWrite.All'] },
  othermails: { needs: ['User-Mail.ReadWrite.All'] },
  passwordprofile: { needs: ['User-PasswordProfile.ReadWrite.All'], only: true },
  identities: { needs: ['User.ManageIdentities.All'], only: true },
  employeeleavedatetime: { needs: ['User-LifeCycleInfo.ReadWrite.All'], only: true },
};

/** The permissions that are for properties alone. */
export const ownPermissions: readonly string[] = [
  ...Object.values(own).flatMap(({ needs }) => needs),
  'User-LifeCycleInfo.Read.All',
];

/** Whether an application may change all that the body of a PATCH names. */
export function mayChangeUser(roles: Roles, body: Json | undefined): boolean {
  const isWhole = whole.some((role) => roles.has(role));
  const names = isObject(body) ? Object.keys(body) : [];
  if (names.length === 0) return isWhole;
  return names.every((name) => {
    const row = own[name.toLowerCase()];
    const has = row?.needs.every((role) => roles.has(role)) ?? false;
    return row?.only ? has : isWhole || has;
  });
}

/** Whether an application may see what a `$select` of users names: leave dates have a permission of their own. */
export function maySelect(roles: Roles, search: string): boolean {
  const select = new URLSearchParams(search).get('$select') ?? '';
  if (!/(?:^|,)\s*employeeLeaveDateTime\s*(?:,|$)/i.test(select)) return true;
  return roles.has('User-LifeCycleInfo.Read.All') || roles.has('User-LifeCycleInfo.ReadWrite.All');
}
