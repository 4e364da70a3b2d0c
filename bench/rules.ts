/**
 * What membership rules cost: everybody against every rule, and what is worked out when 100 people change: while
 * reading, which groups that concerns; after reading, who comes and goes. Peak memory is that of the whole process, the
 * tenant in it included.
 *
 *   node bench/rules.ts [USERS] [RULES]        (default: 100000 1000)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
const [users = '100000', rules = '1000'] = process.argv.slice(2);
const rows: string[][] = [['measured', 'users', 'rules', 'found', 'wall s', 'CPU s', 'peak MiB', 'load']];

for (const what of ['full', 'incremental']) {
  const load = loadavg()[0] ?? 0;
  const { measured, peakMiB } = measure(what);
  for (const each of measured)
    rows.push([
      each.what,
      users,
      rules,
      String(each.found),
      each.wallSeconds.toFixed(3),
      each.cpuSeconds.toFixed(3),
      peakMiB.toFixed(0),
      load.toFixed(1),
    ]);
}
rmSync(folder, { recursive: true });
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows)
  process.stdout.write(`${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`);

interface Measured {
  readonly what: string;
  readonly found: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

function measure(what: string): { readonly measured: readonly Measured[]; readonly peakMiB: number } {
  const file = join(folder, 'usage.json');
  const result = spawnSync(
    process.execPath,
    ['--import', join(root, 'bench/measure.ts'), join(root, 'bench/rules-one.ts'), what, users, rules],
    { cwd: root, env: { ...process.env, MEASURE_FILE: file }, encoding: 'utf8' },
  );
  if (result.status !== 0)
    throw new Error(`${what} ended with ${result.status}: ${result.stderr.slice(0, 2_000)}`);
  const { peakMiB } = JSON.parse(readFileSync(file, 'utf8')) as { peakMiB: number };
  return { measured: JSON.parse(result.stdout) as readonly Measured[], peakMiB };
}
