/**
 * A part of a path. Names are compared in lower case, keys as they are. `/users('x')` and
 * `/groups(uniqueName='x')` are a name and a key in one, `/users/x` is two parts.
 */
export interface Key {
  /** The property that the key names, in lower case; `id` where it names none. */
  by: string;
  value: string;
}

export interface Segment {
  /** In lower case and without the `microsoft.graph.` of actions; type casts become `graph.user`. */
  name: string;
  key: Key;
  /** Whether it was written in parentheses: such a key is never a fixed name. */
  quoted: boolean;
}

const types = new Set([
  'user',
  'group',
  'device',
  'serviceprincipal',
  'orgcontact',
  'administrativeunit',
  'directoryrole',
  'application',
]);

/** Splits a raw path, percent-decoding each part by itself. */
export function segments(path: string): Segment[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .flatMap((part) => segment(decode(part)));
}

function segment(part: string): Segment[] {
  const call = /^([a-z$][\w.$]*)\((.*)\)$/is.exec(part);
  const [, name, inside] = call ?? [];
  if (name === undefined || inside === undefined) return [plain(part)];
  if (inside === '') return [plain(name)];
  const named = /^(?:(\w+)\s*=\s*)?'(.*)'$/s.exec(inside.trim());
  const key: Key = named
    ? { by: named[1]?.toLowerCase() ?? 'id', value: (named[2] ?? '').replaceAll("''", "'") }
    : { by: 'id', value: inside };
  return [plain(name), { name: '', key, quoted: true }];
}

function plain(part: string): Segment {
  const lower = part.toLowerCase();
  const bare = lower.replace(/^(?:microsoft\.)?graph\./, '');
  const name = bare === lower ? lower : types.has(bare) ? `graph.${bare}` : bare;
  return { name, key: { by: 'id', value: part }, quoted: false };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
