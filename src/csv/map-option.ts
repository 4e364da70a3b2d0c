import { TenantryError } from '../core/problem.ts';
import type { Mapping } from './columns.ts';

/** What `--map 'Header=attribute'` says, by header. Throws TenantryError where one of them has another form. */
export function parseMaps(options: readonly string[]): Mapping {
  return Object.fromEntries(
    options.map((option) => {
      const at = option.lastIndexOf('=');
      const [header, target] = [option.slice(0, at).trim(), option.slice(at + 1).trim()];
      if (at > 0 && header !== '' && target !== '') return [header, target];
      throw new TenantryError({
        id: 'csv-map',
        message: `--map ${option} does not say which header is which attribute`,
        remedy: "Write --map 'Job role=jobTitle', or --map 'Remarks=-' to pass a column over.",
      });
    }),
  );
}
