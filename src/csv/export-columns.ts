import { didYouMean } from '../config/did-you-mean.ts';
import { attributePosition } from '../core/attributes/attributes.ts';
import type { DesiredDefinition, DesiredObject } from '../core/desired/desired.ts';
import { TenantryError } from '../core/problem.ts';
import { meantTarget, targetsOf, type Target } from './target.ts';

const identity = ['id', 'userPrincipalName'];

/** Exported of a tenant whose files declare nothing. */
const organisational = [
  'displayName',
  'department',
  'jobTitle',
  'companyName',
  'employeeId',
  'officeLocation',
  'manager',
];

/**
 * The columns of an export: those that are named, else who it is and every attribute that an entry declares, but for those
 * that are sensitive. Throws TenantryError where a name is none of a column.
 */
export function exportColumns(
  named: readonly string[] | undefined,
  entries: readonly DesiredObject[],
  definitions: readonly DesiredDefinition[],
): readonly Target[] {
  const targets = targetsOf(definitions);
  const byName = (name: string): readonly Target[] => targets.filter((each) => each.name === name);
  if (named !== undefined) {
    const found = named.map((name) => meantTarget(name, targets) ?? unknownColumn(name, targets));
    const has = found.some(({ identifier }) => identifier !== undefined);
    return [...new Set(has ? found : [...identity.flatMap(byName), ...found])];
  }
  const declared = [...new Set(entries.flatMap(({ attributes }) => Object.keys(attributes)))]
    .toSorted((a, b) => attributePosition('user', a) - attributePosition('user', b) || (a < b ? -1 : 1))
    .flatMap((name) => targets.find(({ row, inverted }) => row?.name === name && !inverted) ?? [])
    .filter(({ row }) => row?.sensitive === false);
  return [...identity.flatMap(byName), ...(declared.length > 0 ? declared : organisational.flatMap(byName))];
}

function unknownColumn(name: string, targets: readonly Target[]): never {
  const suggestion = didYouMean(
    name,
    targets.map((each) => each.name),
  );
  throw new TenantryError({
    id: 'csv-unknown-attribute',
    message: `--columns names ${name}, which is no attribute of a user${suggestion === '' ? '.' : suggestion}`,
    remedy:
      'Use names of docs/attributes.md, of extensions such as directoryExtensions.NAME, and id, userPrincipalName or mail.',
  });
}
