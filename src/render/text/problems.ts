import { capitalised } from '../../core/wording.ts';
import { formatPlace, type Finding, type Problem } from '../../core/problem.ts';
import { safe } from '../safe.ts';
import { line, paragraph, span, type Line } from './lines.ts';
import { count } from './summary.ts';

/** All problems, each with its place, what is wrong and how to mend it. */
export function showProblems(problems: readonly Problem[], columns: number): readonly Line[] {
  return problems.flatMap((problem) => [
    ...(problem.place ? [line(span(formatPlace(problem.place), 'name'))] : []),
    ...paragraph(problemSentence(problem), columns, problem.place ? 2 : 0, 'refused'),
    ...paragraph(safe(problem.remedy), columns, 2),
    ...(problem.also ?? []).map((place) => line('  ', span(`see also ${formatPlace(place)}`, 'quiet'))),
    [],
  ]);
}

/** What is wrong, as a sentence. */
export function problemSentence(problem: Problem): string {
  // Other messages are sentences already, which may begin with a name.
  const clean = safe(
    problem.object === undefined ? problem.message : capitalised(`${problem.object}: ${problem.message}`),
  );
  return `${clean}${/[.!?]$/.test(clean) ? '' : '.'}`;
}

/** What may not be meant in the files, each with its id, by which its severity can be set. */
export function showFindings(findings: readonly Finding[], columns: number): readonly Line[] {
  return findings.flatMap((finding) => [
    ...(finding.place
      ? [line(span(formatPlace(finding.place), 'name'), `  ${finding.severity} ${finding.id}`)]
      : []),
    ...paragraph(problemSentence(finding), columns, 2, finding.severity === 'warning' ? 'warning' : 'plain'),
    ...(finding.remedy === '' ? [] : paragraph(safe(finding.remedy), columns, 2)),
    [],
  ]);
}

/** The last line under a list of problems. */
export function countProblems(problems: readonly Problem[]): string {
  const files = new Set(problems.flatMap((problem) => (problem.place ? [problem.place.file] : []))).size;
  const where = files === 0 ? '' : ` in ${count(files, 'file')}`;
  return `${count(problems.length, 'problem')}${where}. Nothing was read from the tenant and nothing was written.`;
}
