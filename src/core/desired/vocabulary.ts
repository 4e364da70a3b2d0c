import { findAttribute, attributes } from '../attributes/attributes.ts';
import { nearest } from '../nearest.ts';

/** The words that an organisation uses for an attribute. */
export interface Vocabulary {
  readonly values: readonly string[];
  /** What people write instead, by the value that is meant. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

export type Vocabularies = Readonly<Record<string, Vocabulary>>;

/** Attributes of users that can have a vocabulary: those that are one text. */
export const vocabularyAttributes: readonly string[] = attributes.user
  .filter((row) => row.shape.type === 'text' && row.shape.form === undefined)
  .map((row) => row.name);

/** A word that a vocabulary does not have. */
export interface OutsideVocabulary {
  readonly message: string;
  readonly remedy: string;
  /** The value that is meant, or probably meant. */
  readonly canonical?: string;
  /** It is certain what is meant: the word is an alias, or a value in other capitals. */
  readonly alias: boolean;
}

/** What is wrong with a word and what to write instead; undefined where the vocabulary has it, or there is none. */
export function outsideVocabulary(
  vocabularies: Vocabularies,
  attribute: string,
  word: string,
): OutsideVocabulary | undefined {
  const vocabulary = Object.hasOwn(vocabularies, attribute) ? vocabularies[attribute] : undefined;
  if (!vocabulary || vocabulary.values.includes(word)) return undefined;
  const same = (other: string): boolean => other.toLowerCase() === word.toLowerCase();
  const certain =
    vocabulary.values.find(same) ??
    Object.entries(vocabulary.aliases).find(([, aliases]) => aliases.some(same))?.[0];
  const canonical = certain ?? nearest(word, vocabulary.values)[0];
  return {
    ...(canonical === undefined ? {} : { canonical }),
    alias: certain !== undefined,
    message: `\`${word}\` is not in the vocabulary of \`${attribute}\`.`,
    remedy:
      canonical === undefined
        ? `Write one of ${vocabulary.values.join(', ')}, or add it under \`vocabularies:\` in tenant.yaml.`
        : `Write \`${canonical}\`, or add it under \`vocabularies:\` in tenant.yaml.`,
  };
}

/** The attribute that a property of rules shows, or undefined. */
export function attributeOfRuleProperty(property: string): string | undefined {
  const key = property.toLowerCase();
  return attributes.user.find((row) => findAttribute('user', row.name)?.ruleProperty?.toLowerCase() === key)
    ?.name;
}
