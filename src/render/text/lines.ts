import { styleText } from 'node:util';
import { safe, shownAsCode } from '../safe.ts';
import { commandMarks } from '../workflow-commands.ts';

/** What a piece of text is, not how it looks; only `paint` knows colours. */
export type Role =
  | 'plain'
  | 'heading'
  | 'name'
  | 'quiet'
  | 'added'
  | 'removed'
  | 'changed'
  | 'warning'
  | 'refused'
  | 'passed';

export interface Span {
  readonly text: string;
  readonly role: Role;
}
export type Line = readonly Span[];

export const span = (text: string, role: Role = 'plain'): Span => ({ text, role });
/** A line of plain text and spans. */
export const line = (...parts: readonly (string | Span)[]): Line =>
  parts.map((part) => (typeof part === 'string' ? span(part) : part));
export const blank: Line = [];

const looks = {
  plain: 'reset',
  heading: 'bold',
  name: 'bold',
  quiet: 'dim',
  added: 'green',
  removed: 'red',
  changed: 'yellow',
  warning: 'yellow',
  refused: 'red',
  passed: 'green',
} as const satisfies Record<Role, string>;

/**
 * Lines as text, each ended by a line break; without colour nothing but the text. Whatever the spans hold, a line stays
 * one line, steers no terminal and is no command to the runner of GitHub Actions.
 */
export function paint(lines: readonly Line[], colour: boolean): string {
  const show = ({ text, role }: Span): string =>
    colour && role !== 'plain' ? styleText(looks[role], text, { validateStream: false }) : text;
  return lines.map((each) => `${disarmed(each).map(show).join('').trimEnd()}\n`).join('');
}

function disarmed(line: Line): Line {
  const clean = line.map(({ text, role }) => span(safe(text), role));
  const marks = new Set(commandMarks(clean.map(({ text }) => text).join('')));
  if (marks.size === 0) return clean;
  let start = 0;
  return clean.map(({ text, role }) => {
    const from = start;
    start += text.length;
    return span(
      text.replace(/[:#]/g, (character, at: number) =>
        marks.has(from + at) ? shownAsCode(character) : character,
      ),
      role,
    );
  });
}

/** Columns that a text takes: wide letters two, combining marks none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

function columnsOf(character: string): number {
  if (/^\p{Mark}$/u.test(character)) return 0;
  return /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$|^\p{Emoji_Presentation}$/u.test(
    character,
  )
    ? 2
    : 1;
}

/** Text filled up with spaces to so many columns. */
export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

/**
 * Spans broken into lines of at most `columns`, at spaces where there are any, each line indented by `indent` spaces
 * (the first one is thought to be indented already by `first`).
 */
export function wrap(
  spans: readonly Span[],
  columns: number,
  indent: number,
  first = indent,
): readonly Line[] {
  const lines: Span[][] = [[span(' '.repeat(first))]];
  let room = columns - first;
  for (const { text, role } of spans) {
    for (const word of text.match(/\s+|\S+/g) ?? []) {
      for (const piece of pieces(word, columns - indent)) {
        const size = width(piece);
        if (size > room && room < columns - indent) {
          lines.push([span(' '.repeat(indent))]);
          room = columns - indent;
          if (/^\s/.test(piece)) continue;
        }
        lines.at(-1)?.push(span(piece, role));
        room -= size;
      }
    }
  }
  return lines;
}

/** A word in pieces that fit on a line of their own. */
function pieces(word: string, columns: number): readonly string[] {
  if (width(word) <= columns) return [word];
  const found: string[] = [''];
  for (const character of word) {
    if (width((found.at(-1) ?? '') + character) > columns) found.push('');
    found[found.length - 1] += character;
  }
  return found;
}

/**
 * Text at the margin, wrapped to the width. All lines but the first are indented, so that no word from outside comes to
 * stand by itself where our headings do.
 */
export const hanging = (spans: readonly Span[], columns: number): readonly Line[] =>
  wrap(spans, columns, 2, 0);

/** A sentence wrapped to the width, indented. */
export const paragraph = (
  text: string,
  columns: number,
  indent: number,
  role: Role = 'plain',
): readonly Line[] => wrap([span(text, role)], columns, indent);
