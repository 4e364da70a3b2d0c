import { isAlias, isMap, isScalar, isSeq, type Node as YamlNode, type ParsedNode, type YAMLMap } from 'yaml';
import type { Place } from '../core/problem.ts';
import { note, type Flaws } from './flaw.ts';
import { isOwnTag, keyFlaw, keyName, tagFlaw } from './keys.ts';
import type { Key, Node, Pair } from './node.ts';

/** Nothing in this format comes near any of these; they keep hostile files from costing time. */
const deepest = 40;
const mostKeys = 1000;
const mostAliased = 100_000;

/**
 * Turns what the YAML library parsed into nodes with places, and notes what this format does not allow: tags, merge
 * keys, keys that stand twice, aliases that lead nowhere or to too much.
 */
export function convert(
  contents: ParsedNode | null,
  text: string,
  place: (offset: number) => Place,
  flaws: Flaws,
): Node | undefined {
  const anchors = new Map<string, { node: Node; size: number } | 'open'>();
  let aliased = 0;
  let size = 0;

  function value(node: YamlNode | null | undefined, at: number, depth: number): Node {
    size += 1;
    if (node === null || node === undefined) {
      return { type: 'scalar', value: null, source: '', plain: true, place: place(at) };
    }
    if (isAlias(node)) {
      return alias(node.source, place(start(node)));
    }
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (anchor !== undefined) {
      anchors.set(anchor, 'open');
    }
    const before = size;
    const converted = depth > deepest ? tooDeep(place(start(node))) : collectionOrScalar(node, at, depth);
    if (node.tag !== undefined && 'tag' in node && isOwnTag(node.tag)) {
      note(flaws, converted, tagFlaw(node.tag));
    }
    if (anchor !== undefined) {
      anchors.set(anchor, { node: converted, size: size - before + 1 });
    }
    return converted;
  }

  function collectionOrScalar(node: YamlNode, at: number, depth: number): Node {
    if (isMap(node)) {
      return map(node, depth);
    }
    if (isSeq(node)) {
      return {
        type: 'list',
        place: place(start(node)),
        items: node.items.map((item) => value(item as YamlNode | null, start(node), depth + 1)),
      };
    }
    if (isScalar(node)) {
      const plain = node.type === 'PLAIN' || node.type === undefined;
      const source = node.source ?? '';
      // A value that is not there has no place of its own; its key has.
      const here = plain && source === '' ? place(at) : place(start(node));
      return { type: 'scalar', value: scalarValue(node.value), source, plain, place: here };
    }
    return tooDeep(place(at));
  }

  function map(node: YAMLMap, depth: number): Node {
    const pairs = new Map<string, Pair>();
    const converted: Node = { type: 'map', place: place(start(node)), pairs };
    if (node.items.length > mostKeys) {
      note(flaws, converted, {
        id: 'too-many-keys',
        message: `One map has ${node.items.length.toLocaleString('en')} keys; at most ${mostKeys.toLocaleString('en')} are read.`,
        remedy: 'Write users and groups as list entries that begin with `- user:` or `- group:`.',
      });
      return converted;
    }
    let unnamed = 0;
    for (const pair of node.items) {
      const keyNode = pair.key as YamlNode | null;
      const keyAt = keyNode === null ? start(node) : start(keyNode);
      const written = keyName(keyNode, text);
      const key: Key = { name: written ?? '', place: place(keyAt) };
      const flaw = keyFlaw(written, keyNode, pairs);
      const child = value(pair.value as YamlNode | null, keyAt, depth + 1);
      if (flaw === undefined) {
        pairs.set(key.name, { key, value: child });
      } else {
        // Kept under a name that nobody can write, so that the flaw is found where the entry is walked.
        unnamed += 1;
        pairs.set(`${unusable}${unnamed}`, { key, value: nothing(key.place) });
        note(flaws, key, flaw);
      }
    }
    return converted;
  }

  function alias(name: string, at: Place): Node {
    const target = anchors.get(name);
    if (target === undefined || target === 'open') {
      const node = nothing(at);
      note(flaws, node, {
        id: 'alias',
        message:
          target === 'open'
            ? `\`*${name}\` stands for a value that contains it.`
            : `Nothing is marked with \`&${name}\`, so \`*${name}\` stands for nothing.`,
        remedy: 'Write the value itself, or put it in quotation marks where the * belongs to it.',
      });
      return node;
    }
    aliased += target.size;
    size += target.size;
    if (aliased > mostAliased) {
      throw new AliasOverflow(at);
    }
    const copy = { ...target.node };
    const flaw = flaws.get(target.node);
    if (flaw !== undefined) {
      note(flaws, copy, flaw);
    }
    return copy;
  }

  function tooDeep(at: Place): Node {
    const node = nothing(at);
    note(flaws, node, {
      id: 'yaml-syntax',
      message: 'The value is nested too deeply.',
      remedy: 'Nothing in this format is nested more than a few levels.',
    });
    return node;
  }

  return contents === null || contents === undefined || isBlank(contents) ? undefined : value(contents, 0, 0);
}

/** Stops the conversion of a file whose aliases repeat more than is read. */
export class AliasOverflow extends Error {
  override readonly name = 'AliasOverflow';
  readonly place: Place;

  constructor(place: Place) {
    super('The aliases of this file (`*name`) repeat more than is read.');
    this.place = place;
  }
}

/** Prefix of names for keys that were refused. */
export const unusable = '\u0000';

function nothing(at: Place): Node {
  return { type: 'scalar', value: null, source: 'null', plain: true, place: at };
}

function isBlank(contents: ParsedNode): boolean {
  return isScalar(contents) && contents.value === null && (contents.source ?? '') === '';
}

function start(node: YamlNode): number {
  return node.range?.[0] ?? 0;
}

function scalarValue(value: unknown): null | boolean | number | string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
