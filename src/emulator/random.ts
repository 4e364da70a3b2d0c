/** A repeatable source of numbers in [0, 1), so that a seed always makes the same tenant. */
export type Random = () => number;

/** A source that always gives the same numbers for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32: small, quick, and good enough to invent people.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, not including, `limit`. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of several choices. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[below(random, choices.length)];
  if (choice === undefined) throw new Error('There is nothing to pick from.');
  return choice;
}

/** A valid RFC 4122 version 4 UUID: some Microsoft clients check the version and variant digits. */
export function uuid(random: Random): string {
  const part = (digits: number): string =>
    below(random, 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const variant = '89ab'.charAt(below(random, 4));
  return `${part(8)}-${part(4)}-4${part(3)}-${variant}${part(3)}-${part(6)}${part(6)}`;
}
