import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Attribute } from '../../src/core/attributes/attribute.ts';
import { attributes } from '../../src/core/attributes/attributes.ts';
import { schemas } from '../../src/core/attributes/schema.ts';
import { group, loaded, user } from './support.ts';

/** The line or lines that declare an attribute with the example of its row. */
function lineOf(row: Attribute): string {
  const [complex, member] = row.name.split('.');
  switch (row.name) {
    case 'membershipRule':
      return `membership: { rule: '${row.example}' }`;
    case 'membershipRuleProcessingState':
      return `membership: { rule: user.city -ne null, processing: ${row.example.toLowerCase()} }`;
    default:
      return member === undefined
        ? `${row.name}: ${row.example}`
        : `${complex ?? ''}: { ${member}: ${row.example} }`;
  }
}

const rows = Object.values(attributes).flatMap((each): readonly Attribute[] => each);
const ajv = new Ajv2020({ strict: false });
const validators = { user: ajv.compile(schemas().users), group: ajv.compile(schemas().groups) };

describe('the example of every attribute', () => {
  test.each(rows.map((row) => [row.on, lineOf(row), row.name] as const))('%s %s', (kind, line, name) => {
    const content = kind === 'user' ? user(line) : group(line);
    const { desired, problems } = loaded({ [`${kind}s/a.yaml`]: content });
    expect(problems).toEqual([]);
    expect(
      Object.keys((kind === 'user' ? desired?.users : desired?.groups)?.[0]?.attributes ?? {}),
    ).toContain(name);
    expect(validators[kind](parse(content))).toBe(true);
  });
});

test('the examples in docs/attributes.md load', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/attributes.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
  expect(blocks).toHaveLength(4);
  const [users = '', groups = '', extensions = '', values = ''] = blocks;
  const { desired, problems, findings } = loaded({
    'users/a.yaml': users,
    'users/b.yaml': values.replace('adele', 'lee'),
    'groups/a.yaml': groups,
    'extensions/a.yaml': extensions,
  });
  expect([problems, findings]).toEqual([[], []]);
  expect([desired?.users.length, desired?.groups.length, desired?.definitions.length]).toEqual([2, 2, 4]);
  expect(validators.user(parse(values))).toBe(true);
  expect(ajv.validate(schemas().extensions, parse(extensions))).toBe(true);
});
