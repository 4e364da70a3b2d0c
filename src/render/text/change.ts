import { shownName } from '../../core/attributes/extension-value.ts';
import type { Blocked, Change, Plan } from '../../core/plan/plan.ts';
import { line, pad, paragraph, span, width, wrap, type Line, type Span } from './lines.ts';
import { showValue } from './value.ts';
import { wordDiff } from './word-diff.ts';

const indent = 6;
const gap = 2;
/** From this length on, two texts are shown as one with the differences marked. */
const long = 30;

type Shown = Pick<Change | Blocked, 'attribute' | 'before' | 'after'>;

/** One change: the attribute, old and new side by side or word by word, and what happens besides. */
export function showChange(
  change: Shown & Pick<Change, 'consequence' | 'fromDefaults' | 'shownByGraph' | 'irreversible'>,
  names: Plan['names'],
  column: number,
  columns: number,
): readonly Line[] {
  const label = ' '.repeat(indent) + pad(shownName(change.attribute), column) + ' '.repeat(gap);
  const start = width(label);
  const note = change.fromDefaults ? [span('  (from defaults)', 'quiet')] : [];
  return [
    ...values(change, names, columns - start).flatMap((spans, index) =>
      wrap([...spans, ...(index === 0 ? note : [])], columns, start).map((each, row) =>
        index === 0 && row === 0 ? line(label, ...each.slice(1)) : each,
      ),
    ),
    ...(change.shownByGraph === undefined
      ? []
      : paragraph(
          `Graph shows another value: ${showValue(change.attribute, change.shownByGraph, names)}`,
          columns,
          start,
          'quiet',
        )),
    ...(change.consequence === undefined
      ? []
      : paragraph(`! ${change.consequence}`, columns, start, 'warning')),
    ...(change.irreversible === undefined
      ? []
      : paragraph(`! A rollback does not undo this: ${change.irreversible}`, columns, start, 'warning')),
  ];
}

/** The rows of the value's column. */
function values({ attribute, before, after }: Shown, names: Plan['names'], room: number): readonly Span[][] {
  if (attribute === 'owners' || attribute === 'members') return ownerRows(before, after, names);
  const old = showValue(attribute, before, names);
  const wanted = showValue(attribute, after, names);
  if (isNone(before) && attribute !== 'membershipRule') return [[span(wanted, 'added')]];
  if (isNone(after) && attribute !== 'membershipRule')
    return [[span(old, 'removed'), span(' → '), span('(cleared)', 'removed')]];
  if (width(old) + width(wanted) + 3 <= room && (width(old) < long || width(wanted) < long))
    return [[span(old, 'removed'), span(' → '), span(wanted, 'added')]];
  // Rules are full of brackets and hyphens, in which marked words would drown.
  if (attribute === 'membershipRule') return [[span(`- ${old}`, 'removed')], [span(`+ ${wanted}`, 'added')]];
  const words = width(old) < long && width(wanted) < long ? undefined : wordDiff(old, wanted);
  return words ? [[...words]] : [[span(old, 'removed'), span(' →')], [span(wanted, 'added')]];
}

function ownerRows(before: Shown['before'], after: Shown['after'], names: Plan['names']): Span[][] {
  const list = (value: Shown['before']): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const name = (id: string): string => showValue('owners', id, names);
  const added = list(after).filter((id) => !list(before).includes(id));
  const removed = list(before).filter((id) => !list(after).includes(id));
  return [
    ...added.map((id) => [span(`+ ${name(id)}`, 'added')]),
    ...removed.map((id) => [span(`- ${name(id)}`, 'removed')]),
  ];
}

const isNone = (value: Shown['before']): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);
