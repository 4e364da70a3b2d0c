import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporary } from '../support/cli.ts';
import { tenantry } from '../scenarios/end-to-end-support.ts';
import { LanguageServer } from './language-server.ts';

/** What an editor shows in a repository that init made, by its settings alone: no file names its schema. */
const folder = temporary();
let server: LanguageServer;
let attempt = 0;
beforeAll(async () => {
  await tenantry(['init', '--tenant', '84841066-274d-4ec0-a5c1-276be684bdd3', '--yes'], { cwd: folder });
  const settings = JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8')) as object;
  const schemas = (settings as Record<string, unknown>)['yaml.schemas'];
  server = new LanguageServer(folder, { schemas, validate: true, hover: true, completion: true });
  await server.start();
  // It asks for its settings by itself, and what is opened before it has them is judged without.
  await vi.waitFor(
    async () => {
      attempt += 1;
      const found = await server.open(`tenant/users/attempt-${attempt}.yaml`, 'usrs: []\n');
      if (found.length === 0) throw new Error('It has no settings yet.');
    },
    { timeout: 20_000, interval: 1 },
  );
});
afterAll(() => server.stop());

test.each([
  ['tenant/tenant.yaml', 'formt: 1\n', 'formt'],
  ['tenant/users/sales/north.yaml', 'users: [{ user: a@contoso.com, departmnt: IT }]\n', 'departmnt'],
  ['tenant/users/all.yml', 'users: [{ user: a@contoso.com, departmnt: IT }]\n', 'departmnt'],
  ['tenant/groups/all.yaml', 'groups: [{ group: a, ownrs: [] }]\n', 'ownrs'],
  ['tenant/extensions/all.yaml', 'directry: []\n', 'directry'],
])('%s', async (path, text, misspelt) => {
  const found = await server.open(path, text);
  expect(found.map(({ message }) => message).join('\n')).toContain(`Property ${misspelt} is not allowed.`);
});

test('the tenant.yaml that was written names its schema, and is as that wants it', async () => {
  const other = new LanguageServer(folder);
  await other.start();
  const path = 'tenant/tenant.yaml';
  const found = await other.open(path, `${readFileSync(join(folder, path), 'utf8')}formt: 1\n`);
  other.stop();
  expect(found.map(({ message }) => message)).toEqual(['Property formt is not allowed.']);
});
