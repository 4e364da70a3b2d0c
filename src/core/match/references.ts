import { forms } from '../attributes/forms.ts';
import type { LiveObject } from '../live/live.ts';
import { nearest } from '../nearest.ts';
import type { LiveIndex } from './live-index.ts';

export type Resolved =
  | { readonly found: true; readonly user: LiveObject }
  | { readonly found: false; readonly message: string; readonly remedy: string };

const id = new RegExp(forms.id.pattern);

/** The user whom a reference means: by id, else by user principal name, else by a mail address that only one has. */
export function resolveUser(reference: string, index: LiveIndex): Resolved {
  const name = reference.toLowerCase();
  if (id.test(reference)) {
    const user = index.users.get(name);
    if (user) return { found: true, user };
    return notFound(`no user has the id ${reference}`, 'Correct the id, or take the reference out.');
  }
  const user = index.usersByPrincipalName.get(name);
  if (user) return { found: true, user };
  const holders = index.usersByMail.get(name) ?? [];
  const [only] = holders;
  if (only && holders.length === 1) return { found: true, user: only };
  if (holders.length > 1)
    return notFound(
      `${holders.length} users have the mail address ${reference}`,
      `Name the one that is meant by user principal name: ${holders.map(nameOf).toSorted().slice(0, 5).join(', ')}.`,
    );
  return notFound(`there is no user ${reference} in the tenant`, suggestUsers(reference, index));
}

/** A remedy that names the users whose sign-in names look alike. */
export function suggestUsers(name: string, index: LiveIndex): string {
  const alike = nearest(name, index.usersByPrincipalName.keys(), 3, 3);
  return alike.length === 0
    ? 'Correct the name, or take it out.'
    : `Did you mean ${alike.map((each) => index.usersByPrincipalName.get(each)?.userPrincipalName ?? each).join(' or ')}?`;
}

const nameOf = (user: LiveObject): string => user.userPrincipalName ?? user.id;
const notFound = (message: string, remedy: string): Resolved => ({ found: false, message, remedy });
