import type { Flaws } from '../config/flaw.ts';
import type { Node } from '../config/node.ts';
import { readValue } from '../config/values.ts';
import type { Place } from '../core/problem.ts';
import { flaw, scalar, type CellFlaw, type CellValue } from './cell-parts.ts';
import type { Target } from './target.ts';

/** Several values stand in one cell as JSON, or with `;` or a line break between them. */
export function listValue(
  text: string,
  isOne: boolean,
  place: Place,
  read: (item: string) => CellValue | CellFlaw,
  target?: Target,
): CellValue | CellFlaw {
  const items = isOne ? [text] : itemsOf(text);
  if (items === undefined)
    return flaw('bad-value', text, {
      message: text.startsWith('[') ? 'begins as a list of JSON and is none.' : 'holds no value.',
      remedy: 'Write the values with ; between them.',
    });
  const values: (boolean | number | string)[] = [];
  for (const item of items) {
    const each = read(item);
    if (!('value' in each)) return each;
    if (each.value !== null && typeof each.value !== 'object' && !values.includes(each.value))
      values.push(each.value);
  }
  if (!target?.row) return { value: values };
  const flaws: Flaws = new Map();
  const node: Node = { type: 'list', place, items: values.map((each) => scalar(String(each), place)) };
  readValue(target.row, node, flaws);
  const [found] = flaws.values();
  const { shape } = target.row;
  if (found) return found;
  if (shape.type === 'texts' && values.length > shape.maxItems)
    return {
      id: 'too-many',
      message: `\`${target.name}\` takes at most ${shape.maxItems} values, and the cell has ${values.length}.`,
      remedy: 'Take some of them out.',
    };
  return { value: values };
}

/** Undefined where there are none. */
function itemsOf(text: string): readonly string[] | undefined {
  const items = text.startsWith('[') ? listed(text) : text.split(/[;\r\n]/).map((item) => item.trim());
  const filled = items.filter((item) => item !== '');
  return filled.length === 0 ? undefined : filled;
}

function listed(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text);
    const items: readonly unknown[] = Array.isArray(list) ? list : [];
    return items.every(isScalar) ? items.map(String) : [];
  } catch {
    return [];
  }
}

const isScalar = (value: unknown): value is boolean | number | string =>
  ['boolean', 'number', 'string'].includes(typeof value);
