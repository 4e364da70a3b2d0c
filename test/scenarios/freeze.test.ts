import { afterAll, expect, test } from 'vitest';
import { editFile } from '../../src/config/edit/edit-file.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { ended } from '../support/cli.ts';
import { start, tenantry, workplace } from './end-to-end-support.ts';

const files = {
  'tenant/tenant.yaml': 'format: 1 # agreed\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n',
  'tenant/users/a.yaml': `users:
  - { user: adele.vance@contoso.com, jobTitle: Architect }
  - { user: alex.wilber@contoso.com, jobTitle: Architect }
`,
};

const started: Emulator[] = [];
afterAll(() => Promise.all(started.map((each) => each.close())));

const jobTitles = (emulator: Emulator): readonly unknown[] =>
  ['adele.vance@contoso.com', 'alex.wilber@contoso.com'].map(
    (name) =>
      emulator.state().users.find((user) => user.userPrincipalName === name)?.['jobTitle'] === 'Architect',
  );

test('what was frozen after an apply was interrupted is held by the next one, and blocked from then on', async () => {
  const emulator = await startEmulator({ state: contoso() });
  started.push(emulator);
  const place = workplace(files);
  const applying = ['apply', '--yes', '--endpoint', emulator.graph];
  const child = start(applying, { cwd: place.folder });
  const end = ended(child);
  await emulator.holdAtWrite(1, 'before');
  child.kill('SIGKILL');
  await end;
  emulator.release({ abandon: true });
  expect(jobTitles(emulator)).toEqual([false, false]);

  const freeze = { objects: ['adele.vance@contoso.com'], reason: 'INC-7', until: '2099-12-31' };
  const edited = editFile(
    place.read('tenant/tenant.yaml'),
    [{ edit: 'put', path: ['freeze'], value: [freeze] }],
    'tenant/tenant.yaml',
  );
  place.write('tenant/tenant.yaml', 'text' in edited ? edited.text : '');
  const next = await tenantry(applying, { cwd: place.folder });
  expect(next.stdout.replace(/\s+/g, ' ')).toContain('the object is frozen through 2099-12-31 (INC-7)');
  expect(jobTitles(emulator)).toEqual([false, true]);

  const planned = await tenantry(['plan', '--json', '--endpoint', emulator.graph], { cwd: place.folder });
  expect(JSON.parse(planned.stdout)).toMatchObject({ changes: [], blocked: [{ reason: 'frozen' }] });
});
