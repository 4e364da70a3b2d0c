import { csvDates, csvIdentifiers, type CsvSettings } from '../core/desired/settings.ts';
import { csvExtension, csvNames } from '../core/attributes/tenant-schema.ts';
import { note, type Flaws } from './flaw.ts';
import { child, type Node } from './node.ts';
import { oneOf } from './one-of.ts';
import { quote } from './quote.ts';
import { choiceFlaw } from './structure-words.ts';
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
      if (name === undefined) return [];
      if (!csvNames.includes(name) && !new RegExp(csvExtension).test(name))
        note(flaws, value, choiceFlaw(quote(header), name, csvNames));
      return [[header, name]];
    }),
  );
}
