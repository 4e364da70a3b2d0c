import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionInputs } from '../../src/cli/action-inputs.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { root } from '../support/cli.ts';

/** action.yml says what the code does. */

const { inputs, outputs, runs } = parse(
  readFileSync(join(root, '.github/actions/tenantry/action.yml'), 'utf8'),
) as {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: unknown; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
};
const defaults = Object.fromEntries(
  Object.entries(inputs).map(([name, { default: value }]) => [name, value ?? '']),
) as Readonly<Record<string, string>>;

const sources = [
  join(root, 'src/action.ts'),
  ...readdirSync(join(root, 'src/commands/action')).map((name) => join(root, 'src/commands/action', name)),
].map((path) => readFileSync(path, 'utf8'));
const namesAfter = (call: string): readonly string[] =>
  sources.flatMap((text) =>
    [...text.matchAll(new RegExp(String.raw`\b${call}\('([\w-]+)'`, 'g'))].map(([, name]) => name ?? ''),
  );

test('has the inputs that are read, and no others', () => {
  const asked = new Set(namesAfter('input'));
  actionInputs((name) => {
    asked.add(name);
    return name === 'command' ? 'plan' : (defaults[name] ?? '');
  });
  expect(Object.keys(inputs).toSorted()).toEqual([...asked].toSorted());
});

test('has the outputs that are set, and no others', () => {
  const set = new Set([...namesAfter('setOutput'), ...namesAfter('output')]);
  expect(Object.keys(outputs).toSorted()).toEqual([...set].toSorted());
});

test('says something of each, and asks for what has no default', () => {
  const described = Object.entries({ ...inputs, ...outputs });
  expect(described.filter(([, { description }]) => !/\w/.test(description))).toEqual([]);
  const needed = Object.entries(inputs).filter(([, { default: value }]) => value === undefined);
  expect(needed.map(([name, { required }]) => [name, required])).toEqual([['command', true]]);
  expect(runs).toEqual({ using: 'node24', main: 'dist/action.mjs' });
});

describe('its defaults', () => {
  test.each(['plan', 'apply', 'drift', 'validate'])('do for %s', (command) => {
    expect(actionInputs((name) => (name === 'command' ? command : (defaults[name] ?? '')))).toEqual({
      command,
      stage: 'prepare',
      directory: 'tenant',
      environment: 'tenant',
      planWorkflow: 'plan.yml',
      applyWorkflow: 'apply.yml',
      folder: '.tenantry/artifact',
      store: 'artifact',
      wait: 0,
      accept: false,
    });
  });
});

describe('what is wrong is named with what to write instead', () => {
  test.each([
    ['command', '', 'The input `command` is missing.'],
    ['command', 'destroy', 'The input `command` is "destroy".'],
    ['stage', 'Write', 'The input `stage` is "Write".'],
    ['redaction', 'none', 'The input `redaction` is "none".'],
    ['store', 'disk', 'The input `store` is "disk".'],
    ['accept', 'yes', 'The input `accept` is "yes".'],
    ['wait', '10m', 'The input `wait` is "10m", which is no number of seconds.'],
    [
      'plan-workflow',
      '../evil.yml',
      'The input `plan-workflow` is "../evil.yml", which is no file name of a workflow.',
    ],
    [
      'apply-workflow',
      'apply',
      'The input `apply-workflow` is "apply", which is no file name of a workflow.',
    ],
    ['directory', '', 'The input `directory` is empty.'],
    [
      'directory',
      '../elsewhere',
      'The input `directory` is "../elsewhere", which is no folder of the repository.',
    ],
    ['directory', '/etc', 'The input `directory` is "/etc", which is no folder of the repository.'],
    ['folder', '', 'The input `folder` is empty.'],
    ['environment', '', 'The input `environment` is empty.'],
  ])('%s: %s', (name, value, message) => {
    const given: Readonly<Record<string, string>> = { ...defaults, command: 'plan', [name]: value };
    const wrong = (): unknown => actionInputs((each) => given[each] ?? '');
    expect(wrong).toThrow(TenantryError);
    expect(wrong).toThrow(message);
  });

  test('all at once', () => {
    const given: Readonly<Record<string, string>> = { ...defaults, wait: 'long', store: 'disk' };
    expect(() => actionInputs((each) => given[each] ?? '')).toThrow(/command[\s\S]*store[\s\S]*wait/);
  });
});
