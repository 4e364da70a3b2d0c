import type forge from 'node-forge';

type Forge = typeof forge;

/** The certificates and the key of a PFX file (PKCS #12), as PEM. */
export interface PfxParts {
  readonly certificates: readonly string[];
  /** Without a password. */
  readonly keys: readonly string[];
}

export type PfxResult =
  | ({ readonly result: 'read' } & PfxParts)
  | { readonly result: 'wrongPassword' }
  /** It is no PFX, or of a kind that cannot be read. */
  | { readonly result: 'unreadable'; readonly why: string };

/**
 * Opens a PFX file: AES with PBKDF2 and a SHA-2 check, as OpenSSL 3 and Windows make them, and the older ones with
 * Triple DES, RC2 and SHA-1. Node can use such a file for TLS but gives nothing out of it, hence the library.
 */
export async function readPfx(bytes: Uint8Array, password: string | undefined): Promise<PfxResult> {
  const { default: library } = await import('node-forge');
  const der = structureOf(library, bytes);
  if (!der) return { result: 'unreadable', why: 'it is neither PEM nor PFX' };
  // "No password" is written in two ways.
  const passwords = password === undefined ? ['', undefined] : [password];
  let refusal: PfxResult = { result: 'wrongPassword' };
  for (const each of passwords) {
    const result = open(library, der, each);
    if (result.result === 'read') return result;
    refusal = result;
  }
  return refusal;
}

function structureOf(library: Forge, bytes: Uint8Array): forge.asn1.Asn1 | undefined {
  try {
    return library.asn1.fromDer(library.util.createBuffer(Buffer.from(bytes).toString('binary')));
  } catch {
    return undefined;
  }
}

function open(library: Forge, der: forge.asn1.Asn1, password: string | undefined): PfxResult {
  try {
    return { result: 'read', ...partsOf(library, library.pkcs12.pkcs12FromAsn1(der, false, password)) };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (said.includes('Invalid password')) return { result: 'wrongPassword' };
    if (/decrypt|padding/i.test(said)) return openWithUtf8(library, der, password);
    return { result: 'unreadable', why: reasonOf(said) };
  }
}

/**
 * The check of a PFX takes the password as UTF-16, its AES as UTF-8 (RFC 9579, RFC 8018); the library takes one for
 * both. The check has held by then, or there is none.
 */
function openWithUtf8(library: Forge, der: forge.asn1.Asn1, password: string | undefined): PfxResult {
  if (!Array.isArray(der.value) || password === undefined) return { result: 'wrongPassword' };
  const unchecked = { ...der, value: der.value.slice(0, 2) };
  try {
    const opened = library.pkcs12.pkcs12FromAsn1(unchecked, false, library.util.encodeUtf8(password));
    return { result: 'read', ...partsOf(library, opened) };
  } catch {
    return { result: 'wrongPassword' };
  }
}

function partsOf(library: Forge, pfx: forge.pkcs12.Pkcs12Pfx): PfxParts {
  const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags);
  const { oids } = library.pki;
  const pem = (type: string, body: forge.asn1.Asn1): string => {
    const base64 = Buffer.from(library.asn1.toDer(body).getBytes(), 'binary').toString('base64');
    return `-----BEGIN ${type}-----\n${base64.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${type}-----\n`;
  };
  return {
    certificates: bags
      .filter(({ type }) => type === oids['certBag'])
      .map(({ cert, asn1 }) => (cert ? library.pki.certificateToPem(cert) : pem('CERTIFICATE', asn1))),
    keys: bags
      .filter(({ type }) => type === oids['keyBag'] || type === oids['pkcs8ShroudedKeyBag'])
      .map(({ key, asn1 }) => (key ? library.pki.privateKeyToPem(key) : pem('PRIVATE KEY', asn1))),
  };
}

function reasonOf(said: string): string {
  if (said.includes('MAC algorithm'))
    return 'its check (MAC) is of a kind that cannot be read, such as PBMAC1';
  if (/not an PKCS#12|version other than|ASN\.1/.test(said)) return 'it is neither PEM nor PFX';
  if (/nsupported/.test(said)) return 'it is encrypted in a way that cannot be read';
  return 'it is damaged';
}
