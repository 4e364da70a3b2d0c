import { X509Certificate } from 'node:crypto';
import { member, objectsOf, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';

/** A secret of an application. What Graph publishes of it is the hint; the secret itself is under `_service`. */
export interface Secret {
  text: string;
  /** The end of its life, in milliseconds since 1970. */
  until: number;
}

/** The secrets of an application: `passwordCredentials`, and `_service.secrets` by their key ids. */
export function secretsOf(application: JsonObject): Secret[] {
  const texts = member(application['_service'], 'secrets');
  return objectsOf(application['passwordCredentials']).flatMap((row) => {
    const text = member(texts, textOf(row['keyId']));
    return typeof text === 'string' ? [{ text, until: instant(row['endDateTime']) }] : [];
  });
}

export interface RegisteredCertificate {
  certificate: X509Certificate;
  /** In milliseconds since 1970. */
  from: number;
  until: number;
}

/** The certificates of an application: `keyCredentials`, whose `key` is the DER form in base64. */
export function certificatesOf(application: JsonObject): RegisteredCertificate[] {
  return objectsOf(application['keyCredentials']).map((row) => {
    const certificate = new X509Certificate(Buffer.from(textOf(row['key']), 'base64'));
    return {
      certificate,
      from: Date.parse(textOf(row['startDateTime']) || certificate.validFrom),
      until: Date.parse(textOf(row['endDateTime']) || certificate.validTo),
    };
  });
}

export interface FederatedCredential {
  issuer: string;
  subject: string;
  audiences: string[];
}

export function federatedCredentialsOf(application: JsonObject): FederatedCredential[] {
  return objectsOf(application['federatedIdentityCredentials']).map((row) => ({
    issuer: textOf(row['issuer']),
    subject: textOf(row['subject']),
    audiences: textsOf(row['audiences']),
  }));
}

function instant(value: Json | undefined): number {
  return typeof value === 'string' ? Date.parse(value) : Infinity;
}
