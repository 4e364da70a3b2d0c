import type { Outcome } from './outcome.ts';

/** Whether all are true: one that is false decides, whatever the others are. */
export function every<T>(items: readonly T[], test: (item: T) => Outcome): Outcome {
  let result: Outcome = true;
  for (const item of items) {
    const outcome = test(item);
    if (outcome === false) return false;
    if (result === true) result = outcome;
  }
  return result;
}

/** Whether one is true: one that is true decides, whatever the others are. */
export function some<T>(items: readonly T[], test: (item: T) => Outcome): Outcome {
  let result: Outcome = false;
  for (const item of items) {
    const outcome = test(item);
    if (outcome === true) return true;
    if (result === false) result = outcome;
  }
  return result;
}
