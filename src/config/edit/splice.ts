/** Text to be put in place of a part of a file; offsets in UTF-16 units. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The part of a text from `from` to `to` with splices applied, none of which overlap. Insertions at one place keep their order. */
export function splice(text: string, splices: readonly Splice[], from = 0, to: number = text.length): string {
  let at = from;
  const parts: string[] = [];
  for (const each of splices.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (each.from < at) throw new RangeError('Two edits of a file overlap.');
    parts.push(text.slice(at, each.from), each.text);
    at = each.to;
  }
  return parts.join('') + text.slice(at, to);
}
