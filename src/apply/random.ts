/** One step of mulberry32: a number from 0 up to 1, and the seed of the next. Jitter needs no more than that. */
export function draw(seed: number): { readonly random: number; readonly seed: number } {
  const next = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return { random: ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, seed: next };
}
