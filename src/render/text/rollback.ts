import type { Plan } from '../../core/plan/plan.ts';
import { shownName } from '../../core/attributes/extension-value.ts';
import type { Conflict } from '../../core/rollback/conflicts.ts';
import { isRefused } from '../../core/guards/evaluate.ts';
import type { Lasting } from '../../core/rollback/undo.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { showParts } from './plan.ts';
import { summarise } from './summary.ts';
import { showValue } from './value.ts';

/** A rollback as a person reads it. */
export interface ShownRollback {
  readonly plan: Plan;
  readonly conflicts: readonly Conflict[];
  readonly lasting: readonly Lasting[];
  /** Whether the apply wrote anything. */
  readonly wrote: boolean;
}

/** What is taken back, what is left as it is and why, and what it comes to. */
export function showRollback(rollback: ShownRollback, columns: number): readonly Line[] {
  const { plan } = rollback;
  return [
    ...showParts(plan, columns),
    ...showLeft(rollback, columns),
    blank,
    ...paragraph(conclusion(rollback), columns, 0, isRefused(plan) ? 'refused' : 'heading'),
  ];
}

function conclusion({ plan, conflicts, lasting, wrote }: ShownRollback): string {
  if (plan.changes.length > 0) return summarise(plan);
  if (!wrote) return 'That apply wrote nothing, so there is nothing to take back.';
  const { blocked, unresolved } = plan.counts;
  const rest = conflicts.length + lasting.length + blocked + unresolved;
  return rest === 0
    ? 'Nothing to take back: the tenant is already as it was before that apply.'
    : 'Nothing more to take back: apart from what stands above, the tenant is as it was before that apply.';
}

/** What a rollback leaves as it is: what somebody changed since, and what cannot be undone. */
function showLeft(
  { plan, conflicts, lasting }: Omit<ShownRollback, 'wrote'>,
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
