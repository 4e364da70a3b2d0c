import type { Client } from './client.ts';
import { checkFederated } from './check-federated.ts';
import { checkSigned } from './check-signed.ts';
import { parseJwt } from './jwt.ts';
import { malformedAssertion } from './assertion-refusals.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** What an assertion is held against. */
export interface Expected {
  client: Client;
  /** What names this tenant, as checked in audiences: its id and its domains, in lower case. */
  tenantNames: readonly string[];
  /** The host that was asked. */
  host: string;
  issuers: IssuerKeys;
  /** Emulated time, for the life of certificates. */
  now: number;
  /** The wall clock, which clients sign by: an emulated clock may be anywhere. */
  wallClock: number;
}

/**
 * Lets an application in that proves itself by a signed assertion: its own, signed with a certificate, or that of an
 * issuer that it trusts. An issuer is told by its address; an application names itself by its id.
 */
export async function checkAssertion(text: string, expected: Expected): Promise<void> {
  const jwt = parseJwt(text);
  if (!jwt) throw malformedAssertion();
  const issuer = jwt.claims['iss'];
  if (typeof issuer !== 'string') throw malformedAssertion();
  if (/^https?:\/\//i.test(issuer)) await checkFederated(jwt, issuer, expected);
  else checkSigned(jwt, expected);
}
