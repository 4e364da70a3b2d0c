import type { Json } from '../../core/attributes/attribute.ts';
import type { Wanted } from './wanted.ts';

/** What becomes of one file. `byHand`: what there is stays, and the user adds `add` to it. */
export type Fate = { readonly path: string; readonly why: string } & (
  | { readonly fate: 'new'; readonly bytes: Uint8Array }
  | {
      readonly fate: 'extended';
      readonly was: Uint8Array;
      readonly bytes: Uint8Array;
      readonly added: number;
    }
  | { readonly fate: 'same' }
  /** It is the user's, whatever it says. */
  | { readonly fate: 'kept' }
  /** It comes with the program, and is another than this version's. */
  | { readonly fate: 'other' }
  | { readonly fate: 'byHand'; readonly add: readonly string[] }
);

/** What becomes of a file that is wanted, where `was` is there already. Nothing that is there is taken away. */
export function fateOf(wanted: Wanted, was: Uint8Array | undefined): Fate {
  const { path, why } = wanted;
  if (was === undefined) return { path, why, fate: 'new', bytes: freshOf(wanted) };
  const text = textOf(was);
  switch (wanted.form) {
    case 'whole': {
      const same = text !== undefined && text === textOf(wanted.bytes);
      return { path, why, fate: same ? 'same' : wanted.own === 'user' ? 'kept' : 'other' };
    }
    case 'owners': {
      const there = rulesIn(text ?? '');
      const add = wanted.lines.filter((line) => !there.has(firstWord(line)));
      return add.length === 0 ? { path, why, fate: 'same' } : { path, why, fate: 'byHand', add };
    }
    case 'lines': {
      const there = new Set((text ?? '').split('\n').map((line) => line.trim()));
      const add = wanted.lines.filter((line) => !there.has(line));
      if (add.length === 0) return { path, why, fate: 'same' };
      if (text === undefined) return { path, why, fate: 'byHand', add };
      return {
        path,
        why,
        fate: 'extended',
        was,
        bytes: appended(was, add, wanted.comment),
        added: add.length,
      };
    }
    case 'json':
      return { path, why, ...merged(wanted.members, was, text) };
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function freshOf(wanted: Wanted): Uint8Array {
  switch (wanted.form) {
    case 'whole':
      return wanted.bytes;
    case 'json':
      return encode(`${JSON.stringify(wanted.members, null, 2)}\n`);
    case 'lines':
    case 'owners':
      return encode(`# ${wanted.comment}\n${wanted.lines.join('\n')}\n`);
  }
}

/** With plain line breaks; undefined where it is not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

const firstWord = (line: string): string => line.trim().split(/\s+/)[0] ?? '';
const rulesIn = (text: string): ReadonlySet<string> => new Set(text.split('\n').map(firstWord));

function appended(was: Uint8Array, lines: readonly string[], comment: string): Uint8Array {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(was);
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' ? '' : before.endsWith('\n') ? end : end + end;
  return encode([before + gap + `# ${comment}`, ...lines].join(end) + end);
}

function merged(members: Readonly<Record<string, Json>>, was: Uint8Array, text: string | undefined) {
  const byHand = { fate: 'byHand', add: JSON.stringify(members, null, 2).split('\n').slice(1, -1) } as const;
  const whole = text === undefined ? undefined : parsed(text);
  if (text === undefined || whole === undefined) return byHand;
  const result = joined(whole, members);
  if (result === undefined) return byHand;
  if (JSON.stringify(result) === JSON.stringify(whole)) return { fate: 'same' } as const;
  // Comments and a layout of one's own would be lost.
  const layout = ['  ', '    ', '\t'].find((indent) => printed(whole, indent) === text.trimEnd());
  if (layout === undefined) return byHand;
  const [end] = new TextDecoder().decode(was).includes('\r\n') ? ['\r\n'] : ['\n'];
  const tail = text.slice(text.trimEnd().length);
  const bytes = encode((printed(result, layout) + tail).replaceAll('\n', end));
  return { fate: 'extended', was, bytes, added: Object.keys(members).length } as const;
}

const printed = (value: Json, indent: string): string => JSON.stringify(value, null, indent);

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Both together; undefined where they say different things. */
function joined(there: Json, wanted: Json): Json | undefined {
  if (Array.isArray(there) && Array.isArray(wanted)) {
    const known = new Set(there.map((each) => JSON.stringify(each)));
    return [...there, ...wanted.filter((each) => !known.has(JSON.stringify(each)))];
  }
  if (!isObject(there) || !isObject(wanted))
    return JSON.stringify(there) === JSON.stringify(wanted) ? there : undefined;
  const all: Record<string, Json> = { ...there };
  for (const [name, value] of Object.entries(wanted)) {
    const mine = Object.hasOwn(there, name) ? there[name] : undefined;
    const both = mine === undefined ? value : joined(mine, value);
    if (both === undefined) return undefined;
    all[name] = both;
  }
  return all;
}
