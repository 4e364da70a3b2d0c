import { tokensOf, type Token } from './powershell-lexer.ts';

/** Data as a script has it: text, `$null`, a hashtable or an array. */
export type Data = string | null | readonly Data[] | { readonly [key: string]: Data };

export interface Script {
  /** Every token but strings and the text of comments; a string is `string`. */
  readonly outline: readonly string[];
  /** What the strings evaluate to, in their order. */
  readonly strings: readonly string[];
  /** The argument of every call of Set-PlannedAttribute. */
  readonly users: readonly Data[];
}

/** Reads a script back. `(-join @('a', [char]0x00E9))` is one string. */
export function readScript(text: string): Script {
  const tokens = joined(tokensOf(text));
  return {
    outline: tokens.map(outlined),
    strings: tokens.filter(({ kind }) => kind === 'string').map((each) => each.text),
    users: tokens.flatMap((token, index) =>
      token.text === 'Set-PlannedAttribute' && tokens[index + 1]?.text === '-User'
        ? [read(tokens.filter(isNoComment), tokens.slice(0, index + 2).filter(isNoComment).length)[0]]
        : [],
    ),
  };
}

const isNoComment = ({ kind }: Token): boolean => kind !== 'comment';

function outlined({ kind, text }: Token): string {
  if (kind === 'string') return 'string';
  return kind === 'comment' ? `comment of ${text.split('\n').length}` : `${kind} ${text}`;
}

/** The text of tokens from `at`, until one that differs from what is expected. */
const follows = (tokens: readonly Token[], at: number, expected: readonly string[]): boolean =>
  expected.every((text, index) => tokens[at + index]?.kind === 'word' && tokens[at + index]?.text === text);

function joined(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const join = joinAt(tokens, at);
    if (join) {
      result.push({ kind: 'string', text: join.text });
      at = join.end - 1;
    } else result.push(...tokens.slice(at, at + 1));
  }
  return result;
}

function joinAt(
  tokens: readonly Token[],
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  if (!follows(tokens, start, ['(', '-join', '@', '('])) return undefined;
  let text = '';
  for (let at = start + 4; ; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'string') {
      text += token.text;
      at += 1;
    } else if (follows(tokens, at, ['[', 'char', ']'])) {
      const code = /^0x([0-9A-F]{4})$/.exec(tokens[at + 3]?.text ?? '')?.[1];
      if (code === undefined) return undefined;
      text += String.fromCharCode(Number.parseInt(code, 16));
      at += 4;
    } else return undefined;
    if (follows(tokens, at, [')', ')'])) return { text, end: at + 2 };
    if (!follows(tokens, at, [','])) return undefined;
  }
}

/** One value from `at`, and where it ends. */
function read(tokens: readonly Token[], at: number): readonly [Data, number] {
  const token = tokens[at];
  if (token?.kind === 'string') return [token.text, at + 1];
  if (follows(tokens, at, ['$', 'null'])) return [null, at + 2];
  if (follows(tokens, at, ['@', '{'])) return readTable(tokens, at + 2);
  if (follows(tokens, at, ['@', '('])) return readList(tokens, at + 2);
  throw new Error(`no data: ${token?.text}`);
}

const isSeparator = (token: Token | undefined): boolean => token?.kind === 'newline' || token?.text === ';';

function readTable(tokens: readonly Token[], start: number): readonly [Data, number] {
  const table: Record<string, Data> = {};
  let at = start;
  for (;;) {
    while (isSeparator(tokens[at])) at += 1;
    if (follows(tokens, at, ['}'])) return [table, at + 1];
    const key = tokens[at]?.text ?? '';
    if (!/^\w+$/.test(key) || !follows(tokens, at + 1, ['='])) throw new Error(`no key: ${key}`);
    [table[key], at] = read(tokens, at + 2);
  }
}

function readList(tokens: readonly Token[], start: number): readonly [Data, number] {
  const list: Data[] = [];
  let at = start;
  for (;;) {
    while (isSeparator(tokens[at])) at += 1;
    if (follows(tokens, at, [')'])) return [list, at + 1];
    const [value, end] = read(tokens, at);
    list.push(value);
    at = end;
  }
}
