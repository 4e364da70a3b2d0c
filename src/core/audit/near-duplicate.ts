import type { Vocabularies } from '../desired/vocabulary.ts';
import type { LiveObject } from '../live/live.ts';
import { shellWord } from '../shell-word.ts';
import { farApart, wordsOf } from './alike.ts';
import { count } from '../wording.ts';
import { nameOf, someOf, type Found } from './subject.ts';
import { organisational, textIn, valuesInUse } from './values-in-use.ts';

/** How much more often the value that is meant is used. */
const times = 3;

/** A value that looks like one that is used more often. */
export interface NearDuplicate {
  readonly value: string;
  readonly users: number;
  readonly meant: string;
  readonly usersOfMeant: number;
}

/** The near-duplicates of all organisational attributes; not where a vocabulary says which values are right. */
export const nearDuplicatesIn = (
  users: readonly LiveObject[],
  vocabularies: Vocabularies,
): ReadonlyMap<string, readonly NearDuplicate[]> =>
  new Map(
    organisational
      .filter((attribute) => !Object.hasOwn(vocabularies, attribute))
      .map((attribute) => [attribute, nearDuplicates(attribute, valuesInUse(attribute, users))]),
  );

/** Values in use that look like another one, with some of those who have them. */
export const findNearDuplicates = (
  near: ReadonlyMap<string, readonly NearDuplicate[]>,
  users: readonly LiveObject[],
): readonly Found[] =>
  [...near].flatMap(([attribute, all]) => {
    const wrong = new Set(all.map(({ value }) => value));
    const holders = Map.groupBy(
      users.filter((user) => wrong.has(textIn(attribute, user) ?? '')),
      (user) => textIn(attribute, user),
    );
    return all.map((each): Found => {
      const names = holders.get(each.value)?.map(nameOf).toSorted() ?? [];
      const { message, remedy } = describe(attribute, each);
      return {
        id: 'near-duplicate',
        object: `value:${attribute}=${each.value}`,
        // Blanks at its ends may be what is wrong.
        name: `${attribute} "${each.value}"`,
        attribute,
        message: `${message} ${someOf(names)} ${names.length === 1 ? 'has' : 'have'} it.`,
        remedy,
      };
    });
  });

/** What is wrong and how to mend it. */
export const describe = (
  attribute: string,
  { value, users, meant, usersOfMeant }: NearDuplicate,
): Pick<Found, 'message' | 'remedy'> => ({
  message: `\`${value}\` (${count(users, 'user')}) looks like \`${meant}\` (${count(usersOfMeant, 'user')}).`,
  remedy:
    value.trim() === meant
      ? `Correct it where the tenant is edited by hand: files take both for the same, so no plan writes it.`
      : `Write \`${meant}\`, where files declare it with \`tenantry rename ${attribute} ${shellWord(value)} ${shellWord(meant)}\`; if both are right, give ${attribute} a vocabulary.`,
});

/** For each value the most frequent one that it looks like and that is used three times as often. */
export function nearDuplicates(
  attribute: string,
  values: readonly (readonly [value: string, users: number])[],
): readonly NearDuplicate[] {
  const words = new Map(values.map(([value]) => [value, wordsOf(value).join('')]));
  const fewest = values.at(-1)?.[1] ?? 0;
  const top = values[0]?.[1] ?? 0;
  // Alike values have a text in common once at most two letters are taken away from each.
  const alike = new Map<string, number[]>();
  values.forEach(([value, users], index) => {
    if (users < fewest * times) return;
    for (const key of shortened(words.get(value) ?? '')) {
      const known = alike.get(key);
      if (known) known.push(index);
      else alike.set(key, [index]);
    }
  });
  return values.flatMap(([value, users]) => {
    if (top < users * times) return [];
    const near = new Set([...shortened(words.get(value) ?? '')].flatMap((key) => alike.get(key) ?? []));
    for (const index of [...near].toSorted((a, b) => a - b)) {
      const [meant, usersOfMeant] = values[index] ?? ['', 0];
      if (usersOfMeant < users * times) break;
      if (farApart(value, meant) !== undefined && !areCountries(attribute, value, meant))
        return [{ value, users, meant, usersOfMeant }];
    }
    return [];
  });
}

/** The text, and it without one or two of its letters: one from 5 letters on, two from 8, which may lack two of 10. */
function shortened(text: string): ReadonlySet<string> {
  const found = new Set([text]);
  // Nobody means two letters of a sentence, and the number of ways grows with the square of the length.
  const once = text.length >= 4 ? without(found) : [];
  const twice = text.length >= 8 && text.length <= longest ? without(new Set(once)) : [];
  for (const each of [...once, ...twice]) found.add(each);
  return found;
}

const without = (some: Iterable<string>): string[] =>
  [...some].flatMap((each) =>
    Array.from({ length: each.length }, (_, at) => each.slice(0, at) + each.slice(at + 1)),
  );

const longest = 64;

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const countries = new Set(
  letters.flatMap((a) => letters.flatMap((b) => regions.of(a + b)?.toLowerCase() ?? [])),
);

/** Ireland is not a misspelt Iceland. */
const areCountries = (attribute: string, ...values: readonly string[]): boolean =>
  attribute === 'country' && new Set(values.map((each) => each.toLowerCase())).size > 1
    ? values.every((each) => countries.has(each.trim().toLowerCase()))
    : false;
