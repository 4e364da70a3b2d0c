import type { Operation } from '../plan/plan.ts';

export interface Held {
  readonly operation: string;
  readonly why: string;
}

/**
 * What is held with the operations that may not run: whatever depends on them, and the pause of a transition whose
 * rule is held, since nothing would end it.
 */
export function withDependants(operations: readonly Operation[], held: readonly Held[]): readonly Held[] {
  const reasons = new Map(held.map(({ operation, why }) => [operation, why]));
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    for (const operation of operations) {
      if (reasons.has(operation.key)) continue;
      const needed = operation.passing
        ? [...operation.dependsOn, `${operation.object} rule`]
        : operation.dependsOn;
      const cause = needed.find((key) => reasons.has(key));
      if (cause !== undefined) reasons.set(operation.key, reasons.get(cause) ?? '');
    }
  }
  return operations.flatMap(({ key }) => {
    const why = reasons.get(key);
    return why === undefined ? [] : [{ operation: key, why }];
  });
}
