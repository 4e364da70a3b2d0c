import { formatPlace } from '../../core/problem.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, type Line } from './lines.ts';

/** What the files expect of groups and what will not hold. */
export function showExpectations(plan: Plan, columns: number): readonly Line[] {
  if (plan.expectations.length === 0) return [];
  return [
    blank,
    line(span('Expectations that do not hold', 'heading')),
    ...(plan.provenance.base === undefined
      ? paragraph(
          'They refuse a plan only with --base, and only where the change brings them.',
          columns,
          2,
          'quiet',
        )
      : []),
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
