import { cloudsOf } from '../http/hosts.ts';
import { invalidScope, missingParameter, notDefaultScope, resourceNotFound } from './request-refusals.ts';
import { resourceNamed, type Resource } from './resources.ts';

/** What a token was asked for: the resource, and the name of it that becomes the audience. */
export interface Requested {
  resource: Resource;
  audience: string;
}

/**
 * Reads the scope of an application by itself: one resource and `/.default`. Some clients write the resource with a
 * slash at its end, which makes two, and the audience keeps it. Scopes of OpenID Connect beside it say nothing.
 */
export function requested(scope: string, host: string, tenantName: string): Requested {
  const scopes = scope.split(' ').filter((each) => each !== '' && !openId.has(each.toLowerCase()));
  const [only] = scopes;
  if (only === undefined) throw scope === '' ? missingParameter('scope') : invalidScope(scope);
  const wrong = scopes.find((each) => !each.toLowerCase().endsWith('/.default'));
  if (wrong !== undefined) throw notDefaultScope(wrong);
  if (scopes.length > 1) throw invalidScope(scope);
  const audience = only.slice(0, -'/.default'.length);
  const resource = resourceNamed(audience, cloudsOf(host));
  if (!resource) throw resourceNotFound(audience, tenantName);
  return { resource, audience };
}

const openId = new Set(['openid', 'profile', 'offline_access', 'email']);
