import type { CheckedRule } from '../../rules/check.ts';
import type { RuleProblem, Severity } from '../../rules/problem.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, width, wrap, type Line, type Role } from './lines.ts';
import { shortened } from './shortened.ts';
import { count } from './summary.ts';

/** What is wrong with a rule and what may not be meant, each under its place, and the canonical form. */
export function showCheck(text: string, checked: CheckedRule, columns: number): readonly Line[] {
  const { valid, problems, formatted, kind } = checked;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const remarks = problems.length - errors;
  const also = remarks === 0 ? '' : ` ${count(remarks, 'remark')} above.`;
  return [
    ...problems.flatMap((problem) => [...showProblem(text, problem, columns), blank]),
    ...(formatted === undefined
      ? []
      : [line(span('Canonical form', 'heading')), ...wrap([span(safe(formatted))], columns, 2), blank]),
    ...paragraph(
      valid
        ? `Valid${kind === undefined ? '' : `: a rule about ${kind}s`}.${also}`
        : `Invalid: ${count(errors, 'error')}. Entra would refuse the rule.`,
      columns,
      0,
      valid ? 'passed' : 'refused',
    ),
  ];
}

/** The errors alone. */
export const showFormatProblems = (
  text: string,
  { problems }: CheckedRule,
  columns: number,
): readonly Line[] =>
  problems
    .filter(({ severity }) => severity === 'error')
    .flatMap((problem) => [...showProblem(text, problem, columns), blank]);

const roles: Readonly<Record<Severity, Role>> = { error: 'refused', warning: 'warning', info: 'quiet' };

function showProblem(text: string, problem: RuleProblem, columns: number): readonly Line[] {
  const { before, after } = excerpt(text, problem.offset, columns - 3);
  return [
    line(`  ${before}${after}`),
    line(`  ${' '.repeat(width(before))}`, span('^', roles[problem.severity])),
    ...wrap(
      [span(`${problem.severity} ${problem.code}: `, roles[problem.severity]), span(safe(problem.message))],
      columns,
      4,
      2,
    ),
  ];
}

/** The line of the rule in which a place stands, as much of it as fits, divided at the place. */
function excerpt(
  text: string,
  offset: number,
  columns: number,
): { readonly before: string; readonly after: string } {
  const at = Math.min(offset, text.length);
  const from = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const end = /[\r\n]|$/.exec(text.slice(at));
  const before = safe(text.slice(at === 0 ? 0 : from, at));
  const after = safe(text.slice(at, at + (end?.index ?? 0)));
  if (width(before) + width(after) <= columns) return { before, after };
  const half = Math.floor(columns / 2);
  const left = shortened(before, Math.max(half, columns - width(after)) - 1, 'end');
  return { before: left, after: shortened(after, columns - width(left) - 1, 'start') };
}
