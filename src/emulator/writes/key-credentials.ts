import { createHash, X509Certificate } from 'node:crypto';
import { badRequest, invalidValue } from '../errors.ts';
import { isSameName, objectsOf, textOf } from '../json.ts';
import { uuid } from '../random.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/**
 * The certificates of an application after a PATCH, which names all that are to stay
 * (https://learn.microsoft.com/graph/applications-how-to-add-certificate). One that was there is known by its key id and
 * needs no bytes; a new one is the public part of a certificate, and its life may not be longer than the certificate's.
 */
export function keyCredentials(tenant: Tenant, before: readonly JsonObject[], value: Json): JsonObject[] {
  if (!Array.isArray(value) || objectsOf(value).length !== value.length)
    throw invalidValue('keyCredentials', 'Application');
  return objectsOf(value).map((row) => {
    const known = before.find(({ keyId }) => isSameName(keyId, textOf(row['keyId'])));
    return known ?? added(tenant, row);
  });
}

function added(tenant: Tenant, row: JsonObject): JsonObject {
  if (row['type'] !== 'AsymmetricX509Cert' || row['usage'] !== 'Verify')
    throw invalidValue('keyCredentials', 'Application');
  const bytes = Buffer.from(textOf(row['key']), 'base64');
  const certificate = read(bytes);
  const start = instant(row['startDateTime']) ?? certificate.validFromDate;
  const end = instant(row['endDateTime']) ?? certificate.validToDate;
  if (end <= start) throw badRequest('Key credential end date is invalid.');
  if (end.getTime() <= tenant.clock.now()) throw badRequest('Key credential end date is invalid.');
  if (end > certificate.validToDate || start < certificate.validFromDate)
    throw badRequest('Key credential start and end dates must lie within those of the certificate.');
  return {
    keyId: uuid(tenant.random),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    displayName: row['displayName'] ?? certificate.subject,
    customKeyIdentifier: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    key: certificate.raw.toString('base64'),
    startDateTime: start.toISOString(),
    endDateTime: end.toISOString(),
  };
}

function read(bytes: Buffer): X509Certificate {
  if (/PRIVATE KEY/.test(bytes.toString('latin1'))) throw refused();
  try {
    return new X509Certificate(bytes);
  } catch {
    throw refused();
  }
}

const refused = () => badRequest('Key credential is not a valid certificate.');

function instant(value: Json | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw invalidValue('keyCredentials', 'Application');
  return new Date(time);
}
