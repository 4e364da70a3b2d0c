import { parseJournal, unfinished, type Journal } from '../apply/journal.ts';
import { pastOf } from '../apply/past.ts';
import { isRefused } from '../core/guards/evaluate.ts';
import type { Desired } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Live } from '../core/live/live.ts';
import { indexLive } from '../core/match/live-index.ts';
import { makePlan } from '../core/plan/make-plan.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { conflictsOf, withoutConflicts, type Conflict } from '../core/rollback/conflicts.ts';
import type { Deeds } from '../core/rollback/deeds.ts';
import { fileEdits, type FileEdit } from '../core/rollback/file-edits.ts';
import { undo, type Lasting } from '../core/rollback/undo.ts';
import { read } from '../read/read.ts';
import { showPlan } from '../render/text/plan.ts';
import { showLeft } from '../render/text/rollback.ts';
import { count } from '../render/text/summary.ts';
import { confirmed, sayYes } from './confirmed.ts';
import { exitCodes } from './exit-codes.ts';
import { findUnfinished, journalPath } from './journals.ts';
import { whileLocked } from './lock.ts';
import { readPlan } from './plan-file.ts';
import { checkTenant, targetOf } from './planning.ts';
import { rewrite } from './rewrite.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import { loadForAsking } from './tenant-files.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface RollbackOptions {
  readonly directory: string;
  /** A journal, or the plan file where a runner died together with its journal. */
  readonly source: string;
  readonly yes: boolean;
  /** Also edit the files, so that they want what was restored. */
  readonly write?: boolean;
  readonly lockTimeout?: number;
  readonly endpoint?: string;
  readonly trace?: string;
}

/** Takes back what an apply did, as far as nobody changed it since. Returns the exit code. */
export async function rollback(options: RollbackOptions, world: WritingWorld): Promise<number> {
  const source = await readSource(options.source, world);
  const files = await loadForAsking(options.directory, world);
  checkSource(source.deeds.plan, files.head.settings, options);
  const connection = world.connectForWriting(targetOf(files, options));
  try {
    const { id } = files.head.settings.tenant;
    return await whileLocked('rollback', id, options, connection, world, () =>
      rollbackAlone(source, files, options, connection, world),
    );
  } finally {
    await connection.close();
  }
}

