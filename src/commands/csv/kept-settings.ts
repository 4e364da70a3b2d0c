import type { Edit } from '../../config/edit/edit.ts';
import type { CsvSettings } from '../../core/desired/settings.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Mapping } from '../../csv/columns.ts';
import { meantTarget, type Target } from '../../csv/target.ts';

/** The edits of tenant.yaml that keep how a table was read. Throws TenantryError where nothing was said about that. */
export function keptSettings(
  saved: CsvSettings | undefined,
  given: Mapping,
  { match, dates }: Pick<CsvSettings, 'match' | 'dates'>,
  targets: readonly Target[],
): readonly Edit[] {
  const columns = Object.entries(given).map(([header, target]): Edit => {
    return {
      edit: 'put',
      path: ['csv', 'columns', header],
      value: meantTarget(target, targets)?.name ?? target,
    };
  });
  const edits: readonly Edit[] = [
    ...columns,
    ...(match === undefined ? [] : [{ edit: 'put' as const, path: ['csv', 'match'], value: match }]),
    ...(dates === undefined ? [] : [{ edit: 'put' as const, path: ['csv', 'dates'], value: dates }]),
  ];
  if (edits.length === 0 && saved === undefined)
    throw new TenantryError({
      id: 'save-map',
      message: '--save-map has nothing to save',
      remedy: "Say with --map 'Header=attribute', --match or --dates how the table is read.",
    });
  return edits;
}
