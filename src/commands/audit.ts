import type { Audit } from '../core/audit/audit.ts';
import { baselineKeys, baselineText, readBaseline, type Baseline } from '../core/audit/baseline.ts';
import { isNew, makeAudit } from '../core/audit/make-audit.ts';
import { leftPaused } from '../core/drift/paused.ts';
import { indexLive } from '../core/match/live-index.ts';
import { TenantryError } from '../core/problem.ts';
import { fileName } from '../config/folder.ts';
import { readForAudit } from '../read/read-audit.ts';
import { auditPage } from '../render/html/audit-page.ts';
import { jsonText } from '../render/json.ts';
import { safe } from '../render/safe.ts';
import { auditSarif, mostResults } from '../render/sarif/audit.ts';
import { showAudit } from '../render/text/audit.ts';
import { count } from '../render/text/summary.ts';
import { commandLine } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';
import { pastApplies } from './past-applies.ts';
import { checkTenant, targetOf } from './planning.ts';
import { printJson, showResult } from './showing.ts';
import { loadForAsking } from './tenant-files.ts';
import type { AskingOptions } from './tenant-reading.ts';
import type { World } from './world.ts';

export interface AuditOptions extends AskingOptions {
  readonly json: boolean;
  /** Where to write it as SARIF 2.1.0. */
  readonly sarif?: string;
  /** Where to write it as a page to look at. */
  readonly html?: string;
  /** The file of what is known; the one beside tenant.yaml where not given. `false`: none. */
  readonly baseline?: string | false;
  /** Make the baseline what is found now. */
  readonly writeBaseline: boolean;
  /** Show every finding, those of the baseline too. */
  readonly all: boolean;
  readonly detailedExitcode: boolean;
}

/** Looks at the whole tenant; writes nothing there. Returns the exit code. */
export async function audit(options: AuditOptions, world: World): Promise<number> {
  const { terminal } = world;
  const baselineFile = baselineOf(options);
  const known = await knownBefore(baselineFile, options, world);
  const made = await auditTenant(options, known, world);
  if (options.sarif !== undefined) await writeSarif(options.sarif, made, options, world);
  const command = commandLine(world, ['audit', '--all'], options);
  if (options.html !== undefined) await world.writeText(options.html, auditPage(made, { command }));
  if (options.json) printJson(made, terminal);
  else showResult(showAudit(made, { all: options.all, command }, terminal.columns), terminal);
  if (options.writeBaseline && baselineFile !== undefined) {
    const keys = baselineKeys(made, known);
    await world.writeText(baselineFile, baselineText(keys));
    terminal.say(
      `${count(keys.length, 'finding')} written to ${safe(baselineFile)}. Commit it: only what comes on top of that is new from now on.`,
    );
    return exitCodes.success;
  }
  return exitCodeOf(made, options);
}

async function auditTenant(
  options: AuditOptions,
  baseline: Baseline | undefined,
  world: World,
): Promise<Audit> {
  const files = await loadForAsking(options.directory, world);
  const connection = world.connect(targetOf(files, options));
  try {
    const now = world.clock.now();
    const read = await readForAudit(connection.reader, files.head, {
      onProgress: (text) => world.terminal.progress(text),
      onTenant: (tenant) => checkTenant({ tenant }, files, options),
    });
    const applies = await pastApplies(read.tenant.id, connection.root, world);
    const paused = leftPaused(files.head, indexLive({ users: [], groups: read.groups }), applies, now);
    world.terminal.progress('comparing');
    return makeAudit({ ...read, desired: files.head, paused, now }, baseline);
  } finally {
    await connection.close();
  }
}

/** Beside tenant.yaml, where nothing takes it for a file of entries. */
const baselineOf = ({ baseline, directory }: AuditOptions): string | undefined =>
  baseline === false ? undefined : (baseline ?? fileName(directory, 'audit-baseline.json'));

/** What the baseline knows. Throws TenantryError where one was named that is not there, or that is none. */
async function knownBefore(
  file: string | undefined,
  { baseline, writeBaseline }: AuditOptions,
  world: Pick<World, 'findText'>,
): Promise<Baseline | undefined> {
  if (file === undefined) {
    if (!writeBaseline) return undefined;
    throw new TenantryError({
      id: 'baseline',
      message: '--no-baseline and --write-baseline are the opposite of each other',
      remedy: 'Leave out one of the two.',
    });
  }
  const text = await world.findText(file);
  if (text !== undefined) return readBaseline(text, file);
  if (baseline === undefined || writeBaseline) return undefined;
  throw new TenantryError({
    id: 'baseline',
    message: `There is no file ${file}`,
    remedy: 'Correct the name, or write it with --write-baseline.',
  });
}

async function writeSarif(file: string, made: Audit, options: AuditOptions, world: World): Promise<void> {
  const settingsFile = fileName(options.directory, 'tenant.yaml');
  const log = auditSarif(made, { version: world.version, settingsFile, all: options.all });
  await world.writeText(file, `${jsonText(log, 2)}\n`);
  const results = log.runs[0]?.results?.length ?? 0;
  if (results > mostResults)
    world.terminal.say(
      `${safe(file)} has ${count(results, 'result')}, and GitHub takes at most ${count(mostResults, 'result')}: turn kinds off under \`findings:\` in tenant.yaml, or keep what is known in a baseline.`,
    );
}

/** What counts as an error fails like files that are invalid; whatever else is new only where that was asked for. */
function exitCodeOf({ counts, findings }: Audit, { detailedExitcode }: AuditOptions): number {
  if (counts.newFindings.error > 0) return exitCodes.invalidConfiguration;
  return detailedExitcode && findings.some(isNew) ? exitCodes.changesPresent : exitCodes.success;
}
