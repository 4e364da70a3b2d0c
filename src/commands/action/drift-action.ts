import { hasDrifted } from '../../core/drift/drift.ts';
import { driftIssue } from '../../render/markdown/drift-issue.ts';
import { driftMarker, readDriftMarker } from '../../render/markdown/drift-marker.ts';
import { accept } from '../accept.ts';
import { loadConfiguration, type Configuration } from '../configuration.ts';
import { findDrift, type FoundDrift } from '../drift.ts';
import { exitCodes } from '../exit-codes.ts';
import { journalFolder } from '../journals.ts';
import { targetOf } from '../planning.ts';
import { recordVerification } from '../recording.ts';
import { readApply, verifyAgainst } from '../verifying.ts';
import type { Connection } from '../world.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { acceptBranch } from './artifact-folder.ts';
import { restoreJournals } from './kept-journal.ts';
import { redacting, type Seen } from './redacting.ts';
import { label } from './report-apply.ts';

export interface DriftActionOptions extends ActionOptions {
  /** The file name of the workflow that applies, whose journals say what is to be verified. */
  readonly applyWorkflow: string;
  /** Write the drifted values into the files, on a branch. */
  readonly accept: boolean;
}

/**
 * Keeps one issue about what of the tenant is not as the default branch says: opened, kept up to date, and closed once
 * there is nothing. Returns 0: drift fails no job, since the issue tells.
 */
export function driftAction(options: DriftActionOptions, given: ActionWorld): Promise<number> {
  return redacting(options, given, (seen, world) => driftIn(options, seen, world));
}

async function driftIn(
  options: DriftActionOptions,
  { redaction, requireKey }: Seen,
  world: ActionWorld,
): Promise<number> {
  requireKey();
  const { forge, runner } = world;
  await restoreJournals(options, world, { finished: true });
  const configuration = await loadConfiguration(world.files, options.directory, undefined);
  const connection = world.connect(targetOf(configuration, options));
  try {
    await verifyApplies(configuration, connection, world);
    const found = await findDrift(configuration, options, connection, world);
    const branch = options.accept ? await acceptOnBranch(found, configuration, options, world) : undefined;
    const { drift } = found;
    const existing = await forge.findIssue(label, driftMarker(drift.plan.tenant.id));
    const firstSeen = existing?.state === 'open' ? readDriftMarker(existing.body)?.firstSeen : undefined;
    const { title, body } = driftIssue({
      drift,
      redaction,
      runUrl: runner.runUrl,
      ...(firstSeen === undefined ? {} : { firstSeen }),
      restoreUrl: `${forge.url}/actions/workflows/${options.applyWorkflow}`,
      ...(branch === undefined ? {} : { acceptBranchUrl: `${forge.url}/compare/${branch}?expand=1` }),
    });
    runner.setOutput('drifted', String(drift.plan.changes.length));
    runner.setOutput('verdict', hasDrifted(drift) ? 'drifted' : 'none');
    runner.setOutput('digest', drift.plan.digest);
    await runner.summarise(body);
    const late = world.clock.now().getTime() - aDay;
    if (
      hasDrifted(drift) ||
      drift.due.some(({ at, state }) => state === 'interrupted' || Date.parse(at) < late)
    ) {
      if (existing) await forge.editIssue(existing.number, { title, body, state: 'open' });
      else await forge.openIssue({ title, body, label });
    } else if (existing?.state === 'open') {
      await forge.editIssue(existing.number, { body, state: 'closed' });
    }
    return exitCodes.success;
  } finally {
    await connection.close();
  }
}

/** Entra can take so long to process a change: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership */
const aDay = 24 * 60 * 60 * 1000;

/** Looks whether the groups became as the applies predicted, and notes it in their journals: else that would be due. */
async function verifyApplies(
  { head }: Configuration,
  { reader, root }: Connection,
  world: ActionWorld,
): Promise<void> {
  for (const path of await world.listJournals(journalFolder)) {
    const applied = await readApply(path, world);
    const ofTenant = applied.plan.tenant.id.toLowerCase() === head.settings.tenant.id.toLowerCase();
    if (!applied.finished || !ofTenant || applied.endpoint !== root) continue;
    const found = await verifyAgainst(applied, head, reader, world);
    await recordVerification(path, applied, found, world);
  }
}

/** Writes what the tenant holds into the files, on a branch that somebody is to review; none where nothing was written. */
async function acceptOnBranch(
  found: FoundDrift,
  configuration: Configuration,
  options: DriftActionOptions,
  world: ActionWorld,
): Promise<string | undefined> {
  const { directory } = options;
  const before = await world.files.read(directory);
  await accept(found, configuration, { ...options, json: false }, world);
  const files = new Map<string, Uint8Array>();
  for (const [path, entry] of await world.files.read(directory)) {
    const old = before.get(path);
    const same = entry.type !== 'file' || (old?.type === 'file' && sameBytes(old.bytes, entry.bytes));
    if (!same) files.set(`${directory}/${path}`, entry.bytes);
  }
  if (files.size === 0) return undefined;
  const branch = acceptBranch(directory);
  const message = 'Accept what was changed in the tenant';
  await world.forge.writeBranch({ branch, parent: world.runner.commit, files, message });
  return branch;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));
