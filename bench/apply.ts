/**
 * What an apply costs in time, beside the best that the limits allow, and beside doing one thing after another.
 * The practice tenant is a process of its own. The first part takes some 90 s and the second some 10 s.
 *
 *   node bench/apply.ts [--updates N] [--speed N] [limited] [unlimited]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/adapters/clock/clock.ts';
import { createWindow } from '../src/emulator/limits/window.ts';
import { fasterClock, run } from './apply-run.ts';
import { personId } from './people.ts';

const { values, positionals } = parseArgs({
  options: {
    updates: { type: 'string', default: '10000' },
    speed: { type: 'string', default: '5' },
  },
  allowPositionals: true,
});
const updates = Number(values.updates);
const parts = positionals.length === 0 ? ['limited', 'unlimited'] : positionals;
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
try {
  if (parts.includes('limited')) await limited(Number(values.speed));
  if (parts.includes('unlimited')) await unlimited();
} finally {
  rmSync(folder, { recursive: true });
}

/** Under the documented limits, on a faster clock, which the client has as well. */
async function limited(speed: number): Promise<void> {
  const tenant = await start({ speed, throttling: true });
  try {
    const { seconds, result } = await run({
      tenant,
      updates,
      clock: fasterClock(speed),
      speed,
      pace: { percentOfLimit: 100, users: updates },
      journalPath: join(folder, 'limited.jsonl'),
    });
    const { requests } = await requestsOf(tenant);
    const throttled = requests.filter(({ status }) => status === 429).length;
    const ideal = idealSeconds(updates);
    say(`${updates} updates under the documented limits, percentOfLimit 100, clock × ${speed}`, [
      ['wall time, on that clock', `${seconds.toFixed(1)} s`],
      ['ideal scheduler', `${ideal.toFixed(1)} s`],
      ['ratio (at most 1.05)', ideal === 0 ? '-' : (seconds / ideal).toFixed(3)],
      ['requests', String(requests.length)],
      ['429 (at most 1 %)', `${throttled} (${((100 * throttled) / requests.length).toFixed(2)} %)`],
      ['items not applied (none)', String(updates - result.counts.applied)],
    ]);
  } finally {
    tenant.process.kill();
  }
}

/** Without limits, 50 ms for each HTTP request. */
async function unlimited(): Promise<void> {
  const latencyMs = 50;
  const sample = Math.min(200, updates);
  const tenant = await start({ latencyMs, throttling: false });
  try {
    const each = await oneAfterAnother(tenant.graph, sample);
    const { seconds, result } = await run({
      tenant,
      updates,
      clock: systemClock(),
      speed: 1,
      journalPath: join(folder, 'unlimited.jsonl'),
    });
    const sequential = (each * updates) / 1000;
    say(`${updates} updates without limits, ${latencyMs} ms latency`, [
      ['wall time', `${seconds.toFixed(2)} s`],
      [
        'one GET and one PATCH after another',
        `${sequential.toFixed(0)} s (${each.toFixed(1)} ms for each of ${sample}, times ${updates})`,
      ],
      ['times as fast (at least 40)', (sequential / seconds).toFixed(1)],
      ['items not applied (none)', String(updates - result.counts.applied)],
    ]);
  } finally {
    tenant.process.kill();
  }
}

interface Tenant {
  readonly process: ChildProcess;
  readonly graph: string;
  readonly admin: string;
}

async function start(options: object): Promise<Tenant> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'practice-tenant.ts'), JSON.stringify({ people: updates, ...options })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout }))
    return { process: child, ...(JSON.parse(line) as { graph: string; admin: string }) };
  throw new Error('The practice tenant did not start.');
}

/** When the last of so many writes is let through, if each is sent the moment there is room. */
function idealSeconds(writes: number): number {
  const window = createWindow(() => 3_000, 150_000);
  let now = 0;
  for (let each = 0; each < writes; each += 1) {
    now += window.wait(now, 1);
    window.add(now, 1);
  }
  return now / 1000;
}

/** Milliseconds that one person takes. */
async function oneAfterAnother(graph: string, people: number): Promise<number> {
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
  const began = performance.now();
  for (let index = 0; index < people; index += 1) {
    const url = `${graph}/users/${personId(index)}`;
    const found = (await (await fetch(`${url}?$select=department`, { headers })).json()) as {
      department: string;
    };
    const body = JSON.stringify({ department: found.department });
    const answer = await fetch(url, { method: 'PATCH', headers, body });
    if (!answer.ok) throw new Error(`PATCH answered ${answer.status}`);
    await answer.arrayBuffer();
  }
  return (performance.now() - began) / people;
}

async function requestsOf(tenant: Tenant): Promise<{ readonly requests: readonly { status: number }[] }> {
  return (await (await fetch(`${tenant.admin}/requests`)).json()) as { requests: { status: number }[] };
}

function say(title: string, rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  process.stdout.write(`${title}\n`);
  for (const [name, value] of rows) process.stdout.write(`  ${name.padEnd(width)}  ${value}\n`);
  process.stdout.write('\n');
}
