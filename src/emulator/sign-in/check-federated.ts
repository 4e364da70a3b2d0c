import type { KeyObject } from 'node:crypto';
import { textOf } from '../json.ts';
import type { Expected } from './check-assertion.ts';
import { checkValidity } from './check-validity.ts';
import { federatedCredentialsOf, type FederatedCredential } from './credentials.ts';
import { isSignedBy, type Jwt } from './jwt.ts';
import {
  issuerKeyNotFound,
  issuerSignatureWrong,
  issuerUnreachable,
  subjectInOtherCase,
  unknownAudience,
  unknownIssuer,
  unknownSubject,
} from './federation-refusals.ts';

/**
 * Checks the token of an issuer that an application trusts
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation): issuer, audience and subject have to be
 * those of one federated credential, to the letter, and only then the issuer is asked for its keys.
 */
export async function checkFederated(jwt: Jwt, issuer: string, expected: Expected): Promise<void> {
  const audience = textOf(jwt.claims['aud']);
  const subject = textOf(jwt.claims['sub']);
  match(federatedCredentialsOf(expected.client.application), { issuer, audience, subject });

  const keyId = textOf(jwt.header['kid']);
  let key: KeyObject | undefined;
  try {
    key = await expected.issuers.find(issuer, keyId);
  } catch {
    throw issuerUnreachable();
  }
  if (!key) throw issuerKeyNotFound(keyId, issuer);
  if (!isSignedBy(jwt, key)) throw issuerSignatureWrong();
  checkValidity(jwt, expected.wallClock);
}

function match(
  credentials: readonly FederatedCredential[],
  presented: { issuer: string; audience: string; subject: string },
): void {
  const { issuer, audience, subject } = presented;
  const ofIssuer = credentials.filter((row) => row.issuer === issuer);
  if (ofIssuer.length === 0) throw unknownIssuer(issuer);
  const ofAudience = ofIssuer.filter((row) => row.audiences.includes(audience));
  if (ofAudience.length === 0) throw unknownAudience(audience);
  if (ofAudience.some((row) => row.subject === subject)) return;
  const nearly = ofAudience.some((row) => row.subject.toLowerCase() === subject.toLowerCase());
  throw nearly ? subjectInOtherCase(subject) : unknownSubject(subject);
}
