import { formsOf } from './forms.ts';
import { outputKinds, secretKinds } from './kinds.ts';
import { recordedOutputs, recordedSecrets } from './recorded.ts';
import { searchFor } from './search.ts';

/**
 * What is wrong with the records in a folder, one line each: every output that holds a secret, with the kind of the secret
 * and never the secret itself. Of a whole run also the kinds of which nothing was noted, since then the search means little.
 */
export function verdictOf(folder: string, options: { readonly whole: boolean }): readonly string[] {
  const secrets = [...recordedSecrets(folder)];
  const search = searchFor(secrets);
  const seen = new Set<string>();
  const leaks = new Set<string>();
  for (const { test, kind, name, content } of recordedOutputs(folder)) {
    seen.add(kind);
    for (const secret of search(content)) leaks.add(`A ${secret} stands in ${kind} ${name} of ${test}.`);
  }
  if (!options.whole) return [...leaks];
  const met = new Set(secrets.filter(({ value }) => formsOf(value).length > 0).map(({ kind }) => kind));
  return [
    ...leaks,
    ...secretKinds.filter((kind) => !met.has(kind)).map((kind) => `No secret was noted: ${kind}.`),
    ...outputKinds.filter((kind) => !seen.has(kind)).map((kind) => `No output was noted: ${kind}.`),
  ];
}
