import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { ended, root, type Ended } from '../support/cli.ts';
import { tenantry, workplace } from './end-to-end-support.ts';

/** Holds a trace against Microsoft's published contract. It is not part of the project, and where it is absent nothing is checked. */
const checker = join('..', 'shared', 'tools', 'check-contract.mjs');

const check = (trace: string): Promise<Ended> =>
  ended(spawn(process.execPath, [checker, trace], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }));

describe.skipIf(!existsSync(join(root, checker)))('what is sent and what the practice tenant answers', () => {
  const place = workplace();
  let emulator: Emulator;
  beforeAll(async () => {
    // Pages without items are legal, and a reader that does not expect them shows it here.
    emulator = await startEmulator({ state: contoso(), emptyPages: true });
  });
  afterAll(() => emulator.close());

  test.each([
    { command: 'plan', args: [], reads: /^GET \/v1\.0\/(users|groups)/ },
    { command: 'apply', args: ['--yes'], reads: /^POST \/v1\.0\/\$batch/ },
  ])('$command keeps to the contract on both sides', async ({ command, args, reads }) => {
    const options = { cwd: place.folder };
    const ran = await tenantry(
      [command, '--endpoint', emulator.graph, '--trace', `${command}.har`, ...args],
      options,
    );
    expect(ran.code).toBe(0);
    const { log } = JSON.parse(place.read(`${command}.har`)) as {
      log: { entries: { request: { method: string; url: string } }[] };
    };
    const lines = log.entries.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`);
    expect(lines.filter((line) => reads.test(line))).not.toEqual([]);
    const { code, stdout } = await check(place.path(`${command}.har`));
    // Exchange is no part of the contract, and the roles are not in the checked part of it.
    const graph = lines.filter((line) => !line.includes('/adminapi/'));
    expect(stdout.replace(/^not checked, outside the subset: GET \/roleManagement \(\d+ times\)\n/, '')).toBe(
      `${graph.length} exchanges, 0 kinds of departure from the contract\n`,
    );
    expect(code).toBe(0);
  });

  test('a departure would be reported', async () => {
    const trace = JSON.parse(place.read('plan.har')) as {
      log: { entries: { request: { url: string }; response: { content: { text: string } } }[] };
    };
    const [first] = trace.log.entries.filter(({ request }) => request.url.includes('/users?'));
    if (first) {
      first.request.url = `${first.request.url}&$skipTo=7`;
      first.response.content.text = first.response.content.text.replace(
        '"value":[',
        '"value":[{"displayName":7},',
      );
    }
    place.write('wrong.har', JSON.stringify(trace));
    const { code, stdout } = await check(place.path('wrong.har'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^client: GET \/users: query option \$skipTo is not supported here$/m);
    expect(stdout).toMatch(/^server: GET \/users: .*must be string/m);
  });
});
