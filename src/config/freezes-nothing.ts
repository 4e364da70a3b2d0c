import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import { severityOf } from '../rules/finding-ids.ts';
import { didYouMean } from './did-you-mean.ts';
import { quote } from './quote.ts';

const id = 'freezes-nothing';

/**
 * Names under `freeze` that no entry has. A freeze of a misspelt name holds nothing back, and nobody notices before the
 * object is written. A problem where the settings call that an error.
 */
export function checkFreezes(
  objects: readonly DesiredObject[],
  { findings, freeze = [] }: Pick<Settings, 'findings'> & Partial<Pick<Settings, 'freeze'>>,
): { readonly problems: readonly Problem[]; readonly findings: readonly Finding[] } {
  const severity = findings[id] ?? severityOf(id);
  if (severity === 'off' || freeze.length === 0) return { problems: [], findings: [] };
  const labels = objects.map(({ label }) => label);
  const known = new Set(
    objects.flatMap(({ kind, label, id: objectId }) =>
      [label, ...(objectId === undefined ? [] : [objectId, `${kind}:${objectId}`])].map((name) =>
        name.toLowerCase(),
      ),
    ),
  );
  const found = freeze.flatMap(({ objects: names, place }): Problem[] =>
    names
      .filter((name) => !known.has(name.toLowerCase()))
      .map((name) => ({
        id,
        place,
        message: `No entry is called ${quote(name)}, so that freezes nothing${didYouMean(name, labels) || '.'}`,
        remedy:
          'Write the name of an entry as it stands after `user:` or `group:`, or its id. What no file names is not written anyway.',
      })),
  );
  return severity === 'error'
    ? { problems: found, findings: [] }
    : { problems: [], findings: found.map((each) => ({ ...each, severity })) };
}
