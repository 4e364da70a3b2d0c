import { shownName } from '../../core/attributes/extension-value.ts';
import type { Value } from '../../core/attributes/attribute.ts';
import type { Blocked, Change, Plan } from '../../core/plan/plan.ts';
import { line, pad, paragraph, span, width, wrap, type Line, type Span } from './lines.ts';
import { showValue } from './value.ts';
import { diffWords, wordDiff, type Piece } from './word-diff.ts';

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
      : paragraph(otherInGraph(change.attribute, change.shownByGraph, names), columns, start, 'quiet')),
    ...(change.consequence === undefined
      ? []
      : paragraph(`! ${change.consequence}`, columns, start, 'warning')),
    ...(change.irreversible === undefined
      ? []
      : paragraph(`! ${notUndone(change.irreversible)}`, columns, start, 'warning')),
  ];
}

/** What Graph shows where Exchange holds something else. */
export const otherInGraph = (attribute: string, value: Value, names: Plan['names']): string =>
  `Graph shows another value: ${showValue(attribute, value, names)}`;

export const notUndone = (why: string): string => `A rollback does not undo this: ${why}`;

/** Old and new as they are shown: lists by what comes and goes, values whole. */
export type Difference =
  | { readonly shape: 'items'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly shape: 'given'; readonly wanted: string }
  | { readonly shape: 'cleared'; readonly old: string }
  | { readonly shape: 'replaced'; readonly old: string; readonly wanted: string };

/** How a change of an attribute is shown. */
export function difference({ attribute, before, after }: Shown, names: Plan['names']): Difference {
  if (attribute === 'owners' || attribute === 'members') return items(before, after, names);
  const old = showValue(attribute, before, names);
  const wanted = showValue(attribute, after, names);
  if (attribute === 'membershipRule') return { shape: 'replaced', old, wanted };
  if (isNone(before)) return { shape: 'given', wanted };
  return isNone(after) ? { shape: 'cleared', old } : { shape: 'replaced', old, wanted };
}

/** Old and new word by word, where they are long enough for that and like each other. */
export function wordsOf(old: string, wanted: string): readonly Piece[] | undefined {
  return isLong(old) || isLong(wanted) ? diffWords(old, wanted) : undefined;
}

/** The rows of the value's column. */
function values(change: Shown, names: Plan['names'], room: number): readonly Span[][] {
  const found = difference(change, names);
  switch (found.shape) {
    case 'items':
      return [
        ...found.added.map((name) => [span(`+ ${name}`, 'added')]),
        ...found.removed.map((name) => [span(`- ${name}`, 'removed')]),
      ];
    case 'given':
      return [[span(found.wanted, 'added')]];
    case 'cleared':
      return [[span(found.old, 'removed'), span(' → '), span('(cleared)', 'removed')]];
    case 'replaced':
      return replaced(found.old, found.wanted, change.attribute, room);
  }
}

function replaced(old: string, wanted: string, attribute: string, room: number): readonly Span[][] {
  if (width(old) + width(wanted) + 3 <= room && !(isLong(old) && isLong(wanted)))
    return [[span(old, 'removed'), span(' → '), span(wanted, 'added')]];
  // Rules are full of brackets and hyphens, in which marked words would drown.
  if (attribute === 'membershipRule') return [[span(`- ${old}`, 'removed')], [span(`+ ${wanted}`, 'added')]];
  const words = isLong(old) || isLong(wanted) ? wordDiff(old, wanted) : undefined;
  return words ? [[...words]] : [[span(old, 'removed'), span(' →')], [span(wanted, 'added')]];
}

const isLong = (text: string): boolean => width(text) >= long;

function items(before: Shown['before'], after: Shown['after'], names: Plan['names']): Difference {
  const list = (value: Shown['before']): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const [old, wanted] = [list(before), list(after)];
  const [wasThere, isWanted] = [new Set(old), new Set(wanted)];
  const name = (id: string): string => showValue('owners', id, names);
  return {
    shape: 'items',
    added: wanted.filter((id) => !wasThere.has(id)).map(name),
    removed: old.filter((id) => !isWanted.has(id)).map(name),
  };
}

const isNone = (value: Shown['before']): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);
