/** A set of objects by their number: bit `i % 32` of word `i / 32`. Bits beyond the last object are zero. */
export type Bits = Uint32Array;

/** The empty set over a number of objects. */
export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** Whether an object is in the set. */
export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** How many objects are in the set. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) count++;
  return count;
}

/** The numbers of the objects in the set, in order. */
export function* bitIndices(bits: Bits): Generator<number> {
  for (const [at, value] of bits.entries())
    for (let word = value; word !== 0; word &= word - 1) yield at * 32 + 31 - Math.clz32(word & -word);
}

/** Those in neither set. */
export function complementBits(a: Bits, b: Bits | undefined, size: number): Bits {
  const result = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at++) result[at] = ~((a[at] ?? 0) | (b?.[at] ?? 0));
  const beyond = size & 31;
  const last = a.length - 1;
  if (beyond !== 0 && last >= 0) result[last] = (result[last] ?? 0) & ((1 << beyond) - 1);
  return result;
}
