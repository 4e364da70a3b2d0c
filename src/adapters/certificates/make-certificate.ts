import { generateKeyPair, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type forge from 'node-forge';

export interface CertificateWish {
  /** The common name of its subject: `Tenantry reader`. */
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
  /** Of the RSA key. */
  readonly bits: 2048 | 3072;
  /** Opens the PFX file. */
  readonly password: string;
}

/** A self-signed certificate and its key. All but `certificate` is secret. */
export interface MadeCertificate {
  /** PEM, without the key. */
  readonly certificate: string;
  /** PEM, certificate and key (PKCS #8). */
  readonly both: string;
  readonly pfx: Uint8Array;
}

/**
 * Makes a key and signs a certificate for it with SHA-256, for signing in and nothing else. The key comes from Node; for
 * X.509 and PFX it has nothing, hence the library. The PFX is encrypted with AES-256, as OpenSSL 3 and Windows do it.
 */
export async function makeCertificate(wish: CertificateWish): Promise<MadeCertificate> {
  const { default: library } = await import('node-forge');
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: wish.bits });
  const key = library.pki.privateKeyFromPem(pemOf(pair.privateKey, 'pkcs8'));
  const made = library.pki.createCertificate();
  made.publicKey = library.pki.publicKeyFromPem(pemOf(pair.publicKey, 'spki'));
  made.serialNumber = serialNumber();
  made.validity.notBefore = wish.from;
  made.validity.notAfter = wish.until;
  // The types take the kind of a string for its class.
  const tag = library.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const subject = [{ name: 'commonName', value: wish.name, valueTagClass: tag }];
  made.setSubject(subject);
  made.setIssuer(subject);
  made.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', clientAuth: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  made.sign(key, library.md.sha256.create());
  const certificate = new X509Certificate(library.pki.certificateToPem(made)).toString();
  return {
    certificate,
    both: `${certificate}${pemOf(pair.privateKey, 'pkcs8')}`,
    pfx: pfxOf(library, key, made, wish),
  };
}

function pfxOf(
  library: typeof forge,
  key: forge.pki.rsa.PrivateKey,
  certificate: forge.pki.Certificate,
  { password, name }: CertificateWish,
): Uint8Array {
  const options = { algorithm: 'aes256', prfAlgorithm: 'sha256', count: 10_000, friendlyName: name };
  const pfx = library.pkcs12.toPkcs12Asn1(key, [certificate], password, options as object);
  return Buffer.from(library.asn1.toDer(pfx).getBytes(), 'binary');
}

/** 16 random bytes as a positive number (RFC 5280 allows 20). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

const pemOf = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();

/** A password that nobody guesses, of characters that no shell and no form takes for anything else. */
export const newPassword = (): string => randomBytes(24).toString('base64url');
