import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TenantryError } from '../../core/problem.ts';
import { valueOf, type Environment } from './environment.ts';
import { readPfx } from './pfx.ts';
import { reason } from './token-file.ts';

/** A certificate with its key, and what may be said of it. */
export interface Certificate {
  /** Certificate and key without a password, for the sign-in library. Secret. */
  readonly pem: string;
  readonly facts: CertificateFacts;
}

export interface CertificateFacts {
  /** Hexadecimal digits in upper case, as the Entra admin centre shows them. */
  readonly sha1: string;
  readonly sha256: string;
  /** Milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** Where it came from, in words that go before what is wrong with it. */
type Source = string;

/**
 * The certificate in a file, or in AZURE_CLIENT_CERTIFICATE where no path is given: PEM with certificate and key, or PFX;
 * in the environment as base64. Throws TenantryError where it cannot be read or does not hold now.
 */
export async function readCertificate(
  environment: Environment,
  path: string | undefined,
  now: Date,
): Promise<Certificate> {
  const source: Source =
    path === undefined
      ? 'The certificate in AZURE_CLIENT_CERTIFICATE'
      : `The certificate ${path} in AZURE_CLIENT_CERTIFICATE_PATH`;
  const bytes = path === undefined ? written(environment) : await fileAt(path, source);
  // Not trimmed: a password may begin or end with a space.
  const password = environment['AZURE_CLIENT_CERTIFICATE_PASSWORD'] || undefined;
  const parts = await partsOf(bytes, password, source);
  const certificate = pair(parts.certificates, parts.keys, source);
  checkTime(certificate.facts, now, source);
  return certificate;
}

async function fileAt(path: string, source: Source): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw problem(source, `cannot be read: ${reason(error)}`, 'Check the path and the rights of the file.');
  });
  return unpacked(bytes);
}

/** Lines may have been joined with a written `\n` on their way into a secret. */
function written(environment: Environment): Uint8Array {
  const text = valueOf(environment, 'AZURE_CLIENT_CERTIFICATE') ?? '';
  return unpacked(Buffer.from(text.replaceAll(String.raw`\r`, '').replaceAll(String.raw`\n`, '\n')));
}

/** Base64 without its wrapping, anything else as it is. */
function unpacked(bytes: Buffer): Uint8Array {
  if (bytes[0] === derSequence) return bytes;
  const text = bytes.toString('latin1').replace(/\s+/g, '');
  return /^[A-Za-z\d+/]{100,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : bytes;
}

const derSequence = 0x30;

interface Parts {
  readonly certificates: readonly string[];
  readonly keys: readonly KeyObject[];
}

async function partsOf(bytes: Uint8Array, password: string | undefined, source: Source): Promise<Parts> {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.includes('-----BEGIN ')) return pemParts(text, password, source);
  const pfx = await readPfx(bytes, password);
  switch (pfx.result) {
    case 'read':
      return { certificates: pfx.certificates, keys: pfx.keys.map((key) => createPrivateKey(key)) };
    case 'wrongPassword':
      throw wrongPassword(source, password);
    case 'unreadable':
      if (isCertificate(bytes)) return { certificates: [new X509Certificate(bytes).toString()], keys: [] };
      throw problem(
        source,
        `cannot be read: ${pfx.why}`,
        'Write it anew as PEM: `openssl pkcs12 -in FILE.pfx -out FILE.pem -nodes`.',
      );
  }
}

function isCertificate(bytes: Uint8Array): boolean {
  try {
    return new X509Certificate(bytes).subject !== undefined;
  } catch {
    return false;
  }
}

const blocks = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;

function pemParts(text: string, password: string | undefined, source: Source): Parts {
  const found = [...text.matchAll(blocks)].map(([block, kind = '']) => ({ block, kind }));
  const keys = found.filter(({ kind }) => kind.endsWith('PRIVATE KEY'));
  return {
    certificates: found.filter(({ kind }) => kind.endsWith('CERTIFICATE')).map(({ block }) => block),
    keys: keys.map(({ block }) => keyOf(block, password, source)),
  };
}

function keyOf(block: string, password: string | undefined, source: Source): KeyObject {
  const locked = /ENCRYPTED/.test(block);
  try {
    return createPrivateKey(locked ? { key: block, passphrase: password ?? '' } : block);
  } catch {
    if (locked) throw wrongPassword(source, password);
    throw problem(
      source,
      'holds a private key that cannot be read',
      'Make the file anew; it may be cut short.',
    );
  }
}

/** The first certificate that belongs to a key; a file may hold those of its authorities as well. */
function pair(certificates: readonly string[], keys: readonly KeyObject[], source: Source): Certificate {
  if (certificates.length === 0) throw problem(source, 'holds no certificate', bothParts);
  const [key] = keys;
  if (!key) throw problem(source, 'holds no private key', bothParts);
  if (!keys.some(({ asymmetricKeyType }) => asymmetricKeyType === 'rsa'))
    throw problem(
      source,
      `has a key of the kind ${key.asymmetricKeyType ?? 'unknown'}, and Entra takes RSA keys alone`,
      'Make one with an RSA key: `openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 365 -subj /CN=tenantry`.',
    );
  for (const each of certificates) {
    const certificate = certificateOf(each, source);
    const own = keys.find((candidate) => certificate.checkPrivateKey(candidate));
    if (own) return { pem: `${certificate.toString()}${pemOf(own)}`, facts: factsOf(certificate) };
  }
  throw problem(source, 'holds a key of another certificate', bothParts);
}

const bothParts = 'It has to hold the certificate and its private key, both in one file.';

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function certificateOf(pem: string, source: Source): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw problem(source, 'cannot be read: it is damaged', 'Make the file anew; it may be cut short.');
  }
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    sha1: certificate.fingerprint.replaceAll(':', ''),
    sha256: certificate.fingerprint256.replaceAll(':', ''),
    from: certificate.validFromDate.getTime(),
    until: certificate.validToDate.getTime(),
  };
}

function checkTime({ from, until, sha1 }: CertificateFacts, now: Date, source: Source): void {
  if (now.getTime() > until)
    throw problem(
      source,
      `expired on ${day(until)} (SHA-1 ${sha1})`,
      'Make a new one, register it with the application under Certificates & secrets, and put it in place of this one.',
    );
  if (now.getTime() < from)
    throw problem(
      source,
      `holds from ${new Date(from).toISOString()} on, and the clock of this machine says ${now.toISOString()}`,
      'Set the clock of this machine right, or wait until then.',
    );
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function wrongPassword(source: Source, password: string | undefined): TenantryError {
  return password === undefined
    ? problem(source, 'has a password, and none is given', 'Set AZURE_CLIENT_CERTIFICATE_PASSWORD.')
    : problem(
        source,
        'cannot be opened with the password in AZURE_CLIENT_CERTIFICATE_PASSWORD',
        'Correct the password; quotes and line breaks count as part of it.',
      );
}

function problem(source: Source, what: string, remedy: string): TenantryError {
  return new TenantryError({ id: 'sign-in-certificate', message: `${source} ${what}.`, remedy });
}
