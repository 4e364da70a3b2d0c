import { unfinished } from '../apply/journal.ts';
import { isRefused } from '../core/guards/evaluate.ts';
import type { Desired } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { deedsOf } from '../core/rollback/deeds.ts';
import { line, paint, paragraph, span, type Line } from '../render/text/lines.ts';
import { showRollback } from '../render/text/rollback.ts';
import { count } from '../render/text/summary.ts';
import { commandLine } from './command-line.ts';
import { confirmed, sayYes } from './confirmed.ts';
import { exitCodes } from './exit-codes.ts';
import { inversePlan, type Inverse } from './inverse-plan.ts';
import { findUnfinished, journalPath, tornWords } from './journals.ts';
import { whileLocked } from './lock.ts';
import { targetOf } from './planning.ts';
import { rewrite, rewriting } from './rewrite.ts';
import { readSource, type Source } from './rollback-source.ts';
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
  const torn = source.journal ? tornWords(options.source, source.journal) : '';
  if (torn !== '')
    sayLines(
      paragraph(
        `${torn} Given the plan file of that apply instead, rollback takes all of the plan for written.`,
        world.terminal.columns,
        0,
      ),
      world,
    );
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
  const inverse = await inversePlan(source.deeds, files, options, connection, world);
  const { plan, conflicts } = inverse;
  const wrote = deedsOf(source.deeds).length > 0;
  showResult(showRollback({ ...inverse, wrote }, world.terminal.columns), world.terminal);
  if (isRefused(plan)) {
    if (options.write) world.terminal.say('Nothing was written, and no file was edited.');
    return exitCodes.refusedByGuard;
  }
  const rest = conflicts.length + plan.blocked.length + plan.unresolved.length;
  if (plan.changes.length === 0) {
    await giveUp(source, options, world);
    await settleFiles(inverse, files.head, options, world);
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
  await settleFiles(inverse, files.head, options, world);
  return rest > 0 ? exitCodes.partlyApplied : result.exitCode;
}

/** Edits the files with `--write`; else says where they still ask for what was taken back. */
async function settleFiles(
  { edits, namesAfter }: Inverse,
  head: Desired,
  options: RollbackOptions,
  world: WritingWorld,
): Promise<void> {
  if (options.write) {
    await rewrite(edits, head, namesAfter, world);
    return;
  }
  const { written, problems } = await rewriting(edits, head, namesAfter, world);
  if (written.length + problems.length === 0) return;
  const lines = [
    ...paragraph(
      `The files under ${options.directory} still ask for what was taken back, so the next apply would bring it again. The same command with --write edits them; until then \`freeze\` in tenant.yaml holds the objects:`,
      world.terminal.columns,
      0,
    ),
    line('  ', span(commandLine(world, ['rollback', options.source], options, ['--write']), 'name')),
  ];
  sayLines(lines, world);
}

const sayLines = (lines: readonly Line[], { terminal }: Pick<WritingWorld, 'terminal'>): void =>
  terminal.say(paint(lines, false).trimEnd());

function checkSource(plan: Plan, { tenant, file }: Settings, { source }: RollbackOptions): void {
  if (plan.tenant.id.toLowerCase() === tenant.id.toLowerCase()) return;
  throw new TenantryError({
    id: 'plan-of-another-tenant',
    message: `${source} is about the tenant ${plan.tenant.name} (${plan.tenant.id}), but ${file} names ${tenant.id}`,
    remedy: 'Name the journal of an apply to this tenant. Nothing was written.',
  });
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
