import { csvDates, csvIdentifiers, type CsvSettings } from '../core/desired/settings.ts';
import type { Flaws } from './flaw.ts';
import { child, type Node } from './node.ts';
import { oneOf } from './one-of.ts';
import { readText } from './text.ts';

/** `csv` of tenant.yaml. */
export function readCsv(node: Node | undefined, flaws: Flaws): CsvSettings | undefined {
  if (node?.type !== 'map') return undefined;
  const match = oneOf(csvIdentifiers, child(node, 'match'));
  const dates = oneOf(csvDates, child(node, 'dates'));
  return {
    columns: readColumns(child(node, 'columns'), flaws),
    ...(match === undefined ? {} : { match }),
    ...(dates === undefined ? {} : { dates }),
  };
}

function readColumns(node: Node | undefined, flaws: Flaws): CsvSettings['columns'] {
  const empty = 'Write the name of an attribute, or `-` to pass the column over.';
  const pairs = node?.type === 'map' ? [...node.pairs] : [];
  return Object.fromEntries(
    pairs.flatMap(([header, { value }]) => {
      const name = readText(value, { name: header, empty }, flaws);
      return name === undefined ? [] : [[header, name]];
    }),
  );
}
