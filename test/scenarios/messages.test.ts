import { execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { ended, root, type Ended } from '../support/cli.ts';
import { golden, tenantry, tooWide, workplace, type Workplace } from './end-to-end-support.ts';

/**
 * What a new user gets to read when something is wrong, whole, as files in golden/messages. `UPDATE_GOLDEN=1` writes them
 * anew; read them as an administrator would.
 */

const tenant = `format: 1
tenant:
  id: 84841066-274d-4ec0-a5c1-276be684bdd3
`;
const adele = `users:
  - user: adele.vance@contoso.com
    jobTitle: Senior Engineer
`;
const override = (reason: string): string => `${tenant}overrides:
  - guard: groupsDeleted
    object: sg-old-project
    upTo: 1
    plan: 2881078bdfba5e42
    reason: ${reason}
    until: 2099-12-31
`;

interface Case {
  readonly name: string;
  /** Files besides tenant.yaml and one user, or in their place. */
  readonly files?: Readonly<Record<string, string>>;
  /** CLOSED and TAKEN stand for a port on which nothing listens and one on which something does. */
  readonly args: readonly string[];
  readonly code: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly git?: true;
}

const plan = ['plan', '--endpoint', 'http://127.0.0.1:CLOSED'];
const users = (text: string): Readonly<Record<string, string>> => ({ 'tenant/users/engineering.yaml': text });

const cases: readonly Case[] = [
  // The files.
  { name: 'misspelt-key', files: users(adele.replace('jobTitle', 'jobTitel')), args: plan, code: 3 },
  { name: 'leading-zeros', files: users(`${adele}    employeeId: 00123\n`), args: plan, code: 3 },
  { name: 'empty-text', files: users(adele.replace('Senior Engineer', '""')), args: plan, code: 3 },
  { name: 'display-name-as-manager', files: users(`${adele}    manager: Lee Gu\n`), args: plan, code: 3 },
  {
    name: 'wrong-indentation',
    files: users(adele.replace('    jobTitle', '   jobTitle')),
    args: plan,
    code: 3,
  },
  { name: 'tab', files: users(adele.replace('    jobTitle', '\tjobTitle')), args: plan, code: 3 },
  { name: 'open-quotation-mark', files: users(adele.replace('Senior', '"Senior')), args: plan, code: 3 },
  { name: 'declared-twice', files: { 'tenant/users/sales.yaml': adele }, args: plan, code: 3 },
  {
    name: 'empty-override-reason',
    files: { 'tenant/tenant.yaml': override('""') },
    args: plan,
    code: 3,
  },
  {
    name: 'many-at-once',
    files: {
      'tenant/tenant.yaml': tenant.replace('format: 1', 'format: 2'),
      ...users(
        `${adele}    usageLocation: Brazil\n    accountEnabled: "yes"\n    otherMails: adele@example.com\n`,
      ),
      'tenant/groups/all.yml': 'groups:\n  - group: SG Everybody\n    owners: []\n    visibility: Secret\n',
    },
    args: plan,
    code: 3,
  },
  { name: 'no-tenant-file', files: { 'tenant/tenant.yaml': '' }, args: plan, code: 3 },
  {
    name: 'folder-without-tenant-file',
    files: { 'elsewhere/users/a.yaml': adele },
    args: ['plan', 'elsewhere'],
    code: 3,
  },
  { name: 'no-folder', args: ['plan', 'nowhere'], code: 1 },
  { name: 'file-for-a-folder', args: ['plan', 'tenant/tenant.yaml'], code: 1 },
  // The command line.
  { name: 'unknown-command', args: ['paln'], code: 1 },
  { name: 'unknown-flag', args: ['plan', '--jsn'], code: 1 },
  { name: 'flag-without-value', args: ['plan', '--out'], code: 1 },
  { name: 'port-that-is-no-number', args: ['emulate', '--port', 'eighty'], code: 1 },
  { name: 'port-too-high', args: ['emulate', '--port', '80800'], code: 1 },
  { name: 'only-without-kind', args: ['plan', '--only', 'adele.vance@contoso.com'], code: 1 },
  // What is around.
  { name: 'nothing-listens', args: plan, code: 1 },
  { name: 'port-taken', args: ['emulate', '--port', 'TAKEN'], code: 1 },
  { name: 'endpoint-elsewhere', args: ['plan', '--endpoint', 'https://graph.microsoft.com'], code: 1 },
  { name: 'endpoint-that-is-no-address', args: ['plan', '--endpoint', '127.0.0.1:CLOSED'], code: 1 },
  { name: 'base-outside-git', args: [...plan, '--base', 'main'], code: 1 },
  { name: 'unknown-base', args: [...plan, '--base', 'mian'], code: 1, git: true },
  { name: 'plan-file-missing', args: ['apply', '--plan', 'plan.json'], code: 1 },
  {
    name: 'plan-file-broken',
    files: { 'plan.json': '{"format": 1,' },
    args: ['apply', '--plan', 'plan.json'],
    code: 1,
  },
  {
    name: 'plan-file-something-else',
    files: { 'plan.json': '{"format": 7}' },
    args: ['apply', '--plan', 'plan.json'],
    code: 1,
  },
  { name: 'trace-nowhere', args: [...plan, '--trace', 'nowhere/plan.har'], code: 1 },
  { name: 'state-nowhere', args: ['emulate', '--port', '0', '--state', 'nowhere/state.json'], code: 1 },
  {
    name: 'state-broken',
    files: { 'state.json': '{}' },
    args: ['emulate', '--port', '0', '--state', 'state.json'],
    code: 1,
  },
  { name: 'unreviewed-in-ci', args: ['apply', '--yes'], code: 1, env: { CI: 'true' } },
];

let taken: Server;
let closed = 0;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
beforeAll(async () => {
  taken = await listening();
  const other = await listening();
  closed = portOf(other);
  await new Promise((resolve) => other.close(resolve));
});
afterAll(() => {
  taken.close();
});

function prepared({ files, git }: Case): Workplace {
  const place = workplace({ 'tenant/tenant.yaml': tenant, 'tenant/users/engineering.yaml': adele, ...files });
  if (git) execFileSync('git', ['init', '--quiet', place.folder]);
  return place;
}

/** The command and what came of it, without what differs from machine to machine. */
function transcript(args: readonly string[], { code, stdout, stderr }: Ended, folder: string): string {
  const text = `$ tenantry ${args.join(' ')}\n\n${stdout}${stderr}\n[exit code ${code}]\n`;
  return text
    .replaceAll(folder, 'FOLDER')
    .replaceAll(String(closed), 'PORT')
    .replaceAll(String(portOf(taken)), 'PORT')
    .replaceAll(/this is \d+\.\d+\.\d+/g, 'this is VERSION');
}

/** A sentence that tells what to do: an indented line under the message, or where help is. */
const advice = /^ {2}\S|^Run it with --help/m;

const inside = /^\s+at .*|mistake in Tenantry|ENOENT|EADDR\w+|undefined|\[object.*/gm;

/** What every message has to be, whatever it says. */
const judged = ({ code, stdout, stderr }: Ended) => ({
  code,
  stdout,
  tooWide: tooWide(stderr),
  inside: stderr.match(inside) ?? [],
  advises: advice.test(stderr),
});
const asItShould = (code: number) => ({ code, stdout: '', tooWide: [], inside: [], advises: true });

describe('the message about', () => {
  test.each(cases)('$name', async (each) => {
    const place = prepared(each);
    const args = each.args.map((arg) =>
      arg.replace('CLOSED', String(closed)).replace('TAKEN', String(portOf(taken))),
    );
    // Above the folder of the test there must be no repository either.
    const env = { GIT_CEILING_DIRECTORIES: join(place.folder, '..'), ...each.env };
    const result = await tenantry(args, { cwd: place.folder, env });
    expect(judged(result)).toEqual(asItShould(each.code));
    const said = transcript(args, result, place.folder);
    expect(said).toBe(golden(`messages/${each.name}.txt`, said));
  });

  test('an unknown manager is part of the plan, beside everything else', async () => {
    const emulator = await startEmulator({ state: contoso() });
    const files = users(`${adele}    manager: lee.guu@contoso.com\n`);
    const place = prepared({ name: '', args: [], code: 0, files });
    const args = ['plan', '--endpoint', emulator.graph];
    const result = await tenantry(args, { cwd: place.folder });
    await emulator.close();
    expect(result.code).toBe(0);
    expect(tooWide(result.stdout)).toEqual([]);
    const port = new URL(emulator.graph).port;
    const said = transcript(args, result, place.folder).replaceAll(port, 'PORT');
    expect(said).toBe(golden('messages/unknown-manager.txt', said));
  });
});

const systemNodes = ['/usr/bin/node', '/usr/local/bin/node'];
const oldNode = systemNodes.find((path) => {
  try {
    return Number(/^v(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1] ?? 99) < 24;
  } catch {
    return false;
  }
});

test.skipIf(oldNode === undefined)('the message about a Node that is too old', async () => {
  const bin = join(root, 'bin', 'tenantry.js');
  const result = await ended(spawn(oldNode ?? '', [bin, 'plan'], { stdio: ['ignore', 'pipe', 'pipe'] }));
  expect(judged(result)).toEqual(asItShould(1));
  const said = transcript(['plan'], result, root);
  expect(said).toBe(golden('messages/old-node.txt', said));
});
