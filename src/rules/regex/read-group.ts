import { accept, acceptMatch, ahead, cannot, refuse, type PatternOptions, type Scanner } from './scanner.ts';

/** What an opening parenthesis begins. */
export type Group =
  | { readonly type: 'plain' }
  | { readonly type: 'behind'; readonly negated: boolean }
  /** Nothing but a switch of options up to the end of the enclosing group, or a comment. */
  | { readonly type: 'nothing' }
  /** What .NET has and nothing here evaluates; its content is read for mistakes only. */
  | { readonly type: 'opaque' };

/** Reads what follows an opening parenthesis, as .NET's `ScanGroupOpen` does. */
export function readGroupOpening(scanner: Scanner): Group {
  if (!accept(scanner, '?')) {
    // With the option n only named groups capture.
    if (!scanner.options.n) scanner.groups.add(String(++scanner.unnamed));
    return { type: 'plain' };
  }
  if (accept(scanner, ':')) return { type: 'plain' };
  if (accept(scanner, '=') || accept(scanner, '!')) return opaque(scanner, 'a lookahead (?=…) or (?!…)');
  if (accept(scanner, '>')) return opaque(scanner, 'an atomic group (?>…)');
  if (accept(scanner, '<=')) return { type: 'behind', negated: false };
  if (accept(scanner, '<!')) return { type: 'behind', negated: true };
  if (ahead(scanner) === '#') return readComment(scanner);
  if (ahead(scanner) === '<' || ahead(scanner) === "'") return readName(scanner);
  if (ahead(scanner) === '(') return readCondition(scanner);
  return readOptions(scanner);
}

function opaque(scanner: Scanner, what: string): Group {
  cannot(scanner, what);
  return { type: 'opaque' };
}

function readComment(scanner: Scanner): Group {
  const close = scanner.source.indexOf(')', scanner.at);
  if (close === -1) refuse('a comment (?#…) is never closed');
  scanner.at = close + 1;
  return { type: 'nothing' };
}

function readName(scanner: Scanner): Group {
  const named = acceptMatch(
    scanner,
    /<(?:[\p{L}\p{Nd}_]+)?(?:-[\p{L}\p{Nd}_]+)?>|'(?:[\p{L}\p{Nd}_]+)?(?:-[\p{L}\p{Nd}_]+)?'/uy,
  )?.slice(1, -1);
  if (named === undefined || named === '')
    refuse('the name of a group is missing or has characters it cannot have');
  const [name = '', balance] = named.split('-');
  if (/^\d\D/.test(name) || /^\d+\D/.test(name)) refuse('the name of a group cannot begin with a digit');
  if (name === '0') refuse('a group cannot have the number 0');
  if (balance !== undefined) {
    scanner.references.push(balance);
    cannot(scanner, 'a balancing group (?<a-b>…)');
  }
  if (name !== '') scanner.groups.add(name);
  return { type: 'plain' };
}

/** `(?(condition)yes|no)`: the condition is read as a group of its own. */
function readCondition(scanner: Scanner): Group {
  return opaque(scanner, 'a conditional (?(…)…)');
}

function readOptions(scanner: Scanner): Group {
  const written = acceptMatch(scanner, /[imnsx+-]*/iy) ?? '';
  let on = true;
  const options: Record<keyof PatternOptions, boolean> = { ...scanner.options };
  for (const letter of written.toLowerCase()) {
    if (letter === '+' || letter === '-') on = letter === '+';
    else options[letter as keyof PatternOptions] = on;
  }
  scanner.options = options;
  if (accept(scanner, ')')) return { type: 'nothing' };
  if (accept(scanner, ':')) return { type: 'plain' };
  return refuse('a group begins with (? and something that .NET does not know');
}
