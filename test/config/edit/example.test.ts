import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Edit, EntryList } from '../../../src/config/edit/edit.ts';
import { editFile } from '../../../src/config/edit/edit-file.ts';
import type { DesiredObject } from '../../../src/core/desired/desired.ts';
import { loaded } from '../support.ts';

const folder = join(import.meta.dirname, '../../../tenant');
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
);
const { desired } = loaded(files);
const objects = [...(desired?.users ?? []), ...(desired?.groups ?? [])];

const inFile = (name: string): readonly DesiredObject[] =>
  objects.filter(({ place }) => place.file === `tenant/${name}`);
const listOf = (object: DesiredObject): EntryList => (object.kind === 'user' ? 'users' : 'groups');

function edited(name: string, edits: readonly Edit[]): string {
  const result = editFile(files[name] ?? '', edits, name, desired?.definitions);
  return 'text' in result ? result.text : JSON.stringify(result.problems);
}

const kept = ({ label, kind }: DesiredObject): object => ({ label, kind });

const named = Object.keys(files).filter((name) => /^(users|groups)\//.test(name));

test('the example has entries of many kinds', () => {
  expect(objects.length).toBeGreaterThan(70);
});

test.each(named)('%s: edits to what it says change nothing', (name) => {
  const edits = inFile(name).flatMap((object) =>
    Object.entries(object.attributes).map(([attribute, { value }]): Edit => ({
      edit: 'set',
      list: listOf(object),
      entry: object.id ?? object.label,
      attribute,
      // A pause has a day and a reason besides.
      value: value === 'Paused' ? 'Paused' : value,
    })),
  );
  expect(edited(name, edits)).toBe(files[name]);
});

test.each(named)(
  '%s: what is taken away entry by entry leaves the comments, and the rest as declared',
  (name) => {
    for (const object of inFile(name)) {
      const made = edited(name, [{ edit: 'remove', list: listOf(object), entry: object.label }]);
      const { desired: after } = loaded({ ...files, [name]: made });
      const others = objects.filter((each) => each !== object).map(kept);
      expect([...(after?.users ?? []), ...(after?.groups ?? [])].map(kept)).toEqual(others);
      const lines = new Set(files[name]?.split('\n'));
      const foreign = made.split('\n').filter((line) => !lines.has(line) && !/^\w+: \[\]/.test(line));
      expect(foreign).toEqual([]);
    }
  },
);

test.each(named)('%s: one line a new attribute', (name) => {
  for (const object of inFile(name).filter((each) => !each.delete)) {
    const attribute = object.kind === 'user' ? 'extensionAttribute15' : 'mailNickname';
    const made = edited(name, [
      { edit: 'set', list: listOf(object), entry: object.label, attribute, value: 'edited-here' },
    ]);
    const [before, after] = [files[name]?.split('\n') ?? [], made.split('\n')];
    const others = after.filter((line) => !line.includes('edited-here'));
    expect(after.length - others.length).toBe(1);
    expect(before.length - others.length).toBe(object.attributes[attribute] === undefined ? 0 : 1);
  }
});
