import { badRequest } from '../errors.ts';
import { isObject, member, textsOf } from '../json.ts';
import type { Json } from '../state.ts';
import type { NewCredential } from './add-credential.ts';

/**
 * The credential of a request to the tenant's controls: `{"appId", "secret"}`, `{"appId", "certificate"}` with a PEM text,
 * or `{"appId", "federated": {"issuer", "subject", "audiences"}}`. Throws a 400 for anything else.
 */
export function credentialIn(body: Json): NewCredential {
  const secret = member(body, 'secret');
  const certificate = member(body, 'certificate');
  const federated = member(body, 'federated');
  const end = member(body, 'endDateTime');
  const endDateTime = typeof end === 'string' && !Number.isNaN(Date.parse(end)) ? { endDateTime: end } : {};
  if (typeof secret === 'string' && secret !== '') return { secret, ...endDateTime };
  if (typeof certificate === 'string') return { certificate, ...endDateTime };
  const { issuer, subject, audiences } = isObject(federated) ? federated : {};
  if (typeof issuer !== 'string' || typeof subject !== 'string')
    throw badRequest('There has to be a secret, a certificate, or federated with issuer and subject.');
  return {
    federated: { issuer, subject, ...(audiences === undefined ? {} : { audiences: textsOf(audiences) }) },
  };
}
