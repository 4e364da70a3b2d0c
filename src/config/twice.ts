import type { Problem } from '../core/problem.ts';
import type { Entry } from './objects.ts';
import { quote } from './quote.ts';

/**
 * Objects that are declared twice, by id or by label. Which of the two is meant nobody knows, so neither is used.
 */
export function findTwice(entries: readonly Entry[]): {
  readonly problems: readonly Problem[];
  readonly ambiguous: ReadonlySet<Entry>;
} {
  const problems: Problem[] = [];
  const ambiguous = new Set<Entry>();
  const firstByName = new Map<string, Entry>();
  for (const entry of entries) {
    const names = [
      ...(entry.id === undefined ? [] : [`${entry.kind} id ${entry.id}`]),
      ...(entry.label === undefined ? [] : [`${entry.kind} ${entry.label.toLowerCase()}`]),
    ];
    const first = names.map((name) => firstByName.get(name)).find((each) => each !== undefined);
    if (first !== undefined) {
      problems.push(twice(entry, first));
      ambiguous.add(entry).add(first);
    }
    for (const name of names) {
      if (!firstByName.has(name)) {
        firstByName.set(name, entry);
      }
    }
  }
  return { problems, ambiguous };
}

function twice(entry: Entry, first: Entry): Problem {
  const sameLabel = entry.label?.toLowerCase() === first.label?.toLowerCase();
  const what = sameLabel ? quote(entry.label ?? '') : `The id ${quote(entry.id ?? '')}`;
  return {
    id: 'declared-twice',
    place: entry.place,
    ...(entry.name === undefined ? {} : { object: entry.name }),
    message: `${what} is declared twice; the first time at ${first.place.file}:${first.place.line}.`,
    remedy: 'Keep one entry and move to it what the other says. Until then neither is used.',
    also: [first.place],
  };
}
