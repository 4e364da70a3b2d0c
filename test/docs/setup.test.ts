import { expect, test } from 'vitest';
import { tenantry } from '../support/cli.ts';
import { read, section } from './document.ts';

const document = read('docs/setup.md');

test('the document lists the options that there are', async () => {
  const { stdout } = await tenantry(['setup', '--help']);
  const has = [...stdout.matchAll(/^ {2}(?:-h, )?(--[\w-]+(?: <[^>]+>)?)/gm)].map(([, option]) => option);
  const told = [...section(document, '## Options').matchAll(/^\| `(--[^`]+)` \|/gm)].map(
    ([, option]) => option,
  );
  expect(told).toEqual(has.filter((option) => option !== '--help'));
});

test('its commands are commands of the program', async () => {
  const { stdout } = await tenantry(['setup', '--help']);
  const commands = document.split('\n').filter((line) => line.startsWith('tenantry setup'));
  expect(commands.length).toBeGreaterThan(4);
  for (const command of commands)
    for (const [option] of command.replace(/#.*/, '').matchAll(/--[\w-]+/g)) expect(stdout).toContain(option);
});

test('the applications and environments are those of the other documents', () => {
  const github = read('docs/github.md');
  for (const name of ['Tenantry reader', 'Tenantry writer']) {
    expect(document).toContain(name);
    expect(github).toContain(`--display-name "${name}"`);
  }
  expect(github).toContain('environments/tenantry-plan');
});
