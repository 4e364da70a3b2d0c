import type { Identity } from '../../core/doctor/observed.ts';
import { textOf, textsOf } from '../http/json.ts';
import { claimsOf } from './claims.ts';

/** Stands in every token of an application and is the id of no role. */
const everybodys = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/**
 * Who a token is for; undefined of one that is no JWT of Entra's. Nothing that is returned opens anything.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function identityOf(token: string): Identity | undefined {
  const claims = claimsOf(token);
  if (claims === undefined || typeof claims['tid'] !== 'string') return undefined;
  const first = (...names: readonly string[]): string =>
    names.map((name) => textOf(claims[name])).find((text) => text !== '') ?? '';
  const scopes = textOf(claims['scp']);
  const person = scopes !== '' && claims['idtyp'] !== 'app';
  const application = first('appid', 'azp');
  const name = person ? first('upn', 'preferred_username', 'unique_name', 'name') : first('app_displayname');
  return {
    kind: person ? 'person' : 'application',
    ...(application === '' ? {} : { application }),
    ...(name === '' ? {} : { name }),
    tenantId: claims['tid'],
    permissions: textsOf(claims['roles']),
    scopes: scopes.split(' ').filter((each) => each !== ''),
    directoryRoles: textsOf(claims['wids']).filter((each) => each !== everybodys),
  };
}
