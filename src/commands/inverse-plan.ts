import type { Desired } from '../core/desired/desired.ts';
import type { Live } from '../core/live/live.ts';
import { indexLive } from '../core/match/live-index.ts';
import { makePlan } from '../core/plan/make-plan.ts';
import type { Plan } from '../core/plan/plan.ts';
import { conflictsOf, withoutConflicts, type Conflict } from '../core/rollback/conflicts.ts';
import { createdBy, type Deeds } from '../core/rollback/deeds.ts';
import { fileEdits, type FileEdit } from '../core/rollback/file-edits.ts';
import { undo, type Lasting } from '../core/rollback/undo.ts';
import { read } from '../read/read.ts';
import { checkTenant } from './planning.ts';
import type { RollbackOptions } from './rollback.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface Inverse {
  readonly plan: Plan;
  readonly conflicts: readonly Conflict[];
  readonly lasting: readonly Lasting[];
  /** What the files would have to say, and the names of people once it is undone. */
  readonly edits: readonly FileEdit[];
  readonly namesAfter: Plan['names'];
}

/** The plan that takes it back: once to find what somebody changed since, and then without that. */
export async function inversePlan(
  deeds: Deeds,
  files: { readonly head: Desired },
  options: RollbackOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Inverse> {
  const { settings } = files.head;
  const now = world.clock.now();
  const first = undo(deeds, settings, { groupsByUniqueName: new Map() });
  const live = await read(connection.reader, [first.desired], now, {
    onProgress: (text) => world.terminal.progress(text),
    onTenant: (tenant) => checkTenant({ tenant }, files, options),
  });
  const index = indexLive(live);
  const { desired, lasting } = undo(deeds, settings, index);
  const make = (head: typeof desired, known: Live): Plan =>
    makePlan({
      head,
      live: known,
      now,
      ignoreFreeze: true,
      provenance: {
        tool: `tenantry ${world.version}`,
        directory: options.directory,
        endpoint: options.endpoint ?? settings.tenant.cloud,
        undoes: deeds.plan.digest,
      },
    });
  const conflicts = conflictsOf(make(desired, live), deeds);
  const agreed = withoutConflicts(desired, conflicts);
  const plan = make(agreed, live);
  return {
    plan: { ...plan, names: { ...deeds.plan.names, ...plan.names } },
    conflicts,
    lasting,
    edits: fileEdits(agreed, files.head, index, createdBy(deeds)),
    namesAfter: { ...signInNames(live), ...restoredNames(agreed) },
  };
}

const signInNames = ({ users }: Live): Plan['names'] =>
  Object.fromEntries(users.map(({ id, userPrincipalName = id }) => [`user:${id}`, userPrincipalName]));

/** Whoever gets the old sign-in name back is called by it. */
function restoredNames({ users }: Desired): Plan['names'] {
  return Object.fromEntries(
    users.flatMap(({ id, attributes }) => {
      const name = attributes['userPrincipalName']?.value;
      return id !== undefined && typeof name === 'string' ? [[`user:${id}`, name] as const] : [];
    }),
  );
}
