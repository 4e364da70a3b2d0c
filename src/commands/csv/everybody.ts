import { selection } from '../../core/attributes/selection.ts';
import type { Desired } from '../../core/desired/desired.ts';
import type { LiveObject } from '../../core/live/live.ts';
import type { Target } from '../../csv/target.ts';
import type { Reader } from '../../ports.ts';
import { wireNames } from '../../read/selected.ts';
import { checkTenant, targetOf } from '../planning.ts';
import type { World } from '../world.ts';

/** Everybody in the tenant, with what columns are about. Throws TenantryError where another tenant answers. */
export async function everybody(
  head: Desired,
  columns: readonly Target[],
  options: { readonly endpoint?: string; readonly trace?: string },
  world: World,
): Promise<readonly LiveObject[]> {
  const connection = world.connect(targetOf({ head }, options));
  try {
    const { reader } = connection;
    const plain = columns.flatMap(({ row, extension }) => (row && !extension ? [row.name] : []));
    world.terminal.progress('reading the tenant');
    const [tenant] = await reader.answer([{ query: 'tenant' }]);
    if (tenant?.query !== 'tenant') return [];
    checkTenant(tenant, { head }, options);
    const extensions = await selectable(columns, head, reader);
    const select = ['id', 'mail', 'userPrincipalName', ...selection('user', plain), ...extensions];
    world.terminal.progress('reading users');
    const [found] = await reader.answer([
      { query: 'users', select: [...new Set(select)].toSorted(), manager: plain.includes('manager') },
    ]);
    return found?.query === 'users' ? found.users : [];
  } finally {
    await connection.close();
  }
}

/** Extensions of the columns that the tenant has: others cannot be selected, and have no values. */
async function selectable(
  columns: readonly Target[],
  { definitions }: Desired,
  reader: Reader,
): Promise<readonly string[]> {
  const names = columns.flatMap(({ row, extension }) => (row && extension ? [row.read.property] : []));
  if (names.length === 0) return [];
  const owners = [...new Set(definitions.map(({ owner }) => owner))].toSorted();
  const [directory, schema] = await reader.answer([
    { query: 'directoryExtensions', owners },
    { query: 'schemaExtensions', owners },
  ]);
  if (directory?.query !== 'directoryExtensions' || schema?.query !== 'schemaExtensions') return [];
  const { definitions: known, applications } = directory;
  return wireNames(names, {
    directoryExtensions: { directory: known, applications },
    schemaExtensions: schema.definitions,
  });
}
