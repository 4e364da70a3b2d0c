import { findAttribute } from '../core/attributes/attributes.ts';
import { shownName } from '../core/attributes/extension-value.ts';
import { textsIn } from '../core/audit/extension-sensitive.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import { severityOf } from '../rules/finding-ids.ts';
import { looksLike } from '../core/sensitive/looks-like.ts';

const id = 'extension-sensitive';
const routes = new Set(['extensionAttribute', 'directoryExtension', 'schemaExtension', 'openExtension']);

/**
 * Values of extensions that look like what must not be in a directory that everybody in the organisation can read; a
 * problem where the settings call that an error. The value itself is never told.
 */
export function checkSensitive(
  objects: readonly DesiredObject[],
  { findings }: Pick<Settings, 'findings'>,
): { readonly problems: readonly Problem[]; readonly findings: readonly Finding[] } {
  const severity = findings[id] ?? severityOf(id);
  if (severity === 'off') return { problems: [], findings: [] };
  const found = objects.flatMap((object) =>
    Object.entries(object.attributes).flatMap(([name, { value, place }]): Problem[] => {
      if (!routes.has(findAttribute(object.kind, name)?.route ?? '')) return [];
      const what = textsIn(value)
        .map(looksLike)
        .find((each) => each !== undefined);
      return what === undefined
        ? []
        : [{ ...words(shownName(name), what), id, place, object: `${object.kind} ${object.label}` }];
    }),
  );
  // A default that many entries take is one mistake.
  const once = [...new Map(found.map((each) => [JSON.stringify(each.place), each])).values()];
  return severity === 'error'
    ? { problems: once, findings: [] }
    : { problems: [], findings: once.map((each) => ({ ...each, severity })) };
}

function words(name: string, what: string): Pick<Problem, 'message' | 'remedy'> {
  return {
    message: `\`${name}\` looks like ${what}, and values of extensions can be read by everybody in the organisation.`,
    remedy: 'Keep it where fewer people can read it; it is in the history of this repository too.',
  };
}
