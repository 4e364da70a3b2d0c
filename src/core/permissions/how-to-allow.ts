import { capitalised, listed } from '../wording.ts';
import { grantedBy, permissionKind, permissionText, type PermissionName } from './permission.ts';
import { tooMuch, type Task } from './tasks.ts';

/**
 * Who has to grant what, so that something that was refused is allowed: the least permission, and those that include it
 * and that an application may have for something else. In the words of `doctor`.
 */
export function howToAllow({ anyOf }: Pick<Task, 'anyOf'>): string {
  const [least = []] = anyOf;
  const others = anyOf
    .slice(1)
    .filter((set) => !set.some((name) => tooMuch.has(name)))
    .map((set) => set.filter((name) => !least.includes(name)))
    .filter((set) => set.length > 0)
    .map((set) => set.join(' with '));
  const also =
    others.length === 0
      ? ''
      : ` (or ${listed(others, 'or')}, which ${others.length === 1 ? 'includes' : 'include'} it)`;
  return `${capitalised(whoGrants(least))} ${least.length > 1 ? 'have' : 'has'} to grant the ${least.map(permissionText).join(' and the ')}${also}; it counts from the next sign-in on.${seeDoctor}`;
}

/** Said of every refusal, but by doctor itself. */
export const seeDoctor = ' `tenantry doctor` lists all that these files need.';

/** Those who can grant all of these. */
export function whoGrants(names: readonly PermissionName[]): string {
  return listed([...new Set(names.map((name) => grantedBy[permissionKind(name)]))]);
}
