import { jsonText } from '../../render/json.ts';
import { exitCodes } from '../exit-codes.ts';
import type { World } from '../world.ts';

/** Text as it comes in, in pieces of any size. */
export type Input = AsyncIterable<string>;

/** What is asked of one line; whatever the line holds, there is an answer. */
export type Answerer = (line: unknown) => Readonly<Record<string, unknown>>;

/** The longest line that is read, in characters; a longer one is answered, but not kept. */
const longest = 8_000_000;

/**
 * Answers JSON Lines, one line of JSON for each line in the same order, as soon as a piece of the input has come in.
 * What is no JSON gets an answer with `error`.
 */
export async function answerLines(
  input: Input,
  answer: Answerer,
  { terminal, signal }: Pick<World, 'terminal' | 'signal'>,
): Promise<number> {
  let rest = '';
  let overlong = false;
  let first = true;
  const take = (text: string): string => {
    const line = first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
    const tooLong = overlong || line.length > longest;
    overlong = false;
    return tooLong
      ? errorLine(`The line is longer than ${longest.toLocaleString('en')} characters.`)
      : answerLine(line, answer);
  };
  for await (const piece of input) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    const answers = lines.map(take).join('');
    if (answers !== '') terminal.print(answers);
    if (rest.length > longest) {
      overlong = true;
      rest = '';
    }
  }
  if (signal.aborted) return exitCodes.interrupted;
  if (rest !== '' || overlong) terminal.print(take(rest));
  return exitCodes.success;
}

/** The whole input as one text; without the line break at its end. */
export async function wholeText(input: Input): Promise<string> {
  let text = '';
  for await (const piece of input) text += piece;
  return text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
}

function answerLine(line: string, answer: Answerer): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return errorLine(
      line.trim() === '' ? 'The line is empty; write one JSON object a line.' : 'The line is no JSON.',
    );
  }
  return `${jsonText(answer(value))}\n`;
}

const errorLine = (error: string): string => `${jsonText({ error })}\n`;

/** A JSON object; undefined for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** What a value is, in words for messages. */
export function kindOfJson(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'boolean'
    ? 'true or false'
    : typeof value === 'string'
      ? 'text'
      : `a ${typeof value}`;
}
