import { TenantryError } from '../../core/problem.ts';

/** Does all parts, one after the other, whatever becomes of each. Throws all that went wrong. */
export async function allParts(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const part of parts)
    try {
      await part();
    } catch (error) {
      errors.push(error);
    }
  throwAll(errors);
}

/** Throws several errors as one, each problem once; nothing where there are none. */
export function throwAll(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  const problems = errors.flatMap((error) => (error instanceof TenantryError ? error.problems : []));
  const others = errors.filter((error) => !(error instanceof TenantryError));
  // A mistake of ours is to be seen, whatever the user could mend besides.
  if (errors.length === 1 || others.length > 0) throw others[0] ?? errors[0];
  throw new TenantryError([...new Map(problems.map((each) => [each.message, each])).values()]);
}
