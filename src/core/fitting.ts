/**
 * As many of some things as go together, in their order, and of each of the others why not. `attempt` says what is wrong
 * with some of them taken together, undefined where nothing is.
 */
export function fitting<T, Flaw>(
  all: readonly T[],
  attempt: (some: readonly T[]) => Flaw | undefined,
): { readonly kept: readonly T[]; readonly refused: readonly { readonly item: T; readonly why: Flaw }[] } {
  let kept: readonly T[] = [];
  const refused: { item: T; why: Flaw }[] = [];
  const add = (some: readonly T[]): void => {
    const why = attempt([...kept, ...some]);
    const [only] = some;
    if (why === undefined) kept = [...kept, ...some];
    else if (some.length === 1 && only !== undefined) refused.push({ item: only, why });
    else {
      const half = some.length >> 1;
      add(some.slice(0, half));
      add(some.slice(half));
    }
  };
  if (all.length > 0) add(all);
  return { kept, refused };
}
