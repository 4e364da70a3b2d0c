import { extensionName } from '../core/attributes/extensions-schema.ts';
import { schemaPropertyTypes, type SchemaPropertyType } from '../core/desired/desired.ts';
import { note, type Flaws } from './flaw.ts';
import { child, type Node } from './node.ts';
import { oneOf } from './one-of.ts';
import { quote } from './quote.ts';
import { readTexts } from './values.ts';

/** The kinds of object of a definition; none where the entry deletes it. */
export function readTargets(node: Node, flaws: Flaws): readonly string[] {
  const targets = child(node, 'targets');
  return targets === undefined ? [] : (readTexts(targets, { name: 'targets', empty: '' }, flaws) ?? []);
}

/** The properties of a schema extension, with their types. */
export function readProperties(
  node: Node | undefined,
  flaws: Flaws,
): Readonly<Record<string, SchemaPropertyType>> {
  const properties: Record<string, SchemaPropertyType> = {};
  const first = new Map<string, string>();
  for (const [name, pair] of node?.type === 'map' ? node.pairs : []) {
    const type = oneOf(schemaPropertyTypes, pair.value);
    const before = first.get(name.toLowerCase());
    if (flaws.has(pair.key)) {
      continue;
    }
    if (!new RegExp(extensionName.pattern).test(name)) {
      note(flaws, pair.key, {
        id: 'bad-form',
        message: `${quote(name)} must be made of ${extensionName.words}.`,
        remedy: 'Give the property another name.',
      });
    } else if (before !== undefined) {
      note(flaws, pair.key, {
        id: 'duplicate-key',
        message: `${quote(name)} differs from \`${before}\` in capitals only, which Graph takes for the same.`,
        remedy: 'Keep one of the two.',
      });
    } else if (type !== undefined) {
      properties[name] = type;
    }
    first.set(name.toLowerCase(), name);
  }
  return properties;
}

/** An entry that deletes says which definition and nothing else. */
export function readDeletion(
  node: Node,
  allowed: readonly string[],
  flaws: Flaws,
): { readonly delete?: true } {
  if (node.type !== 'map' || !node.pairs.has('delete')) {
    return {};
  }
  for (const [name, pair] of node.pairs) {
    if (!allowed.includes(name)) {
      note(flaws, pair.key, {
        id: 'delete-with-more',
        message: `An entry with \`delete: true\` declares nothing else, but this one has ${quote(pair.key.name)}.`,
        remedy: `Keep only \`${allowed[0] ?? ''}\`, \`owner\` and \`delete\`, or remove \`delete\`.`,
      });
    }
  }
  return { delete: true };
}
