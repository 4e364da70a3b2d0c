import { systemClock } from '../src/adapters/clock/clock.ts';
import { openJournal } from '../src/adapters/journal/journal-file.ts';
import { connectTenant } from '../src/adapters/tenant/connect-tenant.ts';
import { apply } from '../src/apply/apply.ts';
import type { PaceOptions } from '../src/apply/pace.ts';
import { report, type Report } from '../src/apply/report.ts';
import { load } from '../src/config/load.ts';
import { makePlan } from '../src/core/plan/make-plan.ts';
import type { Clock, Sent, Writer } from '../src/ports.ts';
import { read } from '../src/read/read.ts';
import { personId } from './people.ts';

export interface Run {
  readonly tenant: { readonly graph: string; readonly admin: string };
  /** How many people get a new department. */
  readonly updates: number;
  readonly clock: Clock;
  /** How many times as fast as the wall clock the practice tenant and the clock run. */
  readonly speed: number;
  /** Absent: as fast as can be. */
  readonly pace?: PaceOptions;
  readonly journalPath: string;
}

const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';

/** Plans and applies one change of each person; seconds of the apply alone, on the given clock. */
export async function run({
  tenant,
  updates,
  clock,
  speed,
  pace,
  journalPath,
}: Run): Promise<{ readonly seconds: number; readonly result: Report }> {
  const connection = connectTenant({
    cloud: 'global',
    tenantId,
    endpoint: new URL(tenant.graph),
    tokens: { graph: () => Promise.resolve('bench'), exchange: () => Promise.resolve('bench') },
    clock,
  });
  const { desired: head } = load(files(updates), 'tenant');
  if (!head) throw new Error('The files of the benchmark are wrong.');
  const plan = makePlan({
    head,
    live: await read(connection.reader, [head], new Date()),
    now: new Date(),
    provenance: { tool: 'bench', directory: 'tenant', endpoint: tenant.graph },
  });
  await fetch(`${tenant.admin}/requests`, { method: 'DELETE' });
  const journal = await openJournal(journalPath, { append: false });
  const began = clock.now().getTime();
  const records = await apply({
    readBackMs: 60_000,
    plan,
    writer: hurried(connection.writer, speed),
    clock,
    journal,
    endpoint: tenant.graph,
    ...(pace ? { pace } : {}),
  });
  const seconds = (clock.now().getTime() - began) / 1000;
  await journal.close();
  return { seconds, result: report(records) };
}

function files(updates: number): Parameters<typeof load>[0] {
  const entries = Array.from(
    { length: updates },
    (_, index) =>
      `  - { user: person${index}@contoso.com, id: ${personId(index)}, department: Department ${index % 7} }\n`,
  );
  const texts = {
    'tenant.yaml': `format: 1\ntenant: { id: ${tenantId} }\nguards: { usersChanged: { count: 1000000 } }\n`,
    'users/all.yaml': `users:\n${entries.join('')}`,
  };
  return new Map(
    Object.entries(texts).map(([path, text]) => [
      path,
      { type: 'file', bytes: new TextEncoder().encode(text) },
    ]),
  );
}

/** A clock that runs so many times as fast as the machine's. */
export function fasterClock(speed: number): Clock {
  const real = systemClock();
  const start = Date.now();
  const origin = performance.now();
  return {
    now: () => new Date(start + (performance.now() - origin) * speed),
    sleep: (ms, signal) => real.sleep(ms / speed, signal),
  };
}

/** The practice tenant says in seconds of the wall clock when to come back. */
function hurried(writer: Writer, speed: number): Writer {
  const scaled = (sent: Sent): Sent =>
    sent.result !== 'answered'
      ? sent
      : {
          ...sent,
          replies: sent.replies.map((reply) => {
            const wait = reply.headers['retry-after'];
            if (wait === undefined) return reply;
            return { ...reply, headers: { ...reply.headers, 'retry-after': String(Number(wait) * speed) } };
          }),
        };
  return {
    send: async (requests) => scaled(await writer.send(requests)),
    invoke: (commands) => writer.invoke(commands),
  };
}
