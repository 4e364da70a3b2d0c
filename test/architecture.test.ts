import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each folder of src/ may import: other folders, `core/types` meaning types alone, and packages. */
const rules: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
  core: { folders: ['rules'], packages: ['canonicalize', 'node:crypto'] },
  rules: { folders: [], packages: ['re2js'] },
  config: { folders: ['core', 'rules', 'ports'], packages: ['yaml', 'ajv'] },
  csv: { folders: ['core', 'config', 'ports'], packages: ['csv-parse', 'csv-stringify'] },
  read: { folders: ['core', 'rules', 'ports'], packages: [] },
  render: { folders: ['core', 'rules', 'apply'], packages: ['diff', 'node:crypto', 'node:util', 'sarif'] },
  apply: { folders: ['core', 'ports'], packages: [] },
  adapters: { folders: ['ports', 'core', 'adapters'], packages: ['*'] },
  emulator: { folders: ['rules'], packages: ['node:*', 'ajv', 'node-forge'] },
  commands: {
    folders: ['core', 'rules', 'config', 'csv', 'read', 'render', 'apply', 'emulator', 'ports'],
    packages: ['ajv'],
  },
  cli: { folders: ['*'], packages: ['commander', 'node:*'] },
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const root = join(import.meta.dirname, '..');
const files = (readdirSync(join(root, 'src'), { recursive: true }) as string[]).filter((name) =>
  name.endsWith('.ts'),
);
const importsOf = (file: string): Import[] =>
  [
    ...readFileSync(join(root, 'src', file), 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';|import\('([^']+)'\)/gms,
    ),
  ].map((match) => ({ file, target: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined }));
const folderOf = (path: string): string =>
  path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.ts$/, '');
const packageOf = (target: string): string =>
  target.startsWith('node:')
    ? target
    : target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');

const allowed = (list: readonly string[], name: string): boolean =>
  list.some(
    (each) => each === '*' || each === name || (each.endsWith('*') && name.startsWith(each.slice(0, -1))),
  );

describe.each(Object.entries(rules))('src/%s', (folder, rule) => {
  const imports = files.filter((file) => folderOf(file) === folder).flatMap(importsOf);
  test('imports only what it may', () => {
    const departures = imports.filter(({ file, target }) => {
      if (!target.startsWith('.')) return !allowed(rule.packages, packageOf(target));
      const to = folderOf(normalize(join(dirname(file), target)));
      return to !== folder && !allowed(rule.folders, to);
    });
    expect(departures).toEqual([]);
  });
});

describe.each(['core', 'rules', 'render', 'config', 'csv', 'read'])('src/%s is pure', (folder) => {
  test('it has no clock, no chance, no process, and it reads and writes nothing', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bsetTimeout\b|\bfetch\(|\bconsole\./;
    const found = files.filter(
      (file) => folderOf(file) === folder && impure.test(readFileSync(join(root, 'src', file), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

test('every folder of src/ has a rule', () => {
  const folders = new Set(files.filter((file) => file.includes('/')).map(folderOf));
  expect([...folders].filter((folder) => !(folder in rules))).toEqual([]);
});

test('a plan is made by code that cannot write', () => {
  const planning = ['commands/plan.ts', 'commands/planning.ts', 'commands/validate.ts'];
  const writers = planning.flatMap(importsOf).filter(({ target }) => /apply|adapters/.test(target));
  expect(writers).toEqual([]);
  for (const file of planning)
    expect(readFileSync(join(root, 'src', file), 'utf8')).not.toMatch(/WritingWorld|Writer/);
});

test.each([
  ['http', /adapters\/(?:graph|exchange|tenant|sign-in)\//],
  ['graph', /adapters\/(?:exchange|tenant)\//],
  ['exchange', /adapters\/(?:graph|tenant)\//],
])('src/adapters/%s knows nothing of the other services', (folder, others) => {
  const found = files
    .filter((file) => file.startsWith(`adapters/${folder}/`))
    .flatMap(importsOf)
    .filter(({ file, target }) => others.test(normalize(join(dirname(file), target))));
  expect(found).toEqual([]);
});
