import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readCertificate } from '../../../src/adapters/sign-in/certificate.ts';
import { problemOf } from '../problem-of.ts';
import { temporary } from '../../support/cli.ts';
import { keepSecretsOf } from '../../support/evidence/environment.ts';
import { clientId, denied, granted, network, now, signingIn } from './try-signing-in.ts';

afterEach(() => vi.unstubAllGlobals());

/** Files that OpenSSL 3.0 made, with a key that protects nothing. */
const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'pfx', `${name}.txt`), 'utf8');
const password = 'throw-away';
const ofFixtures = {
  sha1: '98E0EEE7A9CF77DD467B950093312403575BDD2F',
  sha256: '219BBF6719951CDDD88224E7796A726C4BBFD8E14A6CB63F1AE1B21A159222A1',
};

interface Made {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate that signs itself, with its key. */
function made(from = '2026-01-01', until = '2027-01-01'): Made {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(from);
  certificate.validity.notAfter = new Date(until);
  const name = [{ name: 'commonName', value: 'tenantry-test' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key: privateKey };
}

/** The same as PFX, in base64. */
function asPfx({ certificate, key }: Made, secret: string, algorithm: 'aes256' | '3des'): string {
  const pfx = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(key),
    forge.pki.certificateFromPem(certificate),
    secret,
    { algorithm },
  );
  return forge.util.encode64(forge.asn1.toDer(pfx).getBytes());
}

const locked = (key: string, cipher: 'pkcs8' | 'pkcs1'): string =>
  createPrivateKey(key)
    .export({ type: cipher, format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
    .toString();

let good: Made;
let other: Made;
let text: string;
beforeAll(() => {
  good = made();
  other = made();
  text = good.certificate + good.key;
});

const read = (AZURE_CLIENT_CERTIFICATE: string, AZURE_CLIENT_CERTIFICATE_PASSWORD?: string) => {
  const environment = { AZURE_CLIENT_CERTIFICATE, AZURE_CLIENT_CERTIFICATE_PASSWORD };
  keepSecretsOf(environment);
  return readCertificate(environment, undefined, now);
};
const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '');

/** The algorithm of the check is changed to SHA3-256, which stands for any that is not known. */
const strange = (): string => {
  const bytes = Buffer.from(fixture('openssl-3'), 'base64').toString('hex');
  const at = bytes.lastIndexOf('0609608648016503040201');
  return Buffer.from(`${bytes.slice(0, at)}0609608648016503040208${bytes.slice(at + 22)}`, 'hex').toString(
    'base64',
  );
};
const environment = () => ({ AZURE_CLIENT_ID: clientId, AZURE_CLIENT_CERTIFICATE: text });
const thumbprints = (): string => {
  const { fingerprint, fingerprint256 } = new X509Certificate(good.certificate);
  return `SHA-1 ${digits(fingerprint)}, SHA-256 ${digits(fingerprint256)}`;
};

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

describe('a PFX', () => {
  test.each([
    ['of OpenSSL 3', 'openssl-3', password],
    ['of Windows with AES', 'windows-aes', password],
    ['of Windows with Triple DES', 'windows-3des', password],
    ['of OpenSSL 1 with RC2', 'openssl-1-rc2', password],
    ['with SHA-512', 'sha-512', password],
    ['without a password', 'no-password', undefined],
    ['with a password beyond ASCII', 'umlaut', 'päßwörd €'],
    ['without a check', 'no-check', 'päßwörd €'],
  ])('%s is read', async (_, name, secret) => {
    const { pem, facts } = await read(fixture(name), secret);
    expect(facts).toMatchObject(ofFixtures);
    expect(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))).toBe(true);
  });

  test.each(['aes256', '3des'] as const)('with %s of another maker is read', async (algorithm) => {
    const own = 'a-password-of-this-file-alone';
    const { pem, facts } = await read(asPfx(good, own, algorithm), own);
    expect(createPrivateKey(pem).equals(createPrivateKey(good.key))).toBe(true);
    expect(facts).toEqual({
      sha1: digits(new X509Certificate(good.certificate).fingerprint),
      sha256: digits(new X509Certificate(good.certificate).fingerprint256),
      from: Date.parse('2026-01-01'),
      until: Date.parse('2027-01-01'),
    });
  });

  test('is read from a file, as bytes or as base64', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'bytes.pfx'), Buffer.from(fixture('openssl-3'), 'base64'));
    writeFileSync(join(folder, 'text.pfx'), fixture('openssl-3'));
    for (const name of ['bytes.pfx', 'text.pfx']) {
      const environment = { AZURE_CLIENT_CERTIFICATE_PASSWORD: password };
      const path = join(folder, name);
      keepSecretsOf({ ...environment, AZURE_CLIENT_CERTIFICATE_PATH: path });
      const { facts } = await readCertificate(environment, path, now);
      expect(facts).toMatchObject(ofFixtures);
    }
  });

  const anew = 'Write it anew as PEM: `openssl pkcs12 -in FILE.pfx -out FILE.pem -nodes`.';

  test.each([
    [
      'a wrong password',
      () => fixture('openssl-3'),
      'wrong',
      'cannot be opened with the password in AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'Correct the password; quotes and line breaks count as part of it.',
    ],
    [
      'a wrong password and no check',
      () => fixture('no-check'),
      'wrong',
      'cannot be opened with the password in AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'Correct the password; quotes and line breaks count as part of it.',
    ],
    [
      'no password',
      () => fixture('openssl-3'),
      undefined,
      'has a password, and none is given',
      'Set AZURE_CLIENT_CERTIFICATE_PASSWORD.',
    ],
    [
      'a check of another kind',
      strange,
      password,
      'cannot be read: its check (MAC) is of a kind that cannot be read, such as PBMAC1',
      anew,
    ],
    [
      'half of it',
      () => fixture('openssl-3').slice(0, 1200),
      password,
      'cannot be read: it is neither PEM nor PFX',
      anew,
    ],
    [
      'an elliptic key',
      () => fixture('elliptic'),
      password,
      'has a key of the kind ec, and Entra takes RSA keys alone',
      'Make one with an RSA key: `openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 365 -subj /CN=tenantry`.',
    ],
    [
      'no key',
      () => fixture('no-key'),
      password,
      'holds no private key',
      'It has to hold the certificate and its private key, both in one file.',
    ],
  ])('with %s is refused', async (_, content, secret, what, remedy) => {
    expect(await problemOf(() => read(content(), secret))).toEqual({
      id: 'sign-in-certificate',
      message: `The certificate in AZURE_CLIENT_CERTIFICATE ${what}.`,
      remedy,
    });
  });
});

