import { dueVerifications } from '../core/drift/due.ts';
import { hasDrifted, type Drift } from '../core/drift/drift.ts';
import { joinDrift } from '../core/drift/join.ts';
import { leftPaused } from '../core/drift/paused.ts';
import type { AuditLog } from '../core/live/audit.ts';
import type { Live } from '../core/live/live.ts';
import { indexLive } from '../core/match/live-index.ts';
import { TenantryError } from '../core/problem.ts';
import type { Reader } from '../ports.ts';
import { showDrift } from '../render/text/drift.ts';
import { accept } from './accept.ts';
import { commandLine } from './command-line.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { pastApplies } from './past-applies.ts';
import { planAgainst, targetOf } from './planning.ts';
import { printJson, showResult } from './showing.ts';
import type { Connection, World } from './world.ts';

export interface DriftOptions {
  readonly directory: string;
  /** From when on to read the audit log: a day, an instant, or `30d`. */
  readonly since?: string;
  /** Write into the files what the tenant holds. */
  readonly accept?: boolean;
  readonly json: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

/** What is not as the files say, and who changed it. Of the tenant it only reads. Returns the exit code. */
export async function drift(options: DriftOptions, world: World): Promise<number> {
  const configuration = await loadConfiguration(world.files, options.directory, undefined);
  const connection = world.connect(targetOf(configuration, options));
  try {
    const found = await findDrift(configuration, options, connection, world);
    if (options.accept) return await accept(found, configuration, options, world);
    if (options.json) printJson({ format: 1, ...found.drift }, world.terminal);
    else showResult(showDrift(found.drift, commands(options, world), world.terminal.columns), world.terminal);
    return hasDrifted(found.drift) ? exitCodes.changesPresent : exitCodes.success;
  } finally {
    await connection.close();
  }
}

export interface FoundDrift {
  readonly drift: Drift;
  readonly live: Live;
}

/** Plans what is merged and looks up who made it necessary. Throws as planning does, and where `since` is no instant. */
export async function findDrift(
  configuration: Configuration,
  options: Pick<DriftOptions, 'directory' | 'since' | 'endpoint'>,
  connection: Pick<Connection, 'reader' | 'root'>,
  world: Pick<World, 'clock' | 'terminal' | 'version' | 'listJournals' | 'readText'>,
): Promise<FoundDrift> {
  const now = world.clock.now();
  const since = instantOf(options.since ?? '30d', now);
  const { head } = configuration;
  const planning = { ...options, only: [] };
  const { plan, live } = await planAgainst(connection.reader, configuration, planning, [], world);
  const applies = await pastApplies(plan.tenant.id, connection.root, world);
  const log: AuditLog =
    plan.changes.length === 0 ? { entries: [], since } : await readLog(connection.reader, since);
  const paused = leftPaused(head, indexLive(live), applies, now);
  const due = dueVerifications(applies, new Date(since));
  const groups = [...paused.map(({ group }) => group), ...due.flatMap((each) => each.groups)];
  const known = new Map(live.groups.map(({ id, displayName }) => [`group:${id}`, displayName ?? id]));
  return {
    live,
    drift: {
      plan,
      differences: joinDrift(plan, log, live.tenant.actor, now),
      paused,
      due,
      names: Object.fromEntries([...new Set(groups)].toSorted().map((key) => [key, known.get(key) ?? key])),
      since: log.since ?? since,
      ...(log.unknown === undefined ? {} : { unknown: log.unknown }),
    },
  };
}

async function readLog(reader: Reader, since: string): Promise<AuditLog> {
  const [answer] = await reader.answer([{ query: 'auditWindow', since }]);
  return answer?.query === 'auditWindow' ? answer.log : { entries: [] };
}

const day = 86_400_000;

/** An instant as the log takes it. Throws TenantryError where the text is none. */
export function instantOf(text: string, now: Date): string {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const time =
    days === undefined
      ? /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)
        ? Date.parse(text)
        : Number.NaN
      : now.getTime() - Number(days) * day;
  if (!Number.isNaN(time) && time <= now.getTime()) return new Date(time).toISOString();
  throw new TenantryError({
    id: 'since',
    message: `--since ${text} is no instant of the past`,
    remedy: 'Write a number of days (--since 7d), a day (2026-11-01) or an instant (2026-11-01T08:00:00Z).',
  });
}

/** The ways out, as one types them. */
function commands(options: DriftOptions, world: World) {
  const line = (...words: readonly string[]): string => commandLine(world, words, options);
  return {
    restore: line('apply'),
    accept: line('drift', '--accept'),
    verify: (journal: string): string => line('verify', journal),
  };
}
