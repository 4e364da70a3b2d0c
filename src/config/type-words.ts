import type { Flaw } from './flaw.ts';
import { attributeAt, listKeys, type FileKind } from './kinds.ts';
import { isNull, type Node, type ScalarNode } from './node.ts';
import { listed } from '../core/wording.ts';
import { quote, yamlText } from './quote.ts';

/** A value of another type than the schema asks for. */
export function typeFlaw(schema: object, node: Node, kind: FileKind, path: readonly string[]): Flaw {
  const expected = expectedTypes(schema);
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const inList = name !== path.at(-1) && path.length > 0;
  const subject = inList ? `An entry of ${quote(name)}` : quote(name);
  if (path.length === 0) {
    return wholeFile(kind);
  }
  if (isNull(node)) {
    return nullFlaw(kind, path, subject, inList);
  }
  if ('errorMessage' in schema && typeof schema.errorMessage === 'string') {
    return {
      id: 'bad-value',
      message: `${subject} ${schema.errorMessage.replace(/^M/, 'm')}`,
      remedy: 'Correct the value, or leave the key out.',
    };
  }
  if (expected.includes('string') && node.type === 'scalar') {
    return otherForm(schema, node, subject) ?? notText(node, name, inList);
  }
  if (expected.includes('array') && node.type === 'scalar') {
    return {
      id: 'wrong-type',
      message: `${quote(name)} must be a list.`,
      remedy: `Write \`${name}: [${node.plain && typeof node.value === 'string' ? node.source : yamlText(node.source)}]\`.`,
    };
  }
  return {
    id: 'wrong-type',
    message: `${subject} must be ${expectedWords(schema, expected)}, not ${kindOf(node)}.`,
    remedy: 'Correct the value, or leave the key out.',
  };
}

/** A number where not even its digits as text would do: quotation marks would not help. */
function otherForm(schema: object, { source }: ScalarNode, subject: string): Flaw | undefined {
  const { pattern, patternErrorMessage } = schema as { pattern?: string; patternErrorMessage?: string };
  if (pattern === undefined || patternErrorMessage === undefined || new RegExp(pattern, 'u').test(source)) {
    return undefined;
  }
  const words = patternErrorMessage.replace(/^M/, 'm').replace(/\.$/, '');
  return {
    id: 'bad-form',
    message: `${subject} ${words}, not ${quote(source)}.`,
    remedy: 'Correct the value.',
  };
}

/** Numbers and booleans where text is meant: leading zeros would be lost without a word. */
export function notText({ source, value }: ScalarNode, name: string, inList: boolean): Flaw {
  const what = typeof value === 'boolean' ? `the boolean ${String(value)}` : `the number ${String(value)}`;
  const quoted = yamlText(source);
  return {
    id: 'not-text',
    message: `${inList ? `An entry of ${quote(name)}` : quote(name)} is text, but ${quote(source)} without quotation marks is ${what} to YAML.`,
    remedy: `Write \`${inList ? `- ${quoted}` : `${name}: ${quoted}`}\`.`,
  };
}

function nullFlaw(kind: FileKind, path: readonly string[], subject: string, inList: boolean): Flaw {
  if (!inList && attributeAt(kind, path)?.clearing === 'never') {
    return {
      id: 'cannot-be-cleared',
      message: `${subject} cannot be cleared: the service keeps a value once there is one.`,
      remedy: 'Write another value, or leave the key out to leave the value alone.',
    };
  }
  return {
    id: 'wrong-type',
    message: `${subject} cannot be \`null\`.`,
    remedy: inList ? 'Write a value, or remove the entry.' : 'Write a value, or leave the key out.',
  };
}

function wholeFile(kind: FileKind): Flaw {
  const first = kind === 'tenant' ? 'format: 1' : `${listKeys[kind][0] ?? ''}:`;
  return {
    id: 'wrong-type',
    message: `The file does not hold keys and values.`,
    remedy: `Let it begin with \`${first}\`.`,
  };
}

function expectedTypes(schema: object): readonly string[] {
  const type: unknown = 'type' in schema ? schema.type : [];
  const all: readonly unknown[] = Array.isArray(type) ? type : [type];
  return all.filter((each) => typeof each === 'string');
}

function expectedWords(schema: object, types: readonly string[]): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    boolean: '`true` or `false`',
    integer: 'a whole number',
    number: 'a number',
    array: 'a list',
    object: 'a map of keys and values',
  };
  const known = types.flatMap((type) => words[type] ?? []);
  if (known.length > 0) {
    return listed(known, 'or');
  }
  const values: unknown = 'enum' in schema ? schema.enum : [];
  const texts = Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [];
  return texts.length > 0 && texts.length <= 15 ? texts.map((each) => `\`${each}\``).join(' or ') : 'text';
}

function kindOf(node: Node): string {
  if (node.type === 'map') {
    return 'a map of keys and values';
  }
  return node.type === 'list' ? 'a list' : quote(node.source);
}
