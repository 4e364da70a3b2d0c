import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fateOf, type Fate } from '../../../src/commands/init/merge.ts';
import type { Wanted } from '../../../src/commands/init/wanted.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const after = (fate: Fate, before: string): string =>
  fate.fate === 'new' || fate.fate === 'extended' ? new TextDecoder().decode(fate.bytes) : before;

const lines: Wanted = { path: 'a', why: '', form: 'lines', comment: 'Ours.', lines: ['.tenantry/', '*.pem'] };
const json: Wanted = {
  path: 'a',
  why: '',
  form: 'json',
  members: { list: ['ours'], deep: { ours: ['x'] } },
};

const others = (all: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(all).filter(([name]) => name !== 'list' && name !== 'deep');

test('lines are added behind what there is, and only once', () => {
  const line = fc.constantFrom('dist/', '.tenantry/', '  *.pem ', '# .tenantry/', '', '*.pem2');
  const text = fc
    .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([all, end, ended]) => all.join(end) + (ended && all.length > 0 ? end : ''));
  fc.assert(
    fc.property(text, (before) => {
      const once = after(fateOf(lines, bytes(before)), before);
      expect(once.startsWith(before)).toBe(true);
      const there = new Set(once.split(/\r?\n/).map((each) => each.trim()));
      expect(there.has('.tenantry/') && there.has('*.pem')).toBe(true);
      expect(fateOf(lines, bytes(once)).fate).toBe('same');
    }),
  );
});

test('JSON keeps all that it says, in its order and layout, or is left alone', () => {
  const value = fc.oneof(
    fc.dictionary(fc.constantFrom('list', 'deep', 'other', '__proto__'), fc.jsonValue({ maxDepth: 2 })),
    fc.record({ list: fc.array(fc.string()), deep: fc.record({ theirs: fc.string() }) }),
  );
  fc.assert(
    fc.property(value, fc.constantFrom(2, 4, '\t', 0, 3), fc.boolean(), (whole, indent, crlf) => {
      const text = `${JSON.stringify(whole, null, indent)}\n`;
      const before = crlf ? text.replaceAll('\n', '\r\n') : text;
      const fate = fateOf(json, bytes(before));
      const once = after(fate, before);
      if (fate.fate !== 'extended') return;
      const merged = JSON.parse(once) as Record<string, unknown>;
      expect(others(merged)).toEqual(others(JSON.parse(text) as Record<string, unknown>));
      expect(merged['list']).toContain('ours');
      expect(once.includes('\r\n')).toBe(crlf);
      expect(fateOf(json, bytes(once)).fate).toBe('same');
    }),
  );
});

test.each([
  ['comments', '{\n  // ours\n  "list": []\n}\n'],
  ['a layout of its own', '{ "list": [] }\n'],
  ['something else in the place', '{\n  "list": "theirs"\n}\n'],
  ['no object', '[]\n'],
  ['nothing', ''],
])('JSON with %s is extended by hand', (_, text) => {
  expect(fateOf(json, bytes(text))).toMatchObject({ fate: 'byHand' });
});

test.each([
  ['another', '* @everybody\n', 'byHand', 2],
  ['one of the rules', '/.github/ @others\n', 'byHand', 1],
  ['both', '/.github/ @others\n/tenant/ @others\n', 'same', undefined],
])('code owners with %s: %s', (_, text, fate, adds) => {
  const owners: Wanted = { ...lines, form: 'owners', lines: ['/.github/ @us', '/tenant/ @us'] };
  const found = fateOf(owners, bytes(text));
  expect(found.fate).toBe(fate);
  expect(found.fate === 'byHand' ? found.add.length : undefined).toBe(adds);
});
