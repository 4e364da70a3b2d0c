import { expect, test } from 'vitest';
import { audit, type AuditOptions } from '../../src/commands/audit.ts';
import { fixAliases } from '../../src/commands/audit-fix.ts';
import type { World } from '../../src/commands/world.ts';
import { fingerprint, type FindingKey } from '../../src/core/audit/finding.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { companyVocabulary } from '../../src/emulator/generate/mess.ts';
import { generateMessyTenant } from '../../src/emulator/generate/messy-tenant.ts';
import { treeOf, type Texts } from '../scenarios/support-practice.ts';
import { asking, offline, tenantYaml, type Asking } from './asking.ts';

const usual = {
  json: false,
  writeBaseline: false,
  all: false,
  detailedExitcode: false,
} satisfies Partial<AuditOptions>;

/** An asking world with files that are kept. */
async function auditing(
  ...of: Parameters<typeof asking>
): Promise<Asking & { readonly disk: Map<string, string> }> {
  const disk = new Map<string, string>();
  const made = await asking(...of);
  const world: World = { ...made.world, ...kept(disk) };
  return { ...made, world, disk };
}

const kept = (
  disk: Map<string, string>,
): Pick<World, 'findText' | 'readText' | 'writeText' | 'writeFiles'> => ({
  findText: (path) => Promise.resolve(disk.get(path)),
  readText: (path) => Promise.resolve(disk.get(path) ?? ''),
  writeText: (path, text) => {
    disk.set(path, text);
    return Promise.resolve();
  },
  writeFiles: (files) => {
    for (const [path, text] of files) disk.set(path, text);
    return Promise.resolve();
  },
});

const vocabulary = `vocabularies:\n  companyName: ${JSON.stringify(companyVocabulary)}\n`;

const keys = (all: readonly { readonly id: string; readonly object: string }[]): readonly string[] =>
  [...new Set(all.map(({ id, object }) => `${id} ${object}`))].toSorted();

test('a tenant that has grown for years: exactly what was planted, and few requests', async () => {
  const { state, planted } = generateMessyTenant({ users: 2000, groups: 150, seed: 7 });
  const made = await auditing(
    { state },
    { 'tenant.yaml': `format: 1\ntenant: { id: ${state.organization.id} }\n${vocabulary}` },
  );
  await audit({ ...usual, ...made.options, json: true }, made.world);
  const { findings } = JSON.parse(made.printed()) as {
    readonly findings: readonly FindingKey[];
  };
  // No file says until when.
  const paused = state.groups
    .filter((group) => group['membershipRuleProcessingState'] === 'Paused')
    .map(({ id }) => ({ id: 'paused-past', object: `group:${id}` }));
  expect(keys(findings)).toEqual(keys([...planted, ...paused]));
  expect(new Set(findings.map(fingerprint)).size).toBe(findings.length);

  const response = await fetch(new URL('/_emulator/requests', made.emulator.graph));
  const { counts } = (await response.json()) as { readonly counts: Readonly<Record<string, number>> };
  expect(counts).toEqual({
    'GET /organization': 1,
    'GET /users/$count': 1,
    'POST /directoryObjects/getAvailableExtensionProperties': 1,
    'GET /applications': 1,
    'GET /schemaExtensions': 2,
    'GET /servicePrincipals': 1,
    // Once as they are, once with their open extensions.
    'GET /groups': 2,
    'GET /users': 6,
    // Twenty in each batch.
    'GET /groups/{id}/owners': 150,
    'GET /groups/{id}/members': 150,
    'POST /$batch': 16,
  });
});

test('the practice tenant, as it is shown', async () => {
  const made = await auditing({ state: contoso() });
  const before = made.emulator.state();
  expect(await audit({ ...usual, ...made.options }, made.world)).toBe(0);
  expect(made.emulator.state()).toEqual(before);
  const text = made.printed().replaceAll(made.emulator.graph, 'http://127.0.0.1:8080/v1.0');
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  await expect(text).toMatchFileSnapshot('golden/audit.txt');
});

