import type { Settings } from '../core/desired/settings.ts';
import type { LiveTenant } from '../core/live/live.ts';
import { TenantryError } from '../core/problem.ts';
import type { Files } from '../core/verification/left.ts';
import { accuracyOf, type Verification } from '../core/verification/verification.ts';
import type { Reader } from '../ports.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { showVerification } from '../render/text/verification.ts';
import { exitCodes } from './exit-codes.ts';
import { checkTenant, targetOf } from './planning.ts';
import { printJson, showResult } from './showing.ts';
import { loadForAsking } from './tenant-files.ts';
import { readApply, verifyAgainst, type JournaledApply } from './verifying.ts';
import { recordVerification } from './recording.ts';
import { verifyPatiently } from './waiting.ts';
import type { World, WritingWorld } from './world.ts';

export interface VerifyOptions {
  readonly directory: string;
  /** The journal of the apply. */
  readonly journal: string;
  readonly json: boolean;
  /** Seconds to wait for what is not as predicted yet; absent: none. */
  readonly wait?: number;
  readonly endpoint?: string;
  readonly trace?: string;
}

/**
 * Holds the tenant against what the plan of an apply predicted, and notes that in its journal; of the tenant it only
 * reads. Returns the exit code: 0 where all is as predicted, 6 where it is not.
 */
export async function verify(
  options: VerifyOptions,
  world: World & Pick<WritingWorld, 'openJournal'>,
): Promise<number> {
  const applied = await readApply(options.journal, world);
  const files = await loadForAsking(options.directory, world);
  const { head } = files;
  checkJournal(applied, head.settings, options);
  for (const remark of applied.remarks)
    world.terminal.say(paint(paragraph(remark, world.terminal.columns, 0), false).trimEnd());
  const connection = world.connect(targetOf(files, options));
  try {
    if (connection.root !== applied.endpoint)
      world.terminal.say(`The apply wrote to ${applied.endpoint}; now ${connection.root} is asked.`);
    const { reader } = connection;
    const onTenant = (tenant: LiveTenant): void => checkTenant({ tenant }, files, options);
    const first = await verifyAgainst(applied, head, reader, world, onTenant);
    const { verification, interrupted } = await verifyPatiently(
      applied,
      head,
      (options.wait ?? 0) * 1000,
      reader,
      world,
      first,
    );
    show(applied, verification, options, world);
    await recordVerification(options.journal, applied, verification, world);
    if (interrupted) return exitCodes.interrupted;
    return verification.asPredicted ? exitCodes.success : exitCodes.partlyApplied;
  } finally {
    await connection.close();
  }
}

export interface AfterApply {
  /** The journal that the apply kept. */
  readonly journal: string;
  /** Seconds. */
  readonly wait: number;
  /** Of the apply itself. */
  readonly exitCode: number;
}

/**
 * Waits after an apply until the tenant is as predicted, shows how far it is, and returns the exit code of both. What
 * goes wrong here takes nothing back of what was written, so it is said and counts as not verified.
 */
export async function verifyAfterApply(
  { journal, wait, exitCode }: AfterApply,
  files: Files,
  reader: Reader,
  world: World & Pick<WritingWorld, 'openJournal'>,
): Promise<number> {
  const applied = await readApply(journal, world);
  const later = `\`${world.program} verify ${journal}\` answers later: Entra can take a day to process a change.`;
  try {
    const first = await verifyAgainst(applied, files, reader, world);
    const { verification, interrupted } = await verifyPatiently(
      applied,
      files,
      wait * 1000,
      reader,
      world,
      first,
    );
    showResult(showVerification(applied, verification, world.terminal.columns), world.terminal);
    await recordVerification(journal, applied, verification, world);
    if (interrupted) {
      world.terminal.say(`Waiting was interrupted; everything was written that could be. ${later}`);
      return exitCodes.interrupted;
    }
    if (verification.asPredicted) return exitCode;
    world.terminal.say(`The tenant is not as predicted, or not yet. ${later}`);
    return exitCodes.partlyApplied;
  } catch (error) {
    if (world.signal.aborted) {
      world.terminal.say(`Waiting was interrupted; everything was written that could be. ${later}`);
      return exitCodes.interrupted;
    }
    if (!(error instanceof TenantryError)) throw error;
    world.terminal.say(`The tenant could not be read again: ${error.message} ${later}`);
    return exitCodes.partlyApplied;
  }
}

function show(applied: JournaledApply, found: Verification, options: VerifyOptions, world: World): void {
  const { terminal } = world;
  if (options.json) printJson(published(applied, found, options, world), terminal);
  else showResult(showVerification(applied, found, terminal.columns), terminal);
}

/** The form that `--json` prints: keys as in the plan, with the names in a dictionary. */
function published(
  { plan, at }: JournaledApply,
  found: Verification,
  { journal }: VerifyOptions,
  { clock }: World,
): unknown {
  const { groups, apart, values, asPredicted, judged, right } = found;
  const names = { ...plan.names, ...found.names };
  const keys = [
    ...groups.flatMap(({ group, differences }) => [group, ...differences.map(({ member }) => member)]),
    ...apart.map(({ group }) => group),
    ...values.differing.map(({ object }) => object),
  ];
  return {
    format: 1,
    tenant: plan.tenant,
    journal,
    digest: plan.digest,
    appliedAt: at,
    verifiedAt: clock.now().toISOString(),
    asPredicted,
    accuracy: accuracyOf(found) ?? null,
    judged,
    right,
    groups: groups.map((group) => ({ ...group, accuracy: accuracyOf(group) ?? null })),
    apart,
    values,
    names: Object.fromEntries([...new Set(keys)].toSorted().map((key) => [key, names[key] ?? key])),
  };
}

function checkJournal({ plan }: JournaledApply, settings: Settings, { journal }: VerifyOptions): void {
  const { tenant, file } = settings;
  if (plan.tenant.id.toLowerCase() === tenant.id.toLowerCase()) return;
  throw new TenantryError({
    id: 'journal-of-another-tenant',
    message: `${journal} is about the tenant ${plan.tenant.name} (${plan.tenant.id}), but ${file} names ${tenant.id}`,
    remedy: 'Name the journal of an apply to this tenant. Nothing was written.',
  });
}
