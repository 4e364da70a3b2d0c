import { TenantryError, type Problem } from '../core/problem.ts';

export type Attempted<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** What came of it, or why nothing did. Whatever is no TenantryError is thrown on. */
export async function attempt<T>(what: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { value: await what() };
  } catch (error) {
    if (error instanceof TenantryError) return { problems: error.problems };
    throw error;
  }
}
