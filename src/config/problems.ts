import { formatPlace, type Problem } from '../core/problem.ts';

/** Problems by file, line and column, each once: what an alias repeats is one mistake. */
export function arranged(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const once = problems.filter((problem) => {
    if (problem.place === undefined) {
      return true;
    }
    const key = `${formatPlace(problem.place)} ${problem.id}`;
    return !seen.has(key) && seen.add(key);
  });
  return once.toSorted(byPlace);
}

/** By file, line and column. */
export function byPlace(a: Pick<Problem, 'place'>, b: Pick<Problem, 'place'>): number {
  if (a.place === undefined || b.place === undefined) {
    return Number(a.place !== undefined) - Number(b.place !== undefined);
  }
  return (
    Number(a.place.file > b.place.file) - Number(a.place.file < b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column
  );
}
