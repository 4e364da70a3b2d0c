import { vocabularyAttributes, type Vocabularies, type Vocabulary } from '../core/desired/vocabulary.ts';
import { note, type Flaws } from './flaw.ts';
import { child, items, textOf, type Node } from './node.ts';

/** `vocabularies` of tenant.yaml. An alias belongs to one value, and to one that is there. */
export function readVocabularies(node: Node | undefined, flaws: Flaws): Vocabularies {
  const found: Record<string, Vocabulary> = {};
  for (const name of vocabularyAttributes) {
    const entry = child(node, name);
    if (entry !== undefined) found[name] = readVocabulary(entry, flaws);
  }
  return found;
}

function readVocabulary(node: Node, flaws: Flaws): Vocabulary {
  const values = texts(child(node, 'values'));
  const aliases: Record<string, readonly string[]> = {};
  const list = child(node, 'aliases');
  if (list?.type === 'map')
    for (const [value, pair] of list.pairs) {
      aliases[value] = texts(pair.value);
      if (!values.includes(value))
        note(flaws, pair.key, {
          id: 'alias-of-nothing',
          message: `\`${value}\` has aliases, but it is not among the values.`,
          remedy: `Add \`${value}\` to \`values\`, or correct the spelling.`,
        });
    }
  return { values, aliases };
}

const texts = (node: Node | undefined): readonly string[] =>
  items(node).flatMap((item) => textOf(item) ?? []);
