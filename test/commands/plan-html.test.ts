import { readFileSync, statSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plan as planCommand } from '../../src/commands/plan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { planPage } from '../../src/render/html/page.ts';
import { yaml } from '../scenarios/support-practice.ts';
import { ended, start, temporary } from '../support/cli.ts';
import { asking, tenantYaml } from './asking.ts';

const texts = {
  'tenant.yaml': tenantYaml,
  'users/all.yaml': yaml('users', [
    { user: 'adele.vance@contoso.com', jobTitle: 'Lead', accountEnabled: false },
  ]),
};

test('plan --html writes the page of the plan that it prints, also of one that a guard refuses', async () => {
  const practice = await asking({ state: contoso() }, texts);
  const files: Record<string, string> = {};
  const world = {
    ...practice.world,
    writeText: (name: string, text: string) => {
      files[name] = text;
      return Promise.resolve();
    },
  };
  const options = { ...practice.options, only: [], json: true, detailedExitcode: false };
  expect(await planCommand({ ...options, html: 'out/plan.html' }, world)).toBe(4);
  expect(files).toEqual({ 'out/plan.html': planPage(JSON.parse(practice.printed()) as Plan) });
});

test('from the command line, as a file for its owner only; a folder that is not there is named', async () => {
  const { emulator } = await asking({ state: contoso() });
  const folder = temporary();
  mkdirSync(join(folder, 'tenant/users'), { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, 'tenant', name), text);
  const run = (file: string) =>
    ended(start(['plan', '--endpoint', emulator.graph, '--html', file], { cwd: folder }));
  expect((await run('plan.html')).code).toBe(4);
  expect(statSync(join(folder, 'plan.html')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'plan.html'), 'utf8')).toMatch(/^<!doctype html>/);
  const { code, stderr } = await run('none/plan.html');
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'The file none/plan.html cannot be written: its folder does not exist',
  );
});
