import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Text that only the holder of the key can read, and nobody can change unseen. All but the numbers is base64. */
export interface SealedText {
  readonly format: 1;
  readonly algorithm: 'aes-256-gcm';
  readonly iv: string;
  readonly tag: string;
  readonly ciphertext: string;
}

/** NIST SP 800-38D, 5.2.1.1: 96 bits are recommended, and a new one for every text. */
const ivBytes = 12;
const tagBytes = 16;
/** Bound to the text, so that a later format cannot be passed off as this one. */
const bound = Buffer.from('tenantry plan 1 aes-256-gcm');

/** Encrypts with a key of 32 bytes. */
export function sealText(text: string, key: Buffer): SealedText {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(bound);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    format: 1,
    algorithm: 'aes-256-gcm',
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
}

/** The text again; undefined where the key is another one or anything was changed. */
export function openText(sealed: SealedText, key: Buffer): string | undefined {
  const [iv, tag, ciphertext] = [sealed.iv, sealed.tag, sealed.ciphertext].map((part) =>
    Buffer.from(part, 'base64'),
  );
  // The runtime takes a tag as short as four bytes.
  if (!iv || !tag || !ciphertext || iv.length !== ivBytes || tag.length !== tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(bound);
  decipher.setAuthTag(tag);
  try {
    const text = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether something from a file claims to be sealed, whatever its format. */
export function looksSealed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'ciphertext' in value && 'algorithm' in value;
}

export function isSealed(value: Readonly<Record<string, unknown>>): value is SealedText & typeof value {
  return (
    value['format'] === 1 &&
    value['algorithm'] === 'aes-256-gcm' &&
    ['iv', 'tag', 'ciphertext'].every((part) => typeof value[part] === 'string')
  );
}
