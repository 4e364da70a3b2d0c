import type { LiveObject } from '../live/live.ts';
import { count } from '../wording.ts';
import { someOf, type Found } from './subject.ts';
import { valuesInUse } from './values-in-use.ts';

/** The names of the fifteen attributes that Exchange keeps as CustomAttribute1 to 15. */
export const extensionAttributes: readonly string[] = Array.from(
  { length: 15 },
  (_, index) => `extensionAttribute${index + 1}`,
);

/** Extension attributes that people hold or that a rule reads: whoever takes one for something else should know. */
export function findExtensionAttributes(
  users: readonly LiveObject[],
  rules: ReadonlyMap<string, readonly LiveObject[]>,
): readonly Found[] {
  return extensionAttributes.flatMap((name): Found[] => {
    const values = valuesInUse(name, users);
    const readers = rules.get(name.toLowerCase()) ?? [];
    if (values.length === 0 && readers.length === 0) return [];
    const held = values.reduce((sum, [, holders]) => sum + holders, 0);
    const by =
      readers.length === 0
        ? 'No rule reads it.'
        : `Rules of ${count(readers.length, 'group')} read it: ${someOf(
            readers.map(({ id, displayName }) => displayName ?? id).toSorted(),
            5,
          )}.`;
    return [
      {
        id: 'extension-attribute-in-use',
        object: `attribute:${name}`,
        name,
        attribute: name,
        message: `${count(held, 'user')} ${held === 1 ? 'has' : 'have'} a value in it, ${count(values.length, 'different value')}. ${by}`,
        remedy: 'Write down what it is for; take another one for another purpose.',
      },
    ];
  });
}
