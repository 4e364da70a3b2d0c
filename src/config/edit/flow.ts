import type { Node } from 'yaml';
import { splice, type Splice } from './splice.ts';

/** A pair or an item between braces or brackets. */
export interface FlowPart {
  readonly from: number;
  readonly to: number;
  readonly kept: boolean;
}

/**
 * A flow collection without some of its parts and with others at its end. What stands between two parts that stay stays
 * too, with its line breaks and comments. `inside` are splices within the parts.
 */
export function flowCollection(
  node: Node,
  parts: readonly FlowPart[],
  inside: readonly Splice[],
  added: readonly string[],
  text: string,
): readonly Splice[] | undefined {
  const [from = 0, to = 0] = node.range ?? [];
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined || !parts.some((part) => part.kept)) return undefined;
  let made = text.slice(from, first.from);
  let empty = true;
  for (const [index, part] of parts.entries()) {
    if (!part.kept) continue;
    const previous = parts[index - 1];
    if (!empty) made += previous?.kept === true ? text.slice(previous.to, part.from) : ', ';
    const within = inside.filter((each) => each.from >= part.from && each.to <= part.to);
    made += splice(text, within, part.from, part.to);
    empty = false;
  }
  made += added.map((each) => `, ${each}`).join('');
  return [{ from, to, text: made + text.slice(last.to, to) }];
}
