import type { Renaming } from '../../core/rename/renamed.ts';
import type { Problem } from '../../core/problem.ts';
import { readExtensionScalar } from '../extension-scalar.ts';
import type { Flaws } from '../flaw.ts';
import type { Node } from '../node.ts';
import { quote } from '../quote.ts';
import { readValue } from '../values.ts';
import type { Target } from './target.ts';

/** What is wrong with the values that somebody typed, before any file is looked at. */
export function checkWanted({ from, to }: Renaming, target: Target): Problem | undefined {
  if (from === '' || to === '')
    return {
      id: 'empty-text',
      message: `The ${from === '' ? 'old' : 'new'} value is empty.`,
      remedy: 'A value is renamed to another one. To clear one, write `null` in the files.',
    };
  if (from === to)
    return {
      id: 'same-value',
      message: `The old and the new value are the same, ${quote(to)}.`,
      remedy: 'Spaces around values do not count; give another one.',
    };
  const { row } = target;
  if (row?.shape.type === 'choice' && !row.shape.values.includes(to))
    return {
      id: 'not-a-choice',
      message: `${quote(target.name)} cannot be ${quote(to)}.`,
      remedy: `It takes one of ${row.shape.values.map((each) => quote(each)).join(', ')}.`,
    };
  const flaws: Flaws = new Map();
  const place = { file: '', line: 1, column: 1 };
  const scalar: Node = { type: 'scalar', place, value: to, source: to, plain: false };
  if (!row) readExtensionScalar('String', scalar, target.path.at(-1) ?? target.name, flaws);
  else readValue(row, row.shape.type === 'texts' ? { type: 'list', place, items: [scalar] } : scalar, flaws);
  const [flaw] = flaws.values();
  return flaw && { id: flaw.id, message: flaw.message, remedy: flaw.remedy };
}
