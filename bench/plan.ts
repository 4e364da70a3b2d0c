/**
 * What a plan costs, beside the floor: the same pages fetched with bare `fetch` and parsed, in the same run.
 * The practice tenant is a process of its own and is not counted.
 *
 *   node bench/plan.ts [USERS …]        (default: 1000 10000 100000)
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Usage {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}
interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly usageLocation: string | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly manager?: { readonly id: string };
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000, 100_000];
const rows: string[][] = [
  [
    'live',
    'declared',
    'changes',
    'requests',
    'wall s',
    'CPU s',
    'peak MiB',
    'floor wall s',
    'floor CPU s',
    'wall ratio',
    'CPU ratio',
  ],
];

for (const users of sizes) {
  const emulator = spawn(
    process.execPath,
    ['bin/tenantry.js', 'emulate', '--port', '0', '--users', String(users), '--no-throttling'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const { graph, admin } = await ready(emulator);
    const people = await everybody(graph);
    for (const declared of new Set([Math.min(1_000, users), people.length])) {
      const directory = write(people.slice(-declared));
      await fetch(`${admin}/requests`, { method: 'DELETE' });
      const usage = measure([
        'bin/tenantry.js',
        'plan',
        directory,
        '--endpoint',
        graph,
        '--out',
        join(folder, 'plan.json'),
      ]);
      const requests = await requestsOf(admin);
      writeFileSync(
        join(folder, 'urls.json'),
        JSON.stringify(requests.urls.map((path) => new URL(path, graph).href)),
      );
      const floor = measure(['bench/floor.ts', join(folder, 'urls.json')]);
      const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as {
        counts: { changes: number };
      };
      rows.push(
        [
          people.length,
          declared,
          plan.counts.changes,
          requests.count,
          usage.wallSeconds,
          usage.cpuSeconds,
          usage.peakMiB,
          floor.wallSeconds,
          floor.cpuSeconds,
          usage.wallSeconds / floor.wallSeconds,
          usage.cpuSeconds / floor.cpuSeconds,
        ].map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(value >= 100 ? 0 : 2))),
      );
    }
  } finally {
    emulator.kill();
  }
}
rmSync(folder, { recursive: true });
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows)
  process.stdout.write(`${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`);

async function ready(emulator: ChildProcess): Promise<{ graph: string; admin: string }> {
  if (!emulator.stdout) throw new Error('the practice tenant has no output');
  for await (const line of createInterface({ input: emulator.stdout }))
    return JSON.parse(line) as { graph: string; admin: string };
  throw new Error('the practice tenant did not start');
}

async function everybody(graph: string): Promise<Person[]> {
  const found: Person[] = [];
  const select = 'id,userPrincipalName,department,jobTitle,usageLocation,onPremisesSyncEnabled';
  let url: string | undefined = `${graph}/users?$select=${select}&$expand=manager&$top=999`;
  while (url !== undefined) {
    const answer = await fetch(url, { headers: { authorization: 'Bearer bench' } });
    const page = (await answer.json()) as { value: Person[]; '@odata.nextLink'?: string };
    found.push(...page.value);
    url = page['@odata.nextLink'];
  }
  return found;
}

/** Declares the people as they are, but for a job title of every hundredth. */
function write(people: readonly Person[]): string {
  const directory = join(folder, `tenant-${people.length}`);
  mkdirSync(join(directory, 'users'), { recursive: true });
  writeFileSync(
    join(directory, 'tenant.yaml'),
    'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\nguards: { usersChanged: { count: 100000 } }\n',
  );
  const perFile = 1_000;
  for (let first = 0; first < people.length; first += perFile) {
    const entries = people
      .slice(first, first + perFile)
      .map((person, index) => entry(person, index % 100 === 0));
    writeFileSync(join(directory, 'users', `${first}.yaml`), `users:\n${entries.join('')}`);
  }
  return directory;
}

function text(value: string): string {
  return JSON.stringify(value);
}

function entry(person: Person, changed: boolean): string {
  const lines = [`  - user: ${text(person.userPrincipalName)}`, `    id: ${person.id}`];
  if (person.department) lines.push(`    department: ${text(person.department)}`);
  const title = changed && person.onPremisesSyncEnabled !== true ? 'Changed' : person.jobTitle;
  if (title) lines.push(`    jobTitle: ${text(title)}`);
  if (person.usageLocation) lines.push(`    usageLocation: ${text(person.usageLocation)}`);
  if (person.manager) lines.push(`    manager: ${person.manager.id}`);
  return `${lines.join('\n')}\n`;
}

function measure(args: readonly string[]): Usage {
  const file = join(folder, 'usage.json');
  const result = spawnSync(process.execPath, ['--import', join(root, 'bench/measure.ts'), ...args], {
    cwd: root,
    env: { ...process.env, MEASURE_FILE: file },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr.slice(0, 2_000)}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Usage;
}

async function requestsOf(admin: string): Promise<{ count: number; urls: string[] }> {
  const report = (await (await fetch(`${admin}/requests`)).json()) as {
    requests: { method: string; path: string; query: string; batch: number | null }[];
  };
  const exchanges = report.requests.filter((each) => each.batch === null);
  const reads = exchanges.filter((each) => each.method === 'GET');
  return {
    count: exchanges.length,
    urls: reads.map(({ path, query }) => `/v1.0${path}${query === '' ? '' : `?${query.replace(/^\?/, '')}`}`),
  };
}
