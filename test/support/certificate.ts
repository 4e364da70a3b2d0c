import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A self-signed certificate and its key, in PEM, as an administrator makes one for an application. */
export interface OwnCertificate {
  readonly certificate: string;
  readonly key: string;
  /** Both in one text, as `AZURE_CLIENT_CERTIFICATE_PATH` wants them. */
  readonly both: string;
}

/** Makes one, valid for a year. */
export function ownCertificate(name = 'Tenantry'): OwnCertificate {
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(publicKey);
  made.serialNumber = '01';
  made.validity.notBefore = new Date(Date.now() - 3_600_000);
  made.validity.notAfter = new Date(Date.now() + 365 * 24 * 3_600_000);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: name }]);
  made.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create());
  const certificate = forge.pki.certificateToPem(made);
  return { certificate, key, both: `${certificate}\n${key}` };
}
