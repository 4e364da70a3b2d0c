import type { LiveObject } from '../live/live.ts';

/** What an import is about. Each filter that is absent or empty lets everything through. */
export interface Scope {
  readonly users: boolean;
  readonly groups: boolean;
  /** Ids of just these objects. */
  readonly only?: ReadonlySet<string>;
  readonly departments: readonly string[];
  readonly domains: readonly string[];
  /** Ids of the members of the groups that were named. */
  readonly members?: ReadonlySet<string>;
  readonly skipSynced: boolean;
}

const alike = (text: unknown): string => (typeof text === 'string' ? text.trim().toLowerCase() : '');

export function isUserInScope(user: LiveObject, scope: Scope): boolean {
  const { departments, domains, members, only } = scope;
  if (!scope.users || (only && !only.has(user.id))) return false;
  if (scope.skipSynced && isSynced(user)) return false;
  if (departments.length > 0 && !departments.some((each) => alike(each) === alike(user['department'])))
    return false;
  const domain = alike(user.userPrincipalName?.split('@').at(-1));
  if (domains.length > 0 && !domains.some((each) => alike(each).replace(/^@/, '') === domain)) return false;
  return members?.has(user.id) ?? true;
}

export const isGroupInScope = (group: LiveObject, { groups, only }: Scope): boolean =>
  groups && (only?.has(group.id) ?? true);

export const isSynced = (object: LiveObject): boolean => object['onPremisesSyncEnabled'] === true;
