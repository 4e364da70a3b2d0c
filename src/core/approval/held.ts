import type { Operation } from '../plan/plan.ts';

export interface Held {
  readonly operation: string;
  readonly why: string;
  /** The operation that is held for a reason of its own, where this one is held because it depends on that. */
  readonly cause?: string;
}

/**
 * What is held with the operations that may not run: whatever depends on them, and the pause of a transition whose
 * rule is held, since nothing would end it.
 */
export function withDependants(operations: readonly Operation[], held: readonly Held[]): readonly Held[] {
  const reasons = new Map(held.map((each) => [each.operation, each]));
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    for (const operation of operations) {
      if (reasons.has(operation.key)) continue;
      const needed = operation.passing
        ? [...operation.dependsOn, `${operation.object} rule`]
        : operation.dependsOn;
      const cause = needed.map((key) => reasons.get(key)).find((each) => each !== undefined);
      if (cause)
        reasons.set(operation.key, {
          operation: operation.key,
          why: cause.why,
          cause: cause.cause ?? cause.operation,
        });
    }
  }
  return operations.flatMap(({ key }) => reasons.get(key) ?? []);
}
