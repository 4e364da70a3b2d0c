import { lineEnding, lineStart, nextLine } from './lines.ts';
import type { JsonObject } from './plain.ts';
import { ruleLines } from './rule-block.ts';
import type { Splice } from './splice.ts';
import { blockMap } from './value-text.ts';

/** Takes keys of a block map out with their lines. */
export function removeLines(
  pairs: readonly { readonly from: number; readonly to: number }[],
  kept: readonly { readonly from: number }[],
  text: string,
): readonly Splice[] {
  const firstKept = kept[0];
  const first = pairs[0];
  if (firstKept === undefined || first === undefined) return [];
  // The first key of a list entry stands behind the dash, where the next one has to go.
  const behindDash = text.slice(lineStart(text, first.from), first.from).trim() !== '';
  const joined = behindDash && first.from !== firstKept.from;
  const gone = pairs.filter(
    (pair) => !kept.some(({ from }) => from === pair.from) && !(joined && pair.from < firstKept.from),
  );
  return [
    ...(joined ? [{ from: first.from, to: firstKept.from, text: '' }] : []),
    ...gone.map(({ from, to }) => ({ from: lineStart(text, from), to: nextLine(text, to), text: '' })),
  ];
}

/** Adds keys at the end of a block map. */
export function addLines(
  pairs: readonly { readonly to: number }[],
  added: JsonObject,
  indent: string,
  text: string,
): readonly Splice[] {
  const last = pairs.at(-1);
  if (last === undefined || Object.keys(added).length === 0) return [];
  return [insertedLines(last.to, text, (eol) => blockMap(added, indent, eol))];
}

/** Lines behind the one in which something ends. */
export function insertedLines(end: number, text: string, lines: (eol: string) => string): Splice {
  const at = nextLine(text, end);
  const eol = lineEnding(text, at);
  const written = lines(eol);
  return { from: at, to: at, text: text[at - 1] === '\n' ? written + eol : eol + written };
}

/** Where the line after an empty one begins, or the same place. */
export function pastEmptyLine(text: string, at: number): number {
  return at + (/^[ \t]*\r?\n/.exec(text.slice(at, at + 200))?.[0].length ?? 0);
}

/** The header of the block stays, and so does its indentation. */
export function blockRule(written: string, rule: string, text: string, at: number): string {
  const eol = lineEnding(text, nextLine(text, at));
  const [header = '', ...lines] = written.split(/\r?\n/);
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
  return [header, ...ruleLines(rule).map((line) => indent + line)].join(eol);
}
