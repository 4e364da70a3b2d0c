/**
 * A reader of PowerShell for tests, written from the language's documentation and apart from what writes the scripts:
 * any of five characters opens and closes a verbatim string, any of four an expandable one, in which the backtick
 * escapes and `$( )` is code; here-strings begin with @' or @" at the end of a line.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export interface Token {
  readonly kind: 'string' | 'code' | 'comment' | 'newline' | 'word';
  /** Of a verbatim string its value, of other tokens their text. */
  readonly text: string;
}

const single = "'\u2018\u2019\u201a\u201b";
const double = '"\u201c\u201d\u201e';
const isSpace = (at: string): boolean => at !== '' && ' \t\v\f\u0085\u00a0'.includes(at);
const isBreak = (at: string): boolean => at === '\n' || at === '\r';
const isIn = (set: string, at: string): boolean => at !== '' && set.includes(at);

export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < script.length) {
    const character = script.charAt(at);
    if (isSpace(character)) at += 1;
    else {
      const [kind, text, end] = nextToken(script, at);
      if (end <= at) throw new Error(`nothing read at ${at}`);
      tokens.push({ kind, text });
      at = end;
    }
  }
  return tokens;
}

type Read = readonly [Token['kind'], string, number];

function nextToken(script: string, at: number): Read {
  const character = script.charAt(at);
  const next = script.charAt(at + 1);
  if (isBreak(character)) return ['newline', '\n', at + 1];
  if (character === '#') return until(script, at, /[\r\n]|$/g, 0);
  if (character === '<' && next === '#') return until(script, at, /#>/g, 2);
  if (isIn(single, character)) return verbatim(script, at);
  if (isIn(double, character))
    return ['code', script.slice(at, expandable(script, at)), expandable(script, at)];
  if (character === '@' && (isIn(single, next) || isIn(double, next))) return hereString(script, at, next);
  if (character === '`') return ['code', script.slice(at, at + 2), at + 2];
  if ('(){}[];,|&$@=+!'.includes(character)) return ['word', character, at + 1];
  let end = at + 1;
  while (
    end < script.length &&
    !isBreak(script.charAt(end)) &&
    !isSpace(script.charAt(end)) &&
    !isIn(`(){}[];,|&$@=+!\`${single}${double}`, script.charAt(end))
  )
    end += 1;
  return ['word', script.slice(at, end), end];
}

function until(script: string, at: number, end: RegExp, length: number): Read {
  end.lastIndex = at;
  const found = end.exec(script);
  if (!found) throw new Error(`a comment has no end: ${script.slice(at, at + 40)}`);
  return ['comment', script.slice(at, found.index + length), found.index + length];
}

function verbatim(script: string, at: number): Read {
  let value = '';
  for (let place = at + 1; place < script.length; place += 1) {
    const character = script.charAt(place);
    if (!isIn(single, character)) value += character;
    else if (isIn(single, script.charAt(place + 1))) {
      place += 1;
      value += script.charAt(place);
    } else return ['string', value, place + 1];
  }
  throw new Error(`a string has no end: ${script.slice(at, at + 40)}`);
}

/** Where an expandable string ends; a sub-expression in it has strings and brackets of its own. */
function expandable(script: string, at: number): number {
  for (let place = at + 1; place < script.length; place += 1) {
    const character = script.charAt(place);
    if (character === '`') place += 1;
    else if (character === '$' && script.charAt(place + 1) === '(') place = closing(script, place + 1) - 1;
    else if (isIn(double, character)) {
      if (!isIn(double, script.charAt(place + 1))) return place + 1;
      place += 1;
    }
  }
  throw new Error(`a string has no end: ${script.slice(at, at + 40)}`);
}

function closing(script: string, at: number): number {
  let depth = 0;
  for (let place = at; place < script.length;) {
    if (isSpace(script.charAt(place))) {
      place += 1;
      continue;
    }
    const [kind, text, end] = nextToken(script, place);
    if (kind === 'word' && text === '(') depth += 1;
    if (kind === 'word' && text === ')') depth -= 1;
    if (depth === 0) return end;
    place = end;
  }
  throw new Error('a sub-expression has no end');
}

function hereString(script: string, at: number, quote: string): Read {
  const kind = isIn(single, quote) ? single : double;
  const match = new RegExp(`@[${kind}][ \\t]*\\r?\\n(?:.*?\\r?\\n)??[${kind}]@`, 'suy');
  match.lastIndex = at;
  const found = match.exec(script);
  if (!found) throw new Error('a here-string has no end');
  return ['code', found[0], at + found[0].length];
}
