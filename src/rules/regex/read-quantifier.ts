import { acceptMatch, refuse, type Scanner } from './scanner.ts';

/** How often something is repeated. */
export interface Quantifier {
  readonly min: number;
  readonly max: number;
}

/** Takes a quantifier; braces that are none (`{`, `{,3}`) are ordinary characters in .NET. */
export function readQuantifier(scanner: Scanner): Quantifier | undefined {
  const written = acceptMatch(scanner, /[*+?]|\{\d+(?:,\d*)?\}/y);
  switch (written) {
    case undefined:
      return undefined;
    case '*':
      return { min: 0, max: Infinity };
    case '+':
      return { min: 1, max: Infinity };
    case '?':
      return { min: 0, max: 1 };
    default: {
      const [from = '', to] = written.slice(1, -1).split(',');
      const min = limited(from);
      if (to === undefined) return { min, max: min };
      return { min, max: to === '' ? Infinity : limited(to) };
    }
  }
}

function limited(digits: string): number {
  const count = Number(digits);
  return count > 2_147_483_647 ? refuse('a quantifier {n} is too large') : count;
}