async function rollbackAlone(
  source: Source,
  files: { readonly head: Desired },
  options: RollbackOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<number> {
  const interrupted = await finishEarlier(source.deeds.plan, files.head.settings, options, connection, world);
  if (interrupted !== undefined) return interrupted;
  const { plan, conflicts, lasting, edits, namesAfter } = await inversePlan(
    source.deeds,
    files,
    options,
    connection,
    world,
  );
  const { columns } = world.terminal;
  showResult([...showPlan(plan, columns), ...showLeft(plan, conflicts, lasting, columns)], world.terminal);
  if (isRefused(plan)) return exitCodes.refusedByGuard;
  const rest = conflicts.length + plan.blocked.length + plan.unresolved.length;
  if (plan.changes.length === 0) {
    await giveUp(source, options, world);
    if (options.write) await rewrite(edits, files.head, namesAfter, world);
    return rest > 0 ? exitCodes.partlyApplied : exitCodes.success;
  }
  const total = plan.operations.length;
  if (!options.yes && !(await confirmed(`Undo it with ${count(total, 'write')}?`, world, sayYes.rollback))) {
    world.terminal.say('Nothing was written.');
    return world.signal.aborted ? exitCodes.interrupted : exitCodes.success;
  }
  const { percentOfLimit } = files.head.settings.pace;
  const path = journalPath(plan, world.clock.now());
  const result = await runOperations({ plan, held: [], path, total, percentOfLimit }, connection, world);
  if (!result.finished) return exitCodes.interrupted;
  await giveUp(source, options, world);
  if (options.write) await rewrite(edits, files.head, namesAfter, world);
  return rest > 0 ? exitCodes.partlyApplied : result.exitCode;
}

interface Source {
  readonly deeds: Deeds;
  /** Absent where a plan file was given. */
  readonly journal?: Journal;
}

async function readSource(path: string, world: WritingWorld): Promise<Source> {
  const text = await world.readText(path);
  if (!isJournal(text)) {
    const plan = await readPlan(path, world);
    return { deeds: { plan, done: new Set(plan.operations.map(({ key }) => key)), created: new Map() } };
  }
  const journal = parseJournal(text, path);
  if (!journal.plan)
    throw new TenantryError({
      id: 'nothing-to-undo',
      message: `The journal ${path} ends before its first record, so nothing was written.`,
      remedy: 'There is nothing to undo.',
    });
  const past = pastOf(journal);
  const applied = new Set(
    journal.records.flatMap((each) =>
      each.record === 'outcome' && ['applied', 'acceptedNotVisible'].includes(each.outcome)
        ? [each.operation]
        : [],
    ),
  );
  return {
    deeds: { plan: journal.plan.plan, done: new Set([...applied, ...past.uncertain]), created: past.created },
    journal,
  };
}

/** A journal is JSON Lines, whose first line says so; a plan is one JSON object over many. */
function isJournal(text: string): boolean {
  try {
    const first: unknown = JSON.parse(text.slice(0, text.indexOf('\n') + 1 || undefined));
    return typeof first === 'object' && first !== null && 'record' in first;
  } catch {
    return false;
  }
}

function checkSource(plan: Plan, { tenant, file }: Settings, { source }: RollbackOptions): void {
  if (plan.tenant.id.toLowerCase() === tenant.id.toLowerCase()) return;
  throw new TenantryError({
    id: 'plan-of-another-tenant',
    message: `${source} is about the tenant ${plan.tenant.name} (${plan.tenant.id}), but ${file} names ${tenant.id}`,
    remedy: 'Name the journal of an apply to this tenant. Nothing was written.',
  });
}

interface Inverse {
  readonly plan: Plan;
  readonly conflicts: readonly Conflict[];
  readonly lasting: readonly Lasting[];
  /** What the files would have to say, and the names of people once it is undone. */
  readonly edits: readonly FileEdit[];
  readonly namesAfter: Plan['names'];
}

/** The plan that takes it back: once to find what somebody changed since, and then without that. */
async function inversePlan(
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
  const { desired, lasting } = undo(deeds, settings, indexLive(live));
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
    edits: fileEdits(agreed, files.head, indexLive(live)),
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

/** A rollback that was interrupted is finished first; the plan that is made then finds the rest. */
async function finishEarlier(
  undone: Plan,
  settings: Settings,
  options: RollbackOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<number | undefined> {
  const left = await findUnfinished(settings.tenant.id, connection.root, undefined, world);
  for (const { path, journal, plan } of left) {
    if (plan.provenance.undoes !== undone.digest) continue;
    if (
      !options.yes &&
      !(await confirmed('Finish the rollback that was interrupted?', world, sayYes.rollback))
    )
      return exitCodes.partlyApplied;
    const run = {
      plan,
      held: [],
      path,
      resume: journal,
      total: plan.operations.length,
      percentOfLimit: settings.pace.percentOfLimit,
    };
    const result = await runOperations(run, connection, world);
    if (!result.finished) return exitCodes.interrupted;
  }
  return undefined;
}

/** An interrupted apply that was taken back is not to be finished by the next one. */
async function giveUp({ journal }: Source, options: RollbackOptions, world: WritingWorld): Promise<void> {
  if (!journal || !unfinished(journal)) return;
  const file = await world.openJournal(options.source, { append: true });
  const end = { record: 'end', at: world.clock.now().toISOString(), stopped: 'The apply was rolled back.' };
  try {
    await file.append([JSON.stringify(end)]);
  } finally {
    await file.close();
  }
}
