import { isScalar, type Node as YamlNode } from 'yaml';
import type { Flaw } from './flaw.ts';
import type { Pair } from './node.ts';
import { quote } from './quote.ts';

const coreTags = new Set(
  ['null', 'bool', 'int', 'float', 'str', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);
/** Names that mean something to the language this is written in. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a tag is anything but one of the core schema of YAML 1.2, which only say what a value is anyway. */
export function isOwnTag(tag: string): boolean {
  return !coreTags.has(tag);
}

/** The name of a key as it is written; undefined where the key is not a single word or text. */
export function keyName(key: YamlNode | null, text: string): string | undefined {
  if (!isScalar(key)) {
    return undefined;
  }
  return typeof key.value === 'string'
    ? key.value
    : (key.source ?? text.slice(key.range?.[0], key.range?.[1]));
}

/** What is wrong with a key, whatever the map is for. */
export function keyFlaw(
  name: string | undefined,
  key: YamlNode | null,
  pairs: ReadonlyMap<string, Pair>,
): Flaw | undefined {
  if (name === undefined || name === '') {
    return {
      id: 'bad-key',
      message: 'A key must be a name.',
      remedy: 'Write `name: value`.',
    };
  }
  if (name === '<<') {
    return {
      id: 'merge-key',
      message: 'Merge keys (`<<`) are not part of YAML 1.2 and are not read.',
      remedy: 'Use `defaults` of the file, or write the values out.',
    };
  }
  if (forbiddenKeys.has(name)) {
    return { id: 'bad-key', message: `${quote(name)} is not allowed as a key.`, remedy: 'Remove it.' };
  }
  const first = pairs.get(name);
  if (first !== undefined) {
    return {
      id: 'duplicate-key',
      message: `${quote(name)} stands here for the second time; it is already in line ${first.key.place.line}.`,
      remedy: 'Keep one of the two.',
      also: [first.key.place],
    };
  }
  if (isScalar(key) && key.tag !== undefined && isOwnTag(key.tag)) {
    return tagFlaw(key.tag);
  }
  return undefined;
}

/** The flaw of a value with a tag that is not one of YAML's own. */
export function tagFlaw(tag: string): Flaw {
  const written = tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice('tag:yaml.org,2002:'.length)}` : tag;
  return {
    id: 'tag',
    message: `The tag ${quote(written)} is not read: files hold data only.`,
    remedy: 'Remove the tag and write the value itself; text that begins with ! needs quotation marks.',
  };
}
