import type { Json, Structure } from '../core/attributes/attribute.ts';
import { note, type Flaws } from './flaw.ts';
import { isNull, type Key, type Node } from './node.ts';
import { quote } from './quote.ts';

/** https://learn.microsoft.com/graph/extensibility-overview: two kilobytes an extension. */
const mostBytes = 2048;
/** What Graph itself keeps in every open extension. */
const own = new Set(['id', 'extensionname']);

/** The name of an open extension, which is also a part of its address. */
export function checkOpenName(key: Key, flaws: Flaws): boolean {
  if (/^[^\p{C}\p{Z}/\\?#%&'"@]+$/u.test(key.name) && !/^\.+$/.test(key.name)) {
    return true;
  }
  note(flaws, key, {
    id: 'bad-form',
    message: `${quote(key.name)} cannot be the name of an open extension.`,
    remedy: 'Use letters, digits, and . _ - as in `com.contoso.settings`.',
  });
  return false;
}

/**
 * The members of an open extension: texts, numbers, booleans, and lists of these, which is all that the service takes
 * (https://learn.microsoft.com/graph/api/opentypeextension-post-opentypeextension). Undefined where something has a
 * flaw; `null` deletes it.
 */
export function readOpenExtension(key: Key, node: Node, flaws: Flaws): Structure | null | undefined {
  if (isNull(node)) {
    return null;
  }
  if (node.type !== 'map' || flaws.has(node)) {
    return undefined;
  }
  const members: Record<string, Json> = {};
  for (const [name, pair] of node.pairs) {
    if (flaws.has(pair.key) || !checkMember(pair.key, flaws)) {
      continue;
    }
    const value = readMember(name, pair.value, flaws);
    if (value !== undefined) {
      members[name] = value;
    }
  }
  return Object.keys(members).length === node.pairs.size && fits(key, node, members, flaws)
    ? members
    : undefined;
}

function checkMember(key: Key, flaws: Flaws): boolean {
  if (!own.has(key.name.toLowerCase()) && !key.name.includes('@')) {
    return true;
  }
  note(flaws, key, {
    id: 'bad-key',
    message: `${quote(key.name)} cannot be a member of an open extension: Graph itself uses that name.`,
    remedy: 'Give the member another name.',
  });
  return false;
}

function readMember(name: string, node: Node, flaws: Flaws): Json | undefined {
  if (node.type === 'list') {
    const values = node.items.flatMap((item) => readPrimitive(name, item, flaws) ?? []);
    return values.length === node.items.length && !flaws.has(node) ? values : undefined;
  }
  return readPrimitive(name, node, flaws);
}

function readPrimitive(name: string, node: Node, flaws: Flaws): string | number | boolean | undefined {
  // Maps and `null` differ from the schema already.
  if (flaws.has(node) || node.type !== 'scalar' || node.value === null) {
    return undefined;
  }
  const { value, source } = node;
  if (
    typeof value === 'number' &&
    (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
  ) {
    note(flaws, node, {
      id: 'bad-value',
      message: `${quote(name)} is ${quote(source)}, which JSON cannot hold as it is.`,
      remedy: 'Put it between quotation marks, as text.',
    });
    return undefined;
  }
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) {
    note(flaws, node, {
      id: 'control-character',
      message: `${quote(name)} holds one half of a character.`,
      remedy: 'Remove it; it may have come along from where the value was copied.',
    });
    return undefined;
  }
  return value;
}

/** Measured as the service keeps it, with its name. */
function fits(key: Key, node: Node, members: Structure, flaws: Flaws): boolean {
  const kept = {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: key.name,
    id: key.name,
    ...members,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(kept)).length;
  if (bytes > mostBytes) {
    note(flaws, node, {
      id: 'too-long',
      message: `${quote(key.name)} has ${bytes.toLocaleString('en')} bytes as JSON, its name and type included; the service takes at most ${mostBytes.toLocaleString('en')}.`,
      remedy: `Shorten it by ${(bytes - mostBytes).toLocaleString('en')} bytes, or divide it into two extensions.`,
    });
  }
  return bytes <= mostBytes;
}
