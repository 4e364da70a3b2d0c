import type { Scalar } from '../core/attributes/attribute.ts';
import type { DirectoryExtensionType } from '../core/desired/desired.ts';
import { note, type Flaws } from './flaw.ts';
import type { Node, ScalarNode } from './node.ts';
import { quote } from './quote.ts';
import { readText, type TextRules } from './text.ts';
import { notText } from './type-words.ts';
import { readInstant } from './values.ts';

/** Characters of text and bytes of binary data: https://learn.microsoft.com/graph/api/resources/extensionproperty */
const most = 256;

/** One value of an extension of a type; undefined where it has a flaw. `name` is for the messages. */
export function readExtensionScalar(
  type: DirectoryExtensionType,
  node: Node,
  name: string,
  flaws: Flaws,
  inList = false,
): Scalar | undefined {
  if (flaws.has(node)) {
    return undefined;
  }
  if (node.type !== 'scalar') {
    note(flaws, node, {
      id: 'wrong-type',
      message: `${quote(name)} takes one value, not ${node.type === 'list' ? 'a list' : 'a map of keys and values'}.`,
      remedy:
        node.type === 'list'
          ? 'Write the value without brackets; only definitions with `multiValued: true` take lists.'
          : 'Write the value itself.',
    });
    return undefined;
  }
  switch (type) {
    case 'String':
      return asText(node, { name, empty, maxLength: most, datesQuoted: true }, flaws, inList);
    case 'Binary':
      return binary(node, name, flaws, inList);
    case 'DateTime':
      return typeof node.value === 'string'
        ? readInstant(node, { name, empty }, flaws)
        : asText(node, { name, empty }, flaws, inList);
    case 'Boolean':
      return typeof node.value === 'boolean'
        ? node.value
        : refuse(node, flaws, `${quote(name)} must be \`true\` or \`false\`, not ${quote(node.source)}.`);
    case 'Integer':
      return whole(node, name, 2 ** 31 - 1, -(2 ** 31), flaws);
    case 'LargeInteger':
      return whole(node, name, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, flaws);
  }
}

const empty =
  'Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.';

function asText(node: ScalarNode, rules: TextRules, flaws: Flaws, inList: boolean): string | undefined {
  if (typeof node.value !== 'string') {
    note(flaws, node, notText(node, rules.name, inList));
    return undefined;
  }
  return readText(node, rules, flaws);
}

function binary(node: ScalarNode, name: string, flaws: Flaws, inList: boolean): string | undefined {
  const text = asText(node, { name, empty }, flaws, inList);
  if (text === undefined) {
    return undefined;
  }
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    return refuse(
      node,
      flaws,
      `${quote(name)} must be base64 text such as \`SGVsbG8=\`, not ${quote(text)}.`,
    );
  }
  const bytes = (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0);
  return bytes > most
    ? refuse(node, flaws, `${quote(name)} has ${bytes} bytes; the service takes at most ${most}.`)
    : text;
}

function whole(
  node: ScalarNode,
  name: string,
  largest: number,
  smallest: number,
  flaws: Flaws,
): number | undefined {
  const { value, source } = node;
  if (typeof value === 'string' && /^-?\d+$/.test(value.trim())) {
    return refuse(
      node,
      flaws,
      `${quote(name)} is a number, but ${quote(source)} is text.`,
      'Write it without quotation marks.',
    );
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return refuse(node, flaws, `${quote(name)} must be a whole number, not ${quote(source)}.`);
  }
  if (value > largest || value < smallest) {
    const range = `from ${smallest.toLocaleString('en')} to ${largest.toLocaleString('en')}`;
    return largest === Number.MAX_SAFE_INTEGER
      ? refuse(
          node,
          flaws,
          `${quote(name)} must be ${range}: the service takes 64 bits, but JSON numbers beyond this are rounded on the way.`,
          'Use a definition of type String for larger numbers.',
        )
      : refuse(node, flaws, `${quote(name)} must be ${range}, not ${quote(source)}.`);
  }
  return /^-?(?:0|[1-9]\d*)$/.test(source) && !Object.is(value, -0)
    ? value
    : refuse(
        node,
        flaws,
        `${quote(name)} is ${quote(source)}, which is the number ${value + 0} to YAML.`,
        `Write \`${value + 0}\`, or use a definition of type String where the form matters.`,
      );
}

function refuse(node: ScalarNode, flaws: Flaws, message: string, remedy = 'Correct the value.'): undefined {
  note(flaws, node, { id: 'bad-value', message, remedy });
}
