import {
  behindAmong,
  contestedValues,
  countDrift,
  pausedGroups,
  processedGroups,
  wantsAttention,
  type HeldLock,
  type Status,
  type UnfinishedApply,
} from '../core/drift/status.ts';
import { indexLive } from '../core/match/live-index.ts';
import type { Processing } from '../core/verification/verification.ts';
import type { Reader } from '../ports.ts';
import { showStatus } from '../render/text/status.ts';
import { commandLine } from './command-line.ts';
import { loadConfiguration } from './configuration.ts';
import { findDrift, instantOf } from './drift.ts';
import { exitCodes } from './exit-codes.ts';
import { findUndone, findUnfinished } from './journals.ts';
import { lockPath } from './lock.ts';
import { targetOf } from './planning.ts';
import { printJson, showResult } from './showing.ts';
import type { World } from './world.ts';

export interface StatusOptions {
  readonly directory: string;
  readonly since?: string;
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

export interface StatusWorld extends World {
  /** Who holds a lock, by the path of its file; undefined where nobody does. */
  readonly lockAt: (path: string) => Omit<HeldLock, 'path'> | undefined;
}

/** One request each, so that a status stays quick. */
const mostGroups = 100;

/** Says what wants attention in the tenant and in this folder. It only reads. Returns the exit code. */
export async function status(options: StatusOptions, world: StatusWorld): Promise<number> {
  const { terminal } = world;
  const now = world.clock.now();
  // What is wrong with it is said before anything is read.
  if (options.since !== undefined) instantOf(options.since, now);
  const { directory } = options;
  const configuration = await loadConfiguration(world.files, directory, undefined);
  const connection = world.connect(targetOf(configuration, options));
  try {
    const { head } = configuration;
    const { drift, live } = await findDrift(configuration, options, connection, world);
    const index = indexLive(live);
    const processed = processedGroups(head, index);
    const asked = processed.slice(0, mostGroups);
    const behind = behindAmong(await processingOf(connection.reader, asked));
    const paused = pausedGroups(head, index, drift.paused);
    const { tenant } = drift.plan;
    const path = lockPath(tenant.id, options, connection);
    const lock = world.lockAt(path);
    const mentioned = [...paused, ...behind].map(({ group }) => group);
    const found: Status = {
      tenant: { id: tenant.id, name: tenant.name },
      at: now.toISOString(),
      drift: countDrift(drift),
      contested: contestedValues(drift),
      paused,
      behind,
      asked: { groups: asked.length, of: processed.length },
      due: drift.due.filter(({ state }) => state !== 'interrupted'),
      unfinished: await unfinishedApplies(tenant.id, connection.root, world),
      ...(lock ? { lock: { path, ...lock } } : {}),
      names: {
        ...drift.names,
        ...Object.fromEntries(
          mentioned.map((key) => [key, index.groups.get(key.slice('group:'.length))?.displayName ?? key]),
        ),
        ...Object.fromEntries(
          contestedValues(drift).map(({ object }) => [object, drift.plan.names[object] ?? object]),
        ),
      },
      ...(drift.unknown === undefined ? {} : { unknown: drift.unknown }),
    };
    const attention = wantsAttention(found);
    if (options.json) printJson({ format: 1, attention, ...found }, terminal);
    else {
      const command = (...words: readonly string[]): string => commandLine(world, words, options);
      showResult(showStatus(found, command, terminal.columns), terminal);
    }
    return options.detailedExitcode && attention ? exitCodes.changesPresent : exitCodes.success;
  } finally {
    await connection.close();
  }
}

async function processingOf(
  reader: Reader,
  groups: readonly string[],
): Promise<ReadonlyMap<string, Processing>> {
  if (groups.length === 0) return new Map();
  const [answer] = await reader.answer([{ query: 'processing', groups }]);
  return answer?.query === 'processing' ? answer.processing : new Map();
}

async function unfinishedApplies(
  tenantId: string,
  root: string,
  world: World,
): Promise<readonly UnfinishedApply[]> {
  const found = await findUnfinished(tenantId, root, undefined, world);
  return await Promise.all(
    found.map(async ({ path, journal, plan }) => {
      const undoes = plan.provenance.undoes === undefined ? undefined : await findUndone(plan, world);
      return { journal: path, at: journal.plan?.at ?? '', ...(undoes === undefined ? {} : { undoes }) };
    }),
  );
}
