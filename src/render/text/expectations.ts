import { formatPlace } from '../../core/problem.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, type Line } from './lines.ts';

export const expectationsTitle = 'Expectations that do not hold';
export const expectationsWords =
  'They refuse a plan only with --base, and only where the change brings them.';

/** What the files expect of groups and what will not hold. */
export function showExpectations(plan: Plan, columns: number): readonly Line[] {
  if (plan.expectations.length === 0) return [];
  return [
    blank,
    line(span(expectationsTitle, 'heading')),
    ...(plan.provenance.base === undefined ? paragraph(expectationsWords, columns, 2, 'quiet') : []),
    ...plan.expectations.flatMap(({ group, message, place, origin }) => [
      blank,
      line(
        span('  ! ', 'warning'),
        span(safe(plan.names[group] ?? group), 'name'),
        origin === 'introduced' ? '  (new)' : '',
      ),
      ...paragraph(`${safe(message)}.`, columns, 6),
      line('      ', span(formatPlace(place), 'quiet')),
    ]),
  ];
}
