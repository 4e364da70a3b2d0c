import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../../src/commands/audit.ts';
import type { Audit } from '../../src/core/audit/audit.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { auditPage } from '../../src/render/html/audit-page.ts';
import { ended, start, temporary } from '../support/cli.ts';
import { asking, tenantYaml } from './asking.ts';

test('audit --html writes the page of the audit that it prints', async () => {
  const practice = await asking({ state: contoso() });
  const files: Record<string, string> = {};
  const world = {
    ...practice.world,
    findText: () => Promise.resolve(undefined),
    writeText: (name: string, text: string) => {
      files[name] = text;
      return Promise.resolve();
    },
  };
  const options = { json: true, writeBaseline: false, all: false, detailedExitcode: false };
  expect(await audit({ ...practice.options, ...options, html: 'out/audit.html' }, world)).toBe(0);
  const printed = JSON.parse(practice.printed()) as Audit;
  const page = files['out/audit.html'] ?? '';
  expect(printed.findings.length).toBeGreaterThan(10);
  const [, command = ''] = /<code>(tenantry audit --all[^<]*)<\/code>/.exec(page) ?? [];
  expect(page).toBe(auditPage(printed, { command }));
});

test('from the command line, as a file for its owner only', async () => {
  const { emulator } = await asking({ state: contoso() });
  const folder = temporary();
  mkdirSync(join(folder, 'tenant'), { recursive: true });
  writeFileSync(join(folder, 'tenant/tenant.yaml'), tenantYaml);
  const { code } = await ended(
    start(['audit', '--endpoint', emulator.graph, '--html', 'audit.html'], { cwd: folder }),
  );
  expect(code).toBe(0);
  expect(statSync(join(folder, 'audit.html')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'audit.html'), 'utf8')).toMatch(/^<!doctype html>/);
});
