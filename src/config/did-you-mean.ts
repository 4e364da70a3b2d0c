import { nearest } from '../core/nearest.ts';

/** `, did you mean …?` for a message, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const [found] = nearest(name, known);
  return found === undefined ? '' : `; did you mean \`${found}\`?`;
}
