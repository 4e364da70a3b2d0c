import { load } from '../config/load.ts';
import type { Desired } from '../core/desired/desired.ts';
import { InvalidConfiguration } from '../core/problem.ts';
import { count } from '../render/text/summary.ts';
import type { World } from './world.ts';

/**
 * The files for commands that only ask: entries with problems are left out and counted on stderr. Throws
 * InvalidConfiguration where tenant.yaml itself cannot be used.
 */
export async function loadForAsking(
  directory: string,
  { files, terminal }: Pick<World, 'files' | 'terminal'>,
): Promise<{ readonly head: Desired }> {
  const { desired, problems } = load(await files.read(directory), directory);
  if (!desired) throw new InvalidConfiguration(problems);
  if (problems.length > 0)
    terminal.say(
      `${count(problems.length, 'problem')} in the files under ${directory}; the entries concerned are left out (tenantry validate lists them).`,
    );
  return { head: desired };
}
