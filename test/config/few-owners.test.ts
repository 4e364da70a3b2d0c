import { expect, test } from 'vitest';
import { load } from '../../src/config/load.ts';
import type { FileTree } from '../../src/ports.ts';

const tenant = 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n';

function loaded(group: string, more = '') {
  const texts = { 'tenant.yaml': tenant + more, 'groups/all.yaml': `groups:\n  - group: g\n    ${group}\n` };
  const tree: FileTree = new Map(
    Object.entries(texts).map(([path, text]) => [
      path,
      { type: 'file', bytes: new TextEncoder().encode(text) },
    ]),
  );
  return load(tree, 'tenant');
}

const [a, b] = ['a@contoso.com', 'b@contoso.com'];

test.each([
  ['one owner', `owners: [${a}]`, ['The group has one owner only.']],
  ['two owners', `owners: [${a}, ${b}]`, []],
  ['at least one owner', `owners: { atLeast: [${a}] }`, []],
  ['owners that are not managed', 'description: x', []],
])('a group that is declared with %s', (_, group, messages) => {
  const { findings } = loaded(group);
  expect(findings.map(({ id, severity, message }) => [id, severity, message])).toEqual(
    messages.map((message) => ['few-owners', 'info', message]),
  );
});

test('it says where, and how to mend it', () => {
  expect(loaded(`owners: [${a}]`).findings).toMatchObject([
    {
      place: { file: 'tenant/groups/all.yaml', line: 3 },
      object: 'group g',
      remedy: 'Name a second owner, so that the group is looked after when one leaves.',
    },
  ]);
});

test.each([
  ['error', 1, 0],
  ['warning', 0, 1],
  ['off', 0, 0],
])('the settings may call it %s', (severity, problems, findings) => {
  const result = loaded(`owners: [${a}]`, `findings: { few-owners: ${severity} }\n`);
  expect([result.problems.length, result.findings.length]).toEqual([problems, findings]);
});
