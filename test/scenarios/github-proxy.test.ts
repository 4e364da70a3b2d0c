import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { startGitHub } from '../support/github/github.ts';
import { ended, root, temporary } from '../support/cli.ts';

const { inputs } = parse(readFileSync(join(root, '.github/actions/tenantry/action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
};
const defaults = Object.fromEntries(
  Object.entries(inputs).flatMap(([name, { default: value }]) =>
    value === undefined || name === 'github-token' ? [] : [[name, value]],
  ),
);

test('behind a proxy the Action asks GitHub through it as well', async () => {
  const github = await startGitHub({ files: { 'tenant/tenant.yaml': 'format: 1\n' } });
  onTestFinished(() => github.close());
  const number = github.openPullRequest({ branch: 'one', edits: { 'tenant/tenant.yaml': 'format: 1 \n' } });
  const sockets = new Set<Socket>();
  const proxy = createServer();
  const asked = new Promise<string>((resolve) => {
    proxy.on('connect', (request, socket: Socket) => {
      sockets.add(socket);
      resolve(request.url ?? '');
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const workspace = join(temporary(), 'repository');
  github.checkOut(github.pull(number).mergeCommit, workspace);
  const environment = github.environment({
    event: 'pull_request',
    number,
    workflow: 'plan.yml',
    workspace,
    with: { ...defaults, command: 'plan' },
    tokenInput: 'github-token',
  });
  const child = spawn(process.execPath, [join(root, '.github/actions/tenantry/dist/action.mjs')], {
    cwd: workspace,
    env: {
      PATH: process.env['PATH'],
      ...environment,
      GITHUB_API_URL: 'https://api.github.test',
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  const said = await Promise.race([asked, end.then(({ stdout, stderr }) => stdout + stderr)]);
  child.kill('SIGKILL');
  await end;
  expect(said).toBe('api.github.test:443');
});
