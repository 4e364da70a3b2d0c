import { formsOf, shortest } from './forms.ts';
import { normalise } from './normalise.ts';

export interface Secret {
  /** What it is, for the message: `client secret`. */
  readonly kind: string;
  readonly value: string;
}

/** The kinds of secrets, out of those that it was made with, that stand in a text in any form. */
export type Search = (text: Uint8Array) => ReadonlySet<string>;

interface Needle {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/**
 * Looks for all secrets at once, in one pass: a rolling hash of the last twelve bytes (Karp and Rabin) tells where a form
 * of a secret may end, and only there it is compared.
 */
export function searchFor(secrets: Iterable<Secret>): Search {
  const byHash = new Map<number, Needle[]>();
  const maybe = new Int32Array(1 << (filterBits - 5));
  for (const [form, kind] of formsWithKinds(secrets)) {
    const bytes = normalise(Buffer.from(form));
    if (bytes.length < shortest) continue;
    const hash = hashOf(bytes.subarray(-shortest));
    byHash.set(hash, [...(byHash.get(hash) ?? []), { kind, bytes }]);
    const bit = hash >>> (32 - filterBits);
    maybe[bit >>> 5] = (maybe[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return (text) => {
    const found = new Set<string>();
    const plain = normalise(text);
    let hash = hashOf(plain.subarray(0, shortest));
    for (let end = shortest; end <= plain.length; end++) {
      const bit = hash >>> (32 - filterBits);
      if (((maybe[bit >>> 5] as number) >>> (bit & 31)) & 1)
        for (const needle of byHash.get(hash) ?? [])
          if (endsWith(plain, end, needle.bytes)) found.add(needle.kind);
      if (end === plain.length) break;
      hash =
        (Math.imul(hash - Math.imul(plain[end - shortest] as number, leaving), base) +
          (plain[end] as number)) |
        0;
    }
    return found;
  };
}

/** Of some hundred thousand forms a filter of two megabytes lets two in a hundred places through. */
const filterBits = 24;
const base = 0x01000193;
const leaving = Array.from({ length: shortest - 1 }).reduce<number>((power) => Math.imul(power, base), 1);

/** Of the whole, as a signed number of 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, base) + byte) | 0;
  return hash;
}

function endsWith(text: Uint8Array, end: number, needle: Uint8Array): boolean {
  const start = end - needle.length;
  return start >= 0 && needle.every((byte, index) => text[start + index] === byte);
}

/** Every form once, with the first kind of secret that has it. */
function formsWithKinds(secrets: Iterable<Secret>): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  const seen = new Set<string>();
  for (const { kind, value } of secrets) {
    if (seen.has(value)) continue;
    seen.add(value);
    for (const form of formsOf(value)) if (!forms.has(form)) forms.set(form, kind);
  }
  return forms;
}
