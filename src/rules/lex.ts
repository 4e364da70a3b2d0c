import { isInvisible, isTypographicDash, nameCharacter, straightQuote } from './characters.ts';
import { lexText, type Opening } from './lex-text.ts';
import { error, type RuleProblem } from './problem.ts';
import type { Token } from './token.ts';

export interface Lexed {
  /** Ends with a token of type `end`. */
  readonly tokens: readonly Token[];
  readonly problems: readonly RuleProblem[];
}

const space = /[\s\u0085]+/y;
const word = /[\p{L}_$][\p{L}\p{M}\p{Nd}_$]*(?:\.[\p{L}\p{Nd}_$][\p{L}\p{M}\p{Nd}_$]*)*/uy;
const dashed = /[\p{L}][\p{L}\p{Nd}]*/uy;
const digits = /[+-]?\d[\w:.+-]*/y;
const odd = /[^\s\p{L}\p{Nd}_$()[\],"'“”‘’`\\-]+/uy;

/** Cuts a rule into tokens. Characters that a word processor put there are read as what they stand for, and reported. */
export function lex(source: string): Lexed {
  const tokens: Token[] = [];
  const problems: RuleProblem[] = [];
  let at = 0;
  const matched = (pattern: RegExp, from = at): string => {
    pattern.lastIndex = from;
    return pattern.exec(source)?.[0] ?? '';
  };
  while (at < source.length) {
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    const blank = isInvisible(character) ? '' : matched(space);
    if (blank !== '') {
      if (/[^ \t\r\n]/.test(blank)) problems.push(oddSpace(at, blank));
      at += blank.length;
    } else if (isInvisible(character)) {
      problems.push(invisible(at, character));
      at += character.length;
    } else if ('()[],'.includes(character)) {
      tokens.push({ type: character as '(' | ')' | '[' | ']' | ',', offset: at, end: at + 1 });
      at++;
    } else {
      const token = lexWord(character) ?? lexQuoted(character) ?? lexOdd(character);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ type: 'end', offset: source.length, end: source.length });
  return { tokens, problems };

  function lexWord(character: string): Token | undefined {
    const plain = matched(word);
    if (plain !== '') return { type: 'word', text: plain, offset: at, end: at + plain.length };
    const dash = isTypographicDash(character);
    const behind = character === '-' || dash ? matched(dashed, at + character.length) : '';
    if (behind !== '') {
      if (dash) problems.push(typographicDash(at, character, behind));
      return { type: 'dashed', text: behind, offset: at, end: at + character.length + behind.length };
    }
    const number = matched(digits);
    return number === '' ? undefined : { type: 'digits', text: number, offset: at, end: at + number.length };
  }

  function lexQuoted(character: string): Token | undefined {
    const opening = openingAt(source, at, character);
    if (opening === undefined) return undefined;
    const text = lexText(source, opening);
    problems.push(...quoteProblems(opening, character, text?.written));
    if (text !== undefined) return text;
    problems.push(unterminated(source, opening));
    return { type: 'end', offset: at, end: source.length };
  }

  function lexOdd(character: string): Token {
    const text = matched(odd) || character;
    return { type: 'odd', text, offset: at, end: at + text.length };
  }
}

function openingAt(source: string, offset: number, character: string): Opening | undefined {
  if (character === '"' || character === "'")
    return { offset, length: 1, quote: character, escape: '', closes: (each) => each === character };
  const straight = straightQuote(character);
  if (straight !== undefined)
    return {
      offset,
      length: 1,
      quote: straight,
      escape: '',
      closes: (each) => each === straight || straightQuote(each) === straight,
    };
  const next = source[offset + 1];
  if ((character === '\\' || character === '`') && (next === '"' || next === "'"))
    return { offset, length: 2, quote: next, escape: character, closes: (each) => each === next };
  return undefined;
}

function quoteProblems(opening: Opening, character: string, written: string | undefined): RuleProblem[] {
  const { offset, escape } = opening;
  const mend = written === undefined ? 'straight quotes' : `"${written}"`;
  if (escape === '\\')
    return [
      error(
        'escaped-quote',
        offset,
        `A backslash stands before the quote, as in JSON or C#. In the rule itself write ${mend}.`,
      ),
    ];
  if (escape === '`')
    return [
      error(
        'escaped-quote',
        offset,
        `A backtick stands before the opening quote. A backtick belongs only before a double quote inside the text; write ${mend}.`,
      ),
    ];
  if (straightQuote(character) === undefined) return [];
  return [
    error(
      'typographic-quote',
      offset,
      `The quote ${nameCharacter(character)} is typographic and the service refuses it. Write straight quotes: ${mend}.`,
    ),
  ];
}

function unterminated(source: string, opening: Opening): RuleProblem {
  const { offset, quote } = opening;
  const rest = source.slice(offset + opening.length);
  const curly = Array.from(rest).find((each) => straightQuote(each) === quote);
  let mend = `Add ${quote} where the text ends.`;
  if (curly !== undefined)
    mend = `It seems to end with the typographic quote ${nameCharacter(curly)}; write a straight ${quote} there.`;
  else if (rest.endsWith('`"'))
    mend = 'A backtick before a quote keeps the quote in the text: leave it away.';
  else if (source.slice(0, offset).includes('\\"'))
    mend = 'A double quote inside a text needs a backtick before it, not a backslash.';
  return error('unterminated-text', offset, `The text that begins here has no closing quote. ${mend}`);
}

function typographicDash(offset: number, dash: string, behind: string): RuleProblem {
  return error(
    'typographic-dash',
    offset,
    `The dash ${nameCharacter(dash)} is typographic and the service refuses it. Write a hyphen: -${behind}.`,
  );
}

function oddSpace(at: number, blank: string): RuleProblem {
  const index = blank.search(/[^ \t\r\n]/);
  return {
    code: 'odd-space',
    message: `A special blank (${nameCharacter(blank[index] ?? '')}) stands here; whether the service takes it for a blank is not documented. Write an ordinary one.`,
    offset: at + index,
    severity: 'warning',
  };
}

function invisible(offset: number, character: string): RuleProblem {
  return error(
    'invisible-character',
    offset,
    `An invisible character (${nameCharacter(character)}) stands here. Delete it.`,
  );
}
