import { shownName } from '../../core/attributes/extension-value.ts';
import type { Accepted, NotAccepted } from '../../core/drift/accept.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { formatPlace } from '../../core/problem.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';
import { showValue } from './value.ts';

/** What the files were made to say, and what they could not be. */
export function showAccepted(
  accepted: readonly Accepted[],
  left: readonly NotAccepted[],
  names: Plan['names'],
  columns: number,
): readonly Line[] {
  const nameOf = (object: string): string => safe(names[object] ?? object);
  return [
    ...(accepted.length === 0
      ? paragraph('Nothing was accepted.', columns, 0, 'heading')
      : [line(span(`Accepted ${count(accepted.length, 'value')}`, 'heading'))]),
    ...accepted.flatMap(({ change: { object, attribute, before }, edit }) =>
      wrap(
        [
          span('~ ', 'changed'),
          span(nameOf(object), 'name'),
          span(`, ${shownName(attribute)}: `),
          span(
            edit.edit === 'release' ? '(no longer declared)' : showValue(attribute, before, names),
            'added',
          ),
        ],
        columns,
        4,
        2,
      ),
    ),
    ...(left.length === 0 ? [] : [blank, line(span('Left as it is in the files', 'heading'))]),
    ...left.flatMap(({ object, attribute, why, place }) => [
      ...wrap(
        [
          span('! ', 'warning'),
          span(nameOf(object), 'name'),
          ...(attribute === undefined ? [] : [span(`, ${shownName(attribute)}`)]),
          span(`  ${formatPlace(place)}`, 'quiet'),
        ],
        columns,
        4,
        2,
      ),
      ...paragraph(safe(why), columns, 6),
    ]),
  ];
}
