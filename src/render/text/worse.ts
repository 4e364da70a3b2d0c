import type { ObjectKey, Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, type Line } from './lines.ts';

const few = 10;

export const worseTitle = 'Worse than approved';
export const worseWords =
  'The changes are those that were approved, but since then the tenant has changed, so that they would move more people than the approval says. Nothing was written. Make the plan again and have it approved.';
export const worseMoves = { leaves: 'would also leave, or may', enters: 'would also enter, or may' } as const;

/** Why nothing of a plan runs although all of it was approved. */
export function showWorse({ worse, names }: Plan, columns: number): readonly Line[] {
  const list = (people: readonly ObjectKey[]): string => {
    const shown = people.slice(0, few).map((each) => safe(names[each] ?? each));
    return `${shown.join(', ')}${people.length > few ? ` and ${people.length - few} more` : ''}`;
  };
  return [
    blank,
    line(span(worseTitle, 'heading')),
    ...worse.flatMap(({ group, leaves, enters }) => [
      ...paragraph(safe(names[group] ?? group), columns, 2, 'name'),
      ...(leaves.length > 0 ? paragraph(`${worseMoves.leaves}: ${list(leaves)}`, columns, 6, 'removed') : []),
      ...(enters.length > 0 ? paragraph(`${worseMoves.enters}: ${list(enters)}`, columns, 6, 'added') : []),
    ]),
    blank,
    ...paragraph(worseWords, columns, 0, 'refused'),
  ];
}
