import { outsideVocabulary, type Vocabularies, type Vocabulary } from '../desired/vocabulary.ts';
import type { LiveObject } from '../live/live.ts';
import { looksLike } from '../sensitive/looks-like.ts';
import type { Distribution, ValueCount } from './audit.ts';
import { extensionAttributes } from './extension-attributes.ts';
import type { NearDuplicate } from './near-duplicate.ts';
import { organisational, valuesInUse } from './values-in-use.ts';

/** Values of one attribute that are listed. */
const most = 50;

/**
 * How the values of each organisational attribute are spread, and of each extension attribute that somebody has.
 */
export function distributionsOf(
  users: readonly LiveObject[],
  vocabularies: Vocabularies,
  near: ReadonlyMap<string, readonly NearDuplicate[]>,
): readonly Distribution[] {
  const members = users.filter((user) => user['userType'] !== 'Guest');
  return [...organisational, 'usageLocation', ...extensionAttributes].flatMap((attribute): Distribution[] => {
    const values = valuesInUse(attribute, members);
    if (values.length === 0 && extensionAttributes.includes(attribute)) return [];
    const listed = values.slice(0, most);
    const others = values.slice(most);
    const withValue = sum(values);
    const meant = new Map(near.get(attribute)?.map((each) => [each.value, each.meant]));
    const vocabulary = Object.hasOwn(vocabularies, attribute) ? vocabularies[attribute] : undefined;
    return [
      {
        attribute,
        withValue,
        withoutValue: members.length - withValue,
        distinct: values.length,
        values: listed.map(([value, holders]) => ({
          value: extensionAttributes.includes(attribute) ? shown(value) : value,
          users: holders,
          ...(vocabulary ? standing(vocabulary, attribute, value) : likely(meant.get(value))),
        })),
        rest: { values: others.length, users: sum(others) },
      },
    ];
  });
}

/** What not everybody should read is not told here either. */
function shown(value: string): string {
  const what = looksLike(value);
  return what === undefined ? value : `(not shown: looks like ${what})`;
}

const sum = (values: readonly (readonly [string, number])[]): number =>
  values.reduce((whole, [, users]) => whole + users, 0);

const likely = (value: string | undefined): Pick<ValueCount, 'meant'> =>
  value === undefined ? {} : { meant: value };

function standing(
  vocabulary: Vocabulary,
  attribute: string,
  value: string,
): Pick<ValueCount, 'vocabulary' | 'meant'> {
  const outside = outsideVocabulary({ [attribute]: vocabulary }, attribute, value);
  if (!outside) return { vocabulary: 'listed' };
  const { alias } = outside;
  return { vocabulary: alias ? 'alias' : 'outside', ...likely(outside.canonical) };
}
