import type { Plan } from '../../core/plan/plan.ts';
import { shownName } from '../../core/attributes/extension-value.ts';
import type { Conflict } from '../../core/rollback/conflicts.ts';
import type { Lasting } from '../../core/rollback/undo.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { showValue } from './value.ts';

/** What a rollback leaves as it is: what somebody changed since, and what cannot be undone. */
export function showLeft(
  plan: Plan,
  conflicts: readonly Conflict[],
  lasting: readonly Lasting[],
  columns: number,
): readonly Line[] {
  const { names } = plan;
  return [
    ...part(
      'Changed by somebody since, and left alone',
      conflicts.flatMap((each) => {
        const value = (of: Conflict['found']): string => showValue(each.attribute, of, names);
        return [
          ...title(names[each.object] ?? each.object, each.attribute, columns),
          ...paragraph(
            `The apply left ${value(each.left)}, now it is ${value(each.found)}; a rollback would have written ${value(each.wanted)}.`,
            columns,
            6,
          ),
        ];
      }),
    ),
    ...part(
      'Not undone',
      lasting.flatMap((each) => [
        ...title(names[each.object] ?? each.object, each.attribute, columns),
        ...paragraph(safe(each.why), columns, 6),
      ]),
    ),
  ];
}

const title = (name: string, attribute: string, columns: number): readonly Line[] =>
  wrap([span('! ', 'warning'), span(safe(name), 'name'), span(`, ${shownName(attribute)}`)], columns, 4, 2);

function part(heading: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [blank, line(span(heading, 'heading')), ...lines];
}
