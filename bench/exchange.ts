/**
 * Extension attributes through Exchange Online, counted: how many HTTP requests a plan and an apply of so many people
 * make of the practice tenant, and how many cmdlets they carry. An apply plans again, and looks at each person once more
 * just before writing, which is as many batches as the writes themselves.
 *
 *   node bench/exchange.ts [USERS …]        (default: 10 100 1000 5000)
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Report {
  readonly cmdlets: Readonly<Record<string, { requests: number; items: number; batches: number }>>;
  readonly requests: readonly { readonly path: string; readonly batch: number | null }[];
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
const live = 5_000;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1_000, 5_000];
const tenant = '84841066-274d-4ec0-a5c1-276be684bdd3';
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** People who were synced once and have a mailbox, every tenth of them only a mail user. */
const state = {
  format: 1,
  organization: { id: tenant, displayName: 'Bench' },
  domains: [
    { id: 'contoso.com', isVerified: true, isDefault: true, isInitial: true, authenticationType: 'Managed' },
  ],
  users: Array.from({ length: live }, (_, index) => ({
    id: idOf(index + 1),
    userPrincipalName: `u${index + 1}@contoso.com`,
    displayName: `U${index + 1}`,
    mailNickname: `u${index + 1}`,
    accountEnabled: true,
    userType: 'Member',
    onPremisesSecurityIdentifier: `S-1-5-21-1-2-3-${index + 1}`,
    onPremisesExtensionAttributes: { extensionAttribute1: 'old' },
    _service: { exchangeMastered: true },
  })),
  groups: [],
  deletedItems: [],
  auditLogs: [],
  membershipEvents: [],
  schemaExtensions: [],
  extensionProperties: [],
  exchange: {
    recipients: Array.from({ length: live }, (_, index) => ({
      id: idOf(index + 1),
      recipientTypeDetails: index % 10 === 9 ? 'MailUser' : 'UserMailbox',
    })),
  },
};

const rows: (readonly (string | number)[])[] = [
  [
    'live',
    'changed',
    'plan: Graph',
    'plan: Exchange',
    'apply: Graph',
    'apply: Exchange',
    'Get-',
    'Set-',
    'Set- batches',
    'apply s',
    'plan again: changes',
  ],
];
for (const changed of sizes) rows.push(await row(changed));
rmSync(folder, { recursive: true });
const widths = (rows[0] ?? []).map((_, column) =>
  Math.max(...rows.map((each) => String(each[column]).length)),
);
for (const each of rows)
  process.stdout.write(
    `${each.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join('  ')}\n`,
  );

async function row(changed: number): Promise<readonly (string | number)[]> {
  const file = join(folder, `state-${changed}.json`);
  writeFileSync(file, JSON.stringify(state));
  const emulator = spawn(
    process.execPath,
    ['bin/tenantry.js', 'emulate', '--port', '0', '--state', file, '--no-throttling'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const { graph, admin } = await ready(emulator);
    const directory = declare(changed);
    const reset = () => fetch(`${admin}/requests`, { method: 'DELETE' });
    await reset();
    run(['plan', directory, '--endpoint', graph]);
    const planned = await requestsOf(admin);
    await reset();
    const began = performance.now();
    run(['apply', directory, '--endpoint', graph, '--yes', '--journal', join(folder, `${changed}.jsonl`)]);
    const seconds = (performance.now() - began) / 1_000;
    const applied = await requestsOf(admin);
    const again = JSON.parse(run(['plan', directory, '--endpoint', graph, '--json'])) as {
      counts: { changes: number };
    };
    const items = (report: Report, verb: string): number =>
      Object.entries(report.cmdlets)
        .filter(([name]) => name.startsWith(verb))
        .reduce((sum, [, { requests, items: inside }]) => sum + requests + inside, 0);
    const batches = Object.entries(applied.cmdlets)
      .filter(([name]) => name.startsWith('Set-'))
      .reduce((sum, [, each]) => Math.max(sum, each.batches), 0);
    return [
      live,
      changed,
      exchanges(planned, 'graph'),
      exchanges(planned, 'exchange'),
      exchanges(applied, 'graph'),
      exchanges(applied, 'exchange'),
      items(applied, 'Get-'),
      items(applied, 'Set-'),
      batches,
      seconds.toFixed(1),
      again.counts.changes,
    ];
  } finally {
    emulator.kill('SIGKILL');
  }
}

function exchanges({ requests }: Report, service: 'graph' | 'exchange'): number {
  return requests.filter(
    ({ path, batch }) => batch === null && path.startsWith('/adminapi/') === (service === 'exchange'),
  ).length;
}

function declare(changed: number): string {
  const directory = join(folder, `tenant-${changed}`);
  mkdirSync(join(directory, 'users'), { recursive: true });
  writeFileSync(
    join(directory, 'tenant.yaml'),
    `format: 1\ntenant: { id: ${tenant} }\nguards: { usersChanged: { count: 100000 } }\n`,
  );
  const entries = Array.from(
    { length: changed },
    (_, index) => `  - { user: u${index + 1}@contoso.com, extensionAttribute1: new }\n`,
  );
  writeFileSync(join(directory, 'users', 'all.yaml'), `users:\n${entries.join('')}`);
  return directory;
}

function run(args: readonly string[]): string {
  const result = spawnSync(process.execPath, ['bin/tenantry.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr.slice(0, 2_000)}`);
  return result.stdout;
}

async function ready(emulator: ChildProcess): Promise<{ graph: string; admin: string }> {
  if (!emulator.stdout) throw new Error('the practice tenant has no output');
  for await (const line of createInterface({ input: emulator.stdout }))
    return JSON.parse(line) as { graph: string; admin: string };
  throw new Error('the practice tenant did not start');
}

async function requestsOf(admin: string): Promise<Report> {
  return (await (await fetch(`${admin}/requests`)).json()) as Report;
}
