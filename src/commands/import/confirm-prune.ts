import { fileName } from '../../config/folder.ts';
import { TenantryError } from '../../core/problem.ts';
import { count } from '../../render/text/summary.ts';
import { safe } from '../../render/safe.ts';
import type { World } from '../world.ts';
import type { ImportOptions } from './import-options.ts';
import type { Gone } from './prune-entries.ts';

/** Shows the entries that would go, and asks. False where somebody said no. */
export async function confirmPrune(
  gone: readonly Gone[],
  { directory, yes, json }: Pick<ImportOptions, 'directory' | 'yes' | 'json'>,
  { terminal }: Pick<World, 'terminal'>,
): Promise<boolean> {
  // Without a question the result says it.
  if (gone.length === 0 || yes) return true;
  if (!json) terminal.say(goneLines(gone, directory).join('\n'));
  const answer = await terminal.confirm(`Remove ${count(gone.length, 'entry')} from the files?`);
  if (answer === undefined)
    throw new TenantryError({
      id: 'confirmation',
      message: 'Entries are removed only when somebody agrees, and nobody can be asked here',
      remedy: 'Look at `tenantry import --prune --diff`, then add --yes.',
    });
  if (!answer) terminal.say('Nothing was written.');
  return answer;
}

/** What goes, and what could come back. */
export const goneLines = (gone: readonly Gone[], directory: string): readonly string[] =>
  gone.map(({ edit: { kind, name, path }, deleted }) => {
    const when =
      deleted === undefined
        ? 'is not in the tenant, nor among what was deleted in the last 30 days'
        : `was deleted on ${deleted.on} and can be restored until ${deleted.until}`;
    return `${kind} ${safe(name)} (${safe(fileName(directory, path))}) ${when}.`;
  });
