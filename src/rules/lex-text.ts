import type { Token } from './token.ts';

/** How a piece of text begins: its offset, the length of what opens it, and the character that closes it. */
export interface Opening {
  readonly offset: number;
  readonly length: number;
  readonly quote: '"' | "'";
  /** Whether a character closes the text. */
  closes(character: string): boolean;
  /** What stood before the opening quote (a backslash, a backtick) and stands before the closing one too. */
  readonly escape: string;
}

/**
 * Reads text in quotes; undefined where nothing closes it. A backtick before a double quote keeps the quote
 * (https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership), an apostrophe is written twice
 * (MicrosoftDocs/azure-docs#68441), and a backslash is an ordinary character.
 */
export function lexText(source: string, opening: Opening): (Token & { readonly type: 'text' }) | undefined {
  const start = opening.offset + opening.length;
  let value = '';
  let loneApostrophe = false;
  let at = start;
  while (at < source.length) {
    const character = source[at] ?? '';
    const next = source[at + 1] ?? '';
    if (opening.escape === '' && opening.quote === '"' && character === '`' && next === '"') {
      value += '"';
      at += 2;
    } else if (character === "'" && next === "'") {
      value += "'";
      at += 2;
    } else if (opening.closes(character)) {
      return finish(source, opening, { start, at, value, loneApostrophe });
    } else {
      if (character === "'") loneApostrophe = true;
      value += character;
      at++;
    }
  }
  return undefined;
}

function finish(
  source: string,
  opening: Opening,
  read: {
    readonly start: number;
    readonly at: number;
    readonly value: string;
    readonly loneApostrophe: boolean;
  },
): Token & { readonly type: 'text' } {
  const { escape, quote, offset } = opening;
  const cut = escape !== '' && read.value.endsWith(escape) ? escape.length : 0;
  return {
    type: 'text',
    value: read.value.slice(0, read.value.length - cut),
    quote,
    written: source.slice(read.start, read.at - cut),
    loneApostrophe: read.loneApostrophe,
    offset,
    end: read.at + 1,
  };
}
