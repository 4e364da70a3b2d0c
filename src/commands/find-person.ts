import type { LiveObject } from '../core/live/live.ts';
import type { LiveIndex } from '../core/match/live-index.ts';
import { resolveUser } from '../core/match/references.ts';
import { TenantryError } from '../core/problem.ts';

/** The user whom an argument means: by user principal name, id, or a mail address that only one has. */
export function findPerson(name: string, index: LiveIndex): LiveObject {
  const resolved = resolveUser(name, index);
  if (resolved.found) return resolved.user;
  const wanted = name.toLowerCase();
  const called = [...index.users.values()].filter((user) => user.displayName?.toLowerCase() === wanted);
  const [example] = called;
  const remedy = /take (it|the reference) out/.test(resolved.remedy)
    ? 'Name the person by user principal name, object id, or a mail address that only one person has.'
    : resolved.remedy;
  throw new TenantryError({
    id: 'unknown-user',
    message: `${resolved.message.charAt(0).toUpperCase()}${resolved.message.slice(1)}`,
    remedy: example
      ? `Did you mean ${called
          .slice(0, 3)
          .map((user) => user.userPrincipalName ?? user.id)
          .join(' or ')}?`
      : remedy,
  });
}

/** `Adele Vance (adele.vance@contoso.com)` */
export function nameOfUser(user: LiveObject): string {
  const { displayName, userPrincipalName, id } = user;
  const exact = userPrincipalName ?? id;
  return displayName ? `${displayName} (${exact})` : exact;
}
