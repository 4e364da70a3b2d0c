import type { Vocabulary } from '../../core/desired/vocabulary.ts';
import type { Renaming } from '../../core/rename/renamed.ts';
import { nearest } from '../../core/nearest.ts';
import type { Problem } from '../../core/problem.ts';
import { quote } from '../quote.ts';

/** What becomes of a vocabulary, or why the new value does not fit into it. */
export type VocabularyAfter =
  | {
      readonly vocabulary: Vocabulary;
      /** The aliases of the old value are those of the new one, which is new in the list. */
      readonly keyRenamed: boolean;
      /** What the vocabulary says of the old value and goes on saying. */
      readonly left?: string;
    }
  | { readonly problem: Omit<Problem, 'place'> };

/**
 * The new value replaces the old one where it stands, or takes over its aliases where both stand. A value that is in no
 * vocabulary does not get into it by the way.
 */
export function vocabularyAfter(
  { values, aliases }: Vocabulary,
  { attribute, from, to, keepAlias }: Renaming,
): VocabularyAfter {
  const listed = values.includes(to);
  const owner = (word: string): string | undefined =>
    Object.keys(aliases).find((value) => aliases[value]?.includes(word));
  const toOwner = owner(to);
  if (toOwner !== undefined && toOwner !== from)
    return {
      problem: {
        id: 'outside-vocabulary',
        message: `In the vocabulary of ${quote(attribute)}, ${quote(to)} is an alias of ${quote(toOwner)}.`,
        remedy: `Rename to ${quote(toOwner)}, or take the alias out of tenant.yaml first.`,
      },
    };
  if (!listed && !values.includes(from)) return { problem: outside(values, attribute, from, to) };
  const kept = listed
    ? values.filter((each) => each !== from)
    : values.map((each) => (each === from ? to : each));
  const ofNew = [
    ...(aliases[to] ?? []),
    ...(values.includes(from) ? (aliases[from] ?? []) : []).filter((each) => each !== to),
  ];
  const fromOwner = owner(from);
  const other = fromOwner !== undefined && fromOwner !== to ? fromOwner : undefined;
  const after: Record<string, readonly string[]> = {};
  for (const [value, words] of Object.entries(aliases)) {
    if (value === from || value === to) continue;
    after[value] = keepAlias ? words.filter((each) => each !== from) : words;
  }
  after[to] = keepAlias && !ofNew.includes(from) ? [...ofNew, from] : ofNew;
  return {
    vocabulary: {
      values: kept,
      aliases: Object.fromEntries(Object.entries(after).filter(([, words]) => words.length > 0)),
    },
    keyRenamed: !listed && Object.hasOwn(aliases, from),
    ...(other === undefined || keepAlias
      ? {}
      : {
          left: `The vocabulary says that ${quote(from)} means ${quote(other)}. Take the alias out, or rename with --keep-alias to move it to ${quote(to)}.`,
        }),
  };
}

function outside(
  values: readonly string[],
  attribute: string,
  from: string,
  to: string,
): Omit<Problem, 'place'> {
  const [near] = [
    ...values.filter((each) => each.toLowerCase() === to.toLowerCase()),
    ...nearest(to, values),
  ];
  return {
    id: 'outside-vocabulary',
    message: `${quote(to)} is not in the vocabulary of ${quote(attribute)}, and neither is ${quote(from)}, which it could replace there.`,
    remedy: `${near === undefined ? '' : `Rename to ${quote(near)}, or add`}${near === undefined ? 'Add' : ''} ${quote(to)} under \`vocabularies:\` in tenant.yaml first.`,
  };
}
