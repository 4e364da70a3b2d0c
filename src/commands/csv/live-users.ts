import { selection } from '../../core/attributes/selection.ts';
import type { Desired } from '../../core/desired/desired.ts';
import type { LiveObject } from '../../core/live/live.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Column } from '../../csv/columns.ts';
import { paint, paragraph } from '../../render/text/lines.ts';
import { checkTenant, targetOf } from '../planning.ts';
import type { World } from '../world.ts';

interface Asking {
  readonly endpoint?: string;
  readonly trace?: string;
}

/**
 * Everybody in the tenant with what identifies people and what the columns are about. Undefined where the tenant cannot be
 * asked, which is said. Throws TenantryError where another tenant answers than the files name.
 */
export async function liveUsers(
  head: Desired,
  columns: readonly Column[],
  options: Asking,
  world: World,
): Promise<readonly LiveObject[] | undefined> {
  const connection = world.connect(targetOf({ head }, options));
  try {
    world.terminal.progress('reading the tenant, users');
    const read = await connection.reader
      .answer([
        { query: 'tenant' },
        { query: 'users', select: selected(columns), manager: needsManager(columns) },
      ])
      .catch((error: unknown) => notAsked(error, options, world));
    if (read === undefined) return undefined;
    const [first, found] = read;
    if (first?.query !== 'tenant' || found?.query !== 'users') return undefined;
    checkTenant(first, { head }, options);
    return found.users;
  } finally {
    await connection.close();
  }
}

const always = ['displayName', 'employeeId', 'id', 'mail', 'proxyAddresses', 'userPrincipalName'];

/** Values of extensions are not among them: nobody can select one whose definition is not there yet. */
function selected(columns: readonly Column[]): readonly string[] {
  const names = columns.flatMap(({ target }) => (target.row && !target.extension ? [target.row.name] : []));
  return [...new Set([...always, ...selection('user', names)])].toSorted();
}

const needsManager = (columns: readonly Column[]): boolean =>
  columns.some(({ target }) => target.row?.name === 'manager');

/** A tenant that was named on the command line has to answer. */
function notAsked(error: unknown, { endpoint }: Asking, { terminal, signal }: World): undefined {
  if (!(error instanceof TenantryError) || signal.aborted || endpoint !== undefined) throw error;
  const [first] = error.problems;
  terminal.say(
    paint(
      paragraph(
        `The tenant could not be asked, so people are looked for in the files alone, as with --offline: ${first?.message ?? 'it did not answer.'}`,
        terminal.columns,
        0,
      ),
      false,
    ).trimEnd(),
  );
}