describe('a PEM', () => {
  test.each([
    ['as it is', () => text, undefined],
    ['with the key first', () => good.key + good.certificate, undefined],
    ['in base64', () => Buffer.from(text).toString('base64'), undefined],
    ['with written line breaks', () => text.replaceAll('\n', String.raw`\n`), undefined],
    ['after the certificates of its authorities', () => other.certificate + text, undefined],
    ['with a locked key', () => good.certificate + locked(good.key, 'pkcs8'), password],
    ['with a key locked the old way', () => good.certificate + locked(good.key, 'pkcs1'), password],
  ])('%s is read', async (_, content, secret) => {
    const { pem, facts } = await read(content(), secret);
    expect(facts.sha1).toBe(digits(new X509Certificate(good.certificate).fingerprint));
    expect(pem).toBe(new X509Certificate(good.certificate).toString() + good.key);
  });

  const both = 'It has to hold the certificate and its private key, both in one file.';

  test.each([
    ['no key', () => good.certificate, undefined, 'holds no private key', both],
    ['no certificate', () => good.key, undefined, 'holds no certificate', both],
    [
      'the key of another',
      () => good.certificate + other.key,
      undefined,
      'holds a key of another certificate',
      both,
    ],
    [
      'a locked key and a wrong password',
      () => good.certificate + locked(good.key, 'pkcs8'),
      'wrong',
      'cannot be opened with the password in AZURE_CLIENT_CERTIFICATE_PASSWORD',
      'Correct the password; quotes and line breaks count as part of it.',
    ],
    [
      'a locked key and no password',
      () => good.certificate + locked(good.key, 'pkcs1'),
      undefined,
      'has a password, and none is given',
      'Set AZURE_CLIENT_CERTIFICATE_PASSWORD.',
    ],
    [
      'half a key',
      () => good.certificate + good.key.slice(0, 400) + '\n-----END PRIVATE KEY-----\n',
      undefined,
      'holds a private key that cannot be read',
      'Make the file anew; it may be cut short.',
    ],
    [
      'text',
      () => 'hello',
      undefined,
      'cannot be read: it is neither PEM nor PFX',
      'Write it anew as PEM: `openssl pkcs12 -in FILE.pfx -out FILE.pem -nodes`.',
    ],
  ])('with %s is refused', async (_, content, secret, what, remedy) => {
    const problem = await problemOf(() => read(content(), secret));
    expect(problem).toEqual({
      id: 'sign-in-certificate',
      message: `The certificate in AZURE_CLIENT_CERTIFICATE ${what}.`,
      remedy,
    });
  });

  test('with a certificate alone, in binary, is refused', async () => {
    const path = join(temporary(), 'public.cer');
    writeFileSync(path, new X509Certificate(good.certificate).raw);
    expect(await problemOf(() => readCertificate({}, path, now))).toEqual({
      id: 'sign-in-certificate',
      message: `The certificate ${path} in AZURE_CLIENT_CERTIFICATE_PATH holds no private key.`,
      remedy: both,
    });
  });

  test('that is not there is told with its path', async () => {
    expect(await problemOf(() => readCertificate({}, '/nowhere/tenantry.pem', now))).toEqual({
      id: 'sign-in-certificate',
      message:
        'The certificate /nowhere/tenantry.pem in AZURE_CLIENT_CERTIFICATE_PATH cannot be read: it does not exist.',
      remedy: 'Check the path and the rights of the file.',
    });
  });

  test('that has expired is refused before anybody is asked', async () => {
    const { sent } = network(() => granted());
    const old = made('2025-01-01', '2026-10-31');
    const problem = await problemOf(() =>
      signingIn({ AZURE_CLIENT_ID: clientId, AZURE_CLIENT_CERTIFICATE: old.certificate + old.key }).graph(),
    );
    expect(problem).toEqual({
      id: 'sign-in-certificate',
      message: `The certificate in AZURE_CLIENT_CERTIFICATE expired on 2026-10-31 (SHA-1 ${digits(new X509Certificate(old.certificate).fingerprint)}).`,
      remedy:
        'Make a new one, register it with the application under Certificates & secrets, and put it in place of this one.',
    });
    expect(sent).toEqual([]);
  });

  test('that does not hold yet is refused', async () => {
    const early = made('2026-12-01', '2027-12-01');
    expect(await problemOf(() => read(early.certificate + early.key))).toMatchObject({
      message:
        'The certificate in AZURE_CLIENT_CERTIFICATE holds from 2026-12-01T00:00:00.000Z on, and the clock of this machine says 2026-11-22T12:00:00.000Z.',
      remedy: 'Set the clock of this machine right, or wait until then.',
    });
  });
});

