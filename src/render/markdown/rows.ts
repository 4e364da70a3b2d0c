import { always, block, forms, type Block } from './blocks.ts';

/**
 * A list that gives way step by step: half of its rows each time, until only a sentence is left of it. `make` shows so
 * many rows, and says how many more there are where it is not all of them.
 */
export function rows(
  total: number,
  make: (shown: number) => string,
  importance: number,
  instead: string,
): Block {
  const steps: number[] = [];
  for (let shown = total; shown > 0; shown = Math.floor(shown / 2)) steps.push(shown);
  const [first, ...rest] = steps.map((shown) => block(make(shown), importance));
  const last = block(instead, always);
  return first ? forms(first, ...rest, last) : last;
}
