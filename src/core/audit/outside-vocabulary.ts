import { outsideVocabulary, type Vocabularies } from '../desired/vocabulary.ts';
import type { LiveObject } from '../live/live.ts';
import { nameOf, type Found } from './subject.ts';
import { textIn } from './values-in-use.ts';

/** Values of users that the vocabularies do not have. */
export function findOutsideVocabulary(
  users: readonly LiveObject[],
  vocabularies: Vocabularies,
): readonly Found[] {
  const attributes = Object.keys(vocabularies);
  return users.flatMap((user) =>
    attributes.flatMap((attribute): Found[] => {
      const value = textIn(attribute, user);
      const outside = value === undefined ? undefined : outsideVocabulary(vocabularies, attribute, value);
      if (!outside) return [];
      const { message } = outside;
      const remedy =
        user['onPremisesSyncEnabled'] === true
          ? `${outside.remedy} The account is synced, so a new value is written in Active Directory.`
          : outside.remedy;
      return [
        {
          id: 'outside-vocabulary',
          object: `user:${user.id}`,
          name: nameOf(user),
          attribute,
          message,
          remedy,
        },
      ];
    }),
  );
}
