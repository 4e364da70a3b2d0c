import { createHash, X509Certificate } from 'node:crypto';
import { badRequest, notFound } from '../errors.ts';
import { isObject, isSameName, objectsOf } from '../json.ts';
import { uuid } from '../random.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** What an application is given to sign in with. `endDateTime` is its last instant, `2027-01-31T00:00:00Z`. */
export type NewCredential =
  | { secret: string; endDateTime?: string }
  /** A certificate in PEM; whatever else is in the text, a private key even, is not kept. */
  | { certificate: string; endDateTime?: string }
  | { federated: { issuer: string; subject: string; audiences?: string[]; name?: string } };

const twoYearsMs = 2 * 365 * 24 * 3_600_000;

/** Adds a credential as the portal does. Throws a 404 for an application that is not there, a 400 for what is none. */
export function addCredential(tenant: Tenant, appId: string, credential: NewCredential): void {
  const application = tenant.documents.applications.find((row) => isSameName(row['appId'], appId));
  if (!application) throw notFound(appId);
  const keyId = uuid(tenant.random);
  const dates = {
    startDateTime: tenant.clock.iso(),
    endDateTime:
      ('endDateTime' in credential ? credential.endDateTime : undefined) ??
      new Date(tenant.clock.now() + twoYearsMs).toISOString(),
  };
  if ('secret' in credential) {
    const { secret } = credential;
    add(application, 'passwordCredentials', {
      keyId,
      displayName: 'Added for practice',
      hint: secret.slice(0, 3),
      secretText: null,
      ...dates,
    });
    const hidden = isObject(application['_service']) ? application['_service'] : {};
    const secrets = isObject(hidden['secrets']) ? hidden['secrets'] : {};
    application['_service'] = { ...hidden, secrets: { ...secrets, [keyId]: secret } };
  } else if ('certificate' in credential) {
    const { raw, subject } = read(credential.certificate);
    add(application, 'keyCredentials', {
      keyId,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      displayName: subject,
      customKeyIdentifier: createHash('sha1').update(raw).digest('base64'),
      key: raw.toString('base64'),
      ...dates,
    });
  } else {
    const {
      issuer,
      subject,
      audiences = ['api://AzureADTokenExchange'],
      name = 'practice',
    } = credential.federated;
    add(application, 'federatedIdentityCredentials', { id: keyId, name, issuer, subject, audiences });
  }
  tenant.changed();
}

function add(application: JsonObject, list: string, row: JsonObject): void {
  application[list] = [...objectsOf(application[list]), row];
}

function read(pem: string): X509Certificate {
  const [text] = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/s.exec(pem) ?? [];
  try {
    return new X509Certificate(text ?? '');
  } catch {
    throw badRequest('certificate is no X.509 certificate in PEM form.');
  }
}