test('a baseline keeps what is known quiet, and tells what is gone', async () => {
  const state = contoso();
  const made = await auditing({ state });
  const run = (more: Partial<AuditOptions>): Promise<number> =>
    audit({ ...usual, ...made.options, ...more }, made.world);
  expect(await run({ detailedExitcode: true })).toBe(2);
  made.printed();

  expect(await run({ writeBaseline: true, detailedExitcode: true })).toBe(0);
  expect(made.said()).toContain('written to tenant/audit-baseline.json. Commit it');
  made.printed();
  expect(await run({ detailedExitcode: true })).toBe(0);
  expect(made.printed()).toContain('Nothing new. ');

  const text = made.disk.get('tenant/audit-baseline.json') ?? '';
  const lines = text.split('\n');
  const without = lines.filter(
    (line) => !line.includes('"disabled-owners"') && !line.includes('"no-description"'),
  );
  expect(without.length).toBeLessThan(lines.length);
  made.disk.set(
    'tenant/audit-baseline.json',
    JSON.stringify({
      ...(JSON.parse(without.join('\n').replace(/,(\s*\])/, '$1')) as object),
    }).replace('[', '[{"id":"no-owners","object":"group:gone"},'),
  );
  expect(await run({ detailedExitcode: true })).toBe(2);
  const printed = made.printed();
  expect(printed).toContain('1 finding of tenant/audit-baseline.json no longer there');
  expect(printed).toContain('no-owners  group:gone');
  expect(printed).toMatch(/\n\d+ new findings?: /);

  expect(await run({ baseline: false, detailedExitcode: true })).toBe(2);
  expect(made.printed()).not.toContain('new finding');
});

test.each([
  [{ baseline: 'other.json' }, 'There is no file other.json'],
  [{ baseline: 'broken.json' }, 'broken.json is no baseline of an audit'],
  [{ baseline: false, writeBaseline: true }, 'are the opposite of each other'],
] as const)('%j', async (more, message) => {
  const { world } = offline();
  const disk = new Map([['broken.json', 'findings: []']]);
  await expect(
    audit({ ...usual, directory: 'tenant', ...more }, { ...world, ...kept(disk) }),
  ).rejects.toThrow(message);
});

test('what counts as an error fails, until the baseline knows it', async () => {
  const made = await auditing(
    { state: contoso() },
    { 'tenant.yaml': `${tenantYaml}findings: { few-owners: error }\n` },
  );
  const run = (more: Partial<AuditOptions> = {}): Promise<number> =>
    audit({ ...usual, ...made.options, ...more }, made.world);
  expect(await run()).toBe(3);
  expect(await run({ writeBaseline: true })).toBe(0);
  expect(await run()).toBe(0);
});

test('SARIF is written beside what is printed', async () => {
  const made = await auditing({ state: contoso() });
  await audit({ ...usual, ...made.options, sarif: 'audit.sarif' }, made.world);
  const log = JSON.parse(made.disk.get('audit.sarif') ?? '') as {
    readonly version: string;
    readonly runs: readonly { readonly results: readonly unknown[] }[];
  };
  expect(log.version).toBe('2.1.0');
  expect(log.runs[0]?.results.length).toBeGreaterThan(10);
});

const fixable: Texts = {
  'tenant.yaml': `${tenantYaml}vocabularies: { department: { values: [IT, R&D], aliases: { IT: [I.T., Information Technology] } } }\n`,
  'users/a.yaml': `# The first floor.
defaults: { department: I.T. } # everybody here
users:
  - user: a@contoso.com
  - { user: b@contoso.com, department: "it" } # in capitals
  - user: c@contoso.com
    department: Informaton Technology # nobody knows what is meant
`,
  'groups/a.yaml': `groups:
  - group: g
    membership:
      rule: (user.department -in ["I.T.", 'r&d', "Sales"]) -or (user.department -startsWith "I.T.")
  - group: h # in order
    membership: { rule: 'user.department -eq "IT"' }
`,
};

test('--fix writes canonical values in the files, and nothing else', async () => {
  const { world, printed } = offline();
  const disk = new Map(Object.entries(fixable).map(([path, text]) => [`tenant/${path}`, text]));
  const files = { ...world.files, read: () => Promise.resolve(treeOf(readBack(disk))) };
  const fixing = { ...world, ...kept(disk), files };
  expect(await fixAliases('tenant', fixing)).toBe(0);
  expect(disk.get('tenant/users/a.yaml')).toBe(
    fixable['users/a.yaml']?.replace('department: I.T. }', 'department: IT }').replace('"it"', '"IT"'),
  );
  expect(disk.get('tenant/groups/a.yaml')).toBe(
    fixable['groups/a.yaml']?.replace(`["I.T.", 'r&d', "Sales"]`, `["IT", "R&D", "Sales"]`),
  );
  expect(disk.get('tenant/tenant.yaml')).toBe(fixable['tenant.yaml']);
  await expect(printed()).toMatchFileSnapshot('golden/audit-fix.txt');

  expect(await fixAliases('tenant', fixing)).toBe(0);
  expect(printed()).toBe('No file has an alias of a vocabulary.\n');
});

const readBack = (disk: ReadonlyMap<string, string>): Texts =>
  Object.fromEntries([...disk].map(([path, text]) => [path.replace('tenant/', ''), text]));
