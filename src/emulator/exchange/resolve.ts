import type { Tenant } from '../tenant.ts';
import { sourceOf, type Cmdlet } from './cmdlets.ts';
import { ownerOf } from './recipients.ts';
import { ambiguous, notFound } from './refusals.ts';
import { ownIds, recipientView, userView, type View } from './view.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The one object that a cmdlet finds by an identity: an id of Entra or one of Exchange's own, a user principal name,
 * an SMTP address or an alias. Throws the 404 for none, and a 400 where several have the same alias.
 */
export function resolve(tenant: Tenant, cmdlet: Cmdlet, identity: string): View {
  const views = uuid.test(identity) ? byId(tenant, cmdlet, identity) : byName(tenant, cmdlet, identity);
  const [first, second] = views;
  if (!first) throw notFound(identity);
  if (second) throw ambiguous(identity);
  return first;
}

function byId(tenant: Tenant, cmdlet: Cmdlet, identity: string): View[] {
  const view = (id: string): View | null =>
    cmdlet.isOfUsers ? userView(tenant, id) : recipientView(tenant, id);
  const found = view(identity.toLowerCase()) ?? view(ownerOf(tenant.recipients, identity) ?? '');
  if (found) return cmdlet.finds(found) ? [found] : [];
  // Users who are no recipients have ids of Exchange too, which only Get-User knows.
  const own = identity.toLowerCase();
  const isNamed = (each: View): boolean => Object.values<string>({ ...ownIds(each) }).includes(own);
  return cmdlet.isOfUsers ? search(tenant, cmdlet, isNamed) : [];
}

function byName(tenant: Tenant, cmdlet: Cmdlet, identity: string): View[] {
  const name = identity.toLowerCase();
  return search(
    tenant,
    cmdlet,
    (view) =>
      view.userPrincipalName.toLowerCase() === name ||
      view.alias.toLowerCase() === name ||
      view.primarySmtpAddress.toLowerCase() === name ||
      view.emailAddresses.some((address) => address.toLowerCase() === `smtp:${name}`),
  );
}

function search(tenant: Tenant, cmdlet: Cmdlet, matches: (view: View) => boolean): View[] {
  const source = sourceOf(tenant, cmdlet);
  const found: View[] = [];
  for (let place = 0; place < source.length && found.length < 2; place++) {
    const view = source.at(place);
    if (view && matches(view)) found.push(view);
  }
  return found;
}
