import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Edit, EditValue } from '../../../src/config/edit/edit.ts';
import { editFile } from '../../../src/config/edit/edit-file.ts';
import { scalarText } from '../../../src/config/edit/scalar-text.ts';
import type { DeclaredValue } from '../../../src/core/desired/desired.ts';
import { extensionsYaml, prefix } from '../extension-files.ts';
import { loaded } from '../support.ts';
import { attributes, definitions, file, names, nested, values, word } from './styled-files.ts';

const setting = (entry: string, attribute: string, value: EditValue): Edit => ({
  edit: 'set',
  list: 'users',
  entry,
  attribute,
  value,
});

function textOf(text: string, edits: readonly Edit[]): string {
  const result = editFile(text, edits, 'tenant/users/a.yaml', definitions);
  if ('text' in result) return result.text;
  throw new Error(`${result.problems.map((each) => each.message).join(' ')}\n${text}`);
}

/** What the file declares: by user, by attribute. */
function declaredBy(text: string): Readonly<Record<string, Readonly<Record<string, DeclaredValue>>>> {
  const { desired, problems } = loaded({ 'extensions/a.yaml': extensionsYaml, 'users/a.yaml': text });
  expect(problems).toEqual([]);
  return Object.fromEntries(
    (desired?.users ?? []).map(({ label, attributes: all }) => [
      label,
      Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value])),
    ]),
  );
}

/** Lists of attributes are sets; in an open extension the order counts. */
const asSets = (all: Readonly<Record<string, DeclaredValue>>): object =>
  Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...(value as readonly unknown[])].map(String).toSorted() : value,
    ]),
  );

const someEdits = fc.subarray(names, { minLength: 1 }).chain(values);

test('law: after edits the file declares exactly the edited state, and all around the entry is as it was', () => {
  fc.assert(
    fc.property(file, fc.nat({ max: 2 }), someEdits, ({ text, entries, parts }, index, edits) => {
      const { user = '' } = entries[index] ?? {};
      const before = declaredBy(text);
      const made = textOf(
        text,
        Object.entries(edits).map(([name, value]) => setting(user, name, value)),
      );
      const after = declaredBy(made);
      expect(asSets(after[user] ?? {})).toEqual(
        asSets({ ...before[user], ...(edits as Record<string, DeclaredValue>) }),
      );
      expect(Object.keys(after)).toEqual(Object.keys(before));
      const own = 1 + index * 2;
      const [ahead, behind] = [parts.slice(0, own).join(''), parts.slice(own + 1).join('')];
      expect(made.slice(0, ahead.length)).toBe(ahead);
      expect(made.slice(made.length - behind.length)).toBe(behind);
    }),
    { numRuns: 200 },
  );
});

test('law: edits to what the file says already change nothing', () => {
  fc.assert(
    fc.property(file, ({ text }) => {
      const edits = Object.entries(declaredBy(text)).flatMap(([user, all]) =>
        Object.entries(all).map(([name, value]) => setting(user, name, value)),
      );
      expect(textOf(text, edits)).toBe(text);
    }),
  );
});

/** The attributes of which a value is one scalar. */
const scalars = [
  'department',
  'jobTitle',
  'accountEnabled',
  'manager',
  'employeeOrgData.division',
  `${prefix}jobGroupTracker`,
];
/** In a block and between braces. */
const needsQuotes = (value: EditValue): string =>
  [false, true].map((flow) => typeof value === 'string' && scalarText(value, { flow }) !== value).join();

/**
 * Where a text is quoted without need and the other needs it, nobody can tell afterwards whose quotation marks they are.
 */
test('law: an edit and the edit back restore the bytes', () => {
  fc.assert(
    fc.property(
      file,
      fc.nat({ max: 2 }),
      fc.constantFrom(...scalars),
      fc.nat(),
      ({ text, entries }, index, name, seed) => {
        const { user = '', values: all = {} } = entries[index] ?? {};
        const before = all[name];
        const [after = null] = fc.sample(attributes[name] ?? fc.constant(null), { numRuns: 1, seed });
        fc.pre(before !== undefined && needsQuotes(before) === needsQuotes(after));
        fc.pre(typeof before === typeof after);
        const there = textOf(text, [setting(user, name, after)]);
        expect(textOf(there, [setting(user, name, before)])).toBe(text);
      },
    ),
    { numRuns: 300 },
  );
});

test('law: an entry that is added and removed again leaves no trace', () => {
  fc.assert(
    fc.property(file, someEdits, ({ text }, all) => {
      const added = textOf(text, [
        { edit: 'add', list: 'users', entry: { user: 'new@contoso.com', ...nested(all) } },
      ]);
      expect(Object.keys(declaredBy(added))).toHaveLength(4);
      expect(declaredBy(added)['new@contoso.com']).toMatchObject({});
      const removed = textOf(added, [{ edit: 'remove', list: 'users', entry: 'new@contoso.com' }]);
      expect(removed.replace(/(\r?\n)\1+/g, '$1')).toBe(text.replace(/(\r?\n)\1+/g, '$1'));
    }),
  );
});

test('law: any text is written so that YAML reads it, in a map, in brackets and as a key', () => {
  const text = fc.oneof(word, fc.string({ unit: 'binary', maxLength: 8 }));
  fc.assert(
    fc.property(text, fc.boolean(), (value, flow) => {
      const made = textOf('users:\n  - user: a@contoso.com\n', [
        {
          edit: 'put',
          path: ['users', 0, 'openExtensions'],
          value: { a: flow ? { b: value, c: [value] } : value },
        },
        { edit: 'put', path: ['users', 0, 'jobTitle'], value },
      ]);
      const inside = flow ? { b: value, c: [value] } : value;
      expect(parse(made, { version: '1.2' })).toEqual({
        users: [{ user: 'a@contoso.com', openExtensions: { a: inside }, jobTitle: value }],
      });
      expect(made).toMatch(/^users:\n {2}- user: a@contoso\.com\n/);
    }),
    { numRuns: 200 },
  );
});
