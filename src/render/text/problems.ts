import { formatPlace, type Problem } from '../../core/problem.ts';
import { safe } from '../safe.ts';
import { line, paragraph, span, type Line } from './lines.ts';
import { count } from './summary.ts';

/** All problems, each with its place, what is wrong and how to mend it. */
export function showProblems(problems: readonly Problem[], columns: number): readonly Line[] {
  return problems.flatMap((problem) => [
    ...(problem.place ? [line(span(formatPlace(problem.place), 'name'))] : []),
    ...paragraph(message(problem), columns, problem.place ? 2 : 0, 'refused'),
    ...paragraph(safe(problem.remedy), columns, 2),
    ...(problem.also ?? []).map((place) => line('  ', span(`see also ${formatPlace(place)}`, 'quiet'))),
    [],
  ]);
}

function message(problem: Problem): string {
  const text = problem.object === undefined ? problem.message : `${problem.object}: ${problem.message}`;
  const clean = safe(text);
  return `${clean.charAt(0).toUpperCase()}${clean.slice(1)}${/[.!?]$/.test(clean) ? '' : '.'}`;
}

/** The last line under a list of problems. */
export function countProblems(problems: readonly Problem[]): string {
  const files = new Set(problems.flatMap((problem) => (problem.place ? [problem.place.file] : []))).size;
  return `${count(problems.length, 'problem')} in ${count(files, 'file')}. Nothing was read from the tenant and nothing was written.`;
}