describe('signing in with a certificate', () => {
  test('sends a statement that it signed', async () => {
    const { sent } = network(() => granted());
    await signingIn(environment()).graph();
    const [header = '', body = ''] = sent[0]?.form['client_assertion']?.split('.') ?? [];
    expect(decoded(header)).toMatchObject({
      alg: 'PS256',
      'x5t#S256': Buffer.from(digits(new X509Certificate(good.certificate).fingerprint256), 'hex').toString(
        'base64url',
      ),
    });
    expect(decoded(body)).toMatchObject({ iss: clientId, sub: clientId });
  });

  test.each([
    [
      "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: 'ABC']",
      {},
      (): string => `The certificate is not registered with application ${clientId} (${thumbprints()}).`,
      'Upload its public part under App registrations, the application, Certificates & secrets, or correct AZURE_CLIENT_ID; a new one can take some minutes to be known.',
    ],
    [
      "AADSTS700027: Client assertion contains an invalid signature. [Reason - The key used is expired., Thumbprint of key used by client: 'ABC']",
      {},
      (): string => `The certificate of application ${clientId} has expired (${thumbprints()}).`,
      'Make a new one, register it under App registrations, the application, Certificates & secrets, and sign in with it.',
    ],
    [
      'AADSTS1000502: The provided certificate is not within its specified validity window.',
      {},
      (): string => `The certificate of application ${clientId} has expired (${thumbprints()}).`,
      'Make a new one, register it under App registrations, the application, Certificates & secrets, and sign in with it.',
    ],
    [
      'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-22T12:17:00.1234567Z, assertion valid from 2026-11-22T12:00:00.0000000Z, expiry time of assertion 2026-11-22T12:10:00.0000000Z.',
      {},
      (): string => "The clock of this machine is 17 minutes behind Microsoft's.",
      'Set it right (on Linux: `timedatectl set-ntp true`) and run it again.',
    ],
    [
      'AADSTS700024: Client assertion is not within its valid time range.',
      { date: 'Sun, 22 Nov 2026 10:30:00 GMT' },
      (): string => "The clock of this machine is 90 minutes ahead of Microsoft's.",
      'Set it right (on Linux: `timedatectl set-ntp true`) and run it again.',
    ],
    [
      'AADSTS700024: Client assertion is not within its valid time range.',
      {},
      (): string => 'Microsoft found what the certificate signed out of its time.',
      'Set the clock of this machine right, and run it again.',
    ],
  ])('%s %o', async (description, headers, message, remedy) => {
    network(() => denied(description, headers));
    const problem = await problemOf(() => signingIn(environment()).graph());
    expect(problem).toEqual({ id: 'sign-in', message: message(), remedy });
  });
});
