import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** All in PEM. */
export interface Certificates {
  /** The certificate of the authority, made at start; clients have to trust it. */
  authority: string;
  certificate: string;
  key: string;
}

const lifetimeMs = 365 * 24 * 3_600_000;

/**
 * A certificate authority of this start alone, and a certificate of it for some host names and for this machine. The
 * authority's key is thrown away: nobody can make another certificate that whoever trusts it would accept.
 */
export async function createCertificates(names: readonly string[]): Promise<Certificates> {
  const [authority, leaf] = await Promise.all([rsaKey(), rsaKey()]);
  const issuer = [{ name: 'commonName', value: 'Tenantry practice tenant, made for one run' }];
  const root = unsigned(authority.publicKey, issuer, issuer);
  const keyId = root.generateSubjectKeyIdentifier().getBytes();
  root.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  root.sign(authority.privateKey, forge.md.sha256.create());

  const certificate = unsigned(leaf.publicKey, [{ name: 'commonName', value: 'localhost' }], issuer);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: keyId },
    { name: 'subjectAltName', altNames: [...names, 'localhost'].map(dnsName).concat(addresses) },
  ]);
  certificate.sign(authority.privateKey, forge.md.sha256.create());
  return {
    authority: forge.pki.certificateToPem(root),
    certificate: forge.pki.certificateToPem(certificate),
    key: leaf.pem,
  };
}

interface AltName {
  type: number;
  value?: string;
  ip?: string;
}

/** Types 2 and 7 of a GeneralName (RFC 5280). */
const dnsName = (value: string): AltName => ({ type: 2, value });
const addresses: AltName[] = [
  { type: 7, ip: '127.0.0.1' },
  { type: 7, ip: '::1' },
];

interface Key {
  pem: string;
  privateKey: forge.pki.rsa.PrivateKey;
  publicKey: forge.pki.rsa.PublicKey;
}

/** Made by Node, which is much quicker at it than the library that signs. */
async function rsaKey(): Promise<Key> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    pem: privateKey,
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    publicKey: forge.pki.publicKeyFromPem(publicKey),
  };
}

type Name = forge.pki.CertificateField[];

/** Clients look at the wall clock, so the emulated one has no say here. */
function unsigned(publicKey: forge.pki.rsa.PublicKey, subject: Name, issuer: Name): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // Positive, whatever the random bytes are.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - 24 * 3_600_000);
  certificate.validity.notAfter = new Date(Date.now() + lifetimeMs);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  return certificate;
}
