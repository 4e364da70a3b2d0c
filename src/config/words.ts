import { severityOf } from '../rules/finding-ids.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import { outsideVocabulary } from '../core/desired/vocabulary.ts';
import type { Finding, Problem } from '../core/problem.ts';

const id = 'outside-vocabulary';

/** Values of users that the vocabularies do not have; a problem where the settings call that an error. */
export function checkWords(
  users: readonly DesiredObject[],
  { findings, vocabularies }: Pick<Settings, 'findings' | 'vocabularies'>,
): { readonly problems: readonly Problem[]; readonly findings: readonly Finding[] } {
  const severity = findings[id] ?? severityOf(id);
  const names = Object.keys(vocabularies);
  if (severity === 'off' || names.length === 0) return { problems: [], findings: [] };
  const found = users.flatMap((user) =>
    names.flatMap((name): Problem[] => {
      const declared = user.attributes[name];
      if (typeof declared?.value !== 'string') return [];
      const outside = outsideVocabulary(vocabularies, name, declared.value);
      if (!outside) return [];
      const { message, remedy } = outside;
      return [{ id, place: declared.place, object: `user ${user.label}`, message, remedy }];
    }),
  );
  // A default that many entries take is one mistake.
  const once = [...new Map(found.map((each) => [JSON.stringify(each.place), each])).values()];
  return severity === 'error'
    ? { problems: once, findings: [] }
    : { problems: [], findings: once.map((each) => ({ ...each, severity })) };
}
