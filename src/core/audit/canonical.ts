import { parseRule } from '../../rules/parse.ts';
import { formatValue } from '../../rules/format.ts';
import type { Text } from '../../rules/ast.ts';
import { comparisonsIn } from '../../rules/walk.ts';
import type { Declared, Desired, DesiredObject } from '../desired/desired.ts';
import { attributeOfRuleProperty, outsideVocabulary, type Vocabularies } from '../desired/vocabulary.ts';

/** A value of the files that is an alias of another one, and what stands in its place: a word, or a whole rule. */
export interface Canonical {
  readonly entry: DesiredObject;
  readonly attribute: string;
  readonly declared: Declared;
  readonly after: string;
  /** Each word that is replaced, with the one that replaces it. */
  readonly words: readonly (readonly [alias: string, canonical: string])[];
}

/**
 * Values of users and texts in rules that are an alias, or a value in other capitals, by the file order of the entries.
 * What is merely like a value of the vocabulary stays: only a person knows.
 */
export function canonicalValues({ users, groups, settings }: Desired): readonly Canonical[] {
  const { vocabularies } = settings;
  return [
    ...users.flatMap((entry) =>
      Object.keys(vocabularies).flatMap((attribute): Canonical[] => {
        const declared = entry.attributes[attribute];
        if (typeof declared?.value !== 'string') return [];
        const after = canonicalOf(vocabularies, attribute, declared.value);
        if (after === undefined) return [];
        return [{ entry, attribute, declared, after, words: [[declared.value, after]] }];
      }),
    ),
    ...groups.flatMap((entry): Canonical[] => {
      const declared = entry.attributes['membershipRule'];
      if (typeof declared?.value !== 'string') return [];
      const { rule, words } = canonicalRule(declared.value, vocabularies);
      return words.length === 0 ? [] : [{ entry, attribute: 'membershipRule', declared, after: rule, words }];
    }),
  ];
}

function canonicalOf(vocabularies: Vocabularies, attribute: string, word: string): string | undefined {
  const outside = outsideVocabulary(vocabularies, attribute, word);
  return outside?.alias ? outside.canonical : undefined;
}

/** A rule with the canonical form in place of every alias that a property is compared with as a whole. */
function canonicalRule(
  text: string,
  vocabularies: Vocabularies,
): { readonly rule: string; readonly words: Canonical['words'] } {
  const body = parseRule(text).rule?.body;
  const found = (body === undefined ? [] : comparisonsIn(body)).flatMap(({ subject, operator, value }) => {
    const attribute =
      subject.type === 'property' && wholeValue.has(operator)
        ? attributeOfRuleProperty(subject.name)
        : undefined;
    if (attribute === undefined) return [];
    const texts: readonly Text[] = value.type === 'text' ? [value] : value.type === 'list' ? value.items : [];
    return texts.flatMap((each) => {
      const after = canonicalOf(vocabularies, attribute, each.value);
      return after === undefined ? [] : [{ each, after }];
    });
  });
  return {
    words: found.map(({ each, after }) => [each.value, after]),
    rule: found
      .toSorted((a, b) => b.each.offset - a.each.offset)
      .reduce(
        (whole, { each, after }) =>
          `${whole.slice(0, each.offset)}${formatValue({ type: 'text', offset: 0, end: 0, value: after, quote: '"' })}${whole.slice(each.end)}`,
        text,
      ),
  };
}

const wholeValue: ReadonlySet<string> = new Set(['eq', 'ne', 'in', 'notIn']);
