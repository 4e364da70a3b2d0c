import { isDay } from './dates.ts';
import { note, type Flaws } from './flaw.ts';
import type { Node } from './node.ts';
import { quote } from './quote.ts';
import { readText } from './text.ts';

/** A day that exists; undefined where it has a flaw. */
export function readDay(node: Node | undefined, name: string, flaws: Flaws): string | undefined {
  const day = readText(node, { name, empty: 'Write a day such as 2026-12-01.' }, flaws);
  if (day === undefined || node === undefined || isDay(day)) {
    return day;
  }
  note(flaws, node, {
    id: 'bad-date',
    message: `${quote(name)} must be a day such as 2026-12-01, not ${quote(day)}.`,
    remedy: /^\d{4}-\d{2}-\d{2}$/.test(day)
      ? 'There is no such day; correct it.'
      : 'Write year, month and day in this order.',
  });
  return undefined;
}
