import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lexer } from 'yaml';
import type { EditValue } from '../../../src/config/edit/edit.ts';
import { findAttribute } from '../../../src/core/attributes/attributes.ts';
import type { LiveObject } from '../../../src/core/live/live.ts';
import { extensionsYaml } from '../../config/extension-files.ts';
import { file, names, values, type File } from '../../config/edit/styled-files.ts';
import { imported, liveOf, stillToDo } from './support.ts';

const extensions = { 'extensions/a.yaml': extensionsYaml };
const ids: Readonly<Record<string, string>> = {
  'a@contoso.com': '00000000-0000-4000-8000-00000000000a',
  'b@contoso.com': '00000000-0000-4000-8000-00000000000b',
  'c@contoso.com': '00000000-0000-4000-8000-00000000000c',
};
const manager = '63384f56-42d2-4aa7-b1d6-b10c78f143a2';
const lee = { id: '61796ac4-1055-4b62-9804-abbec2b8c1c5', userPrincipalName: 'lee@contoso.com' };

/** A user of the tenant who has these values. */
function liveWith(
  name: string,
  all: Readonly<Record<string, EditValue>>,
  more: Partial<LiveObject> = {},
): LiveObject {
  const object: Record<string, unknown> = { id: ids[name], userPrincipalName: name, ...more };
  for (const [attribute, value] of Object.entries(all)) {
    const read = findAttribute('user', attribute)?.read;
    if (!read) throw new Error(attribute);
    const held = attribute === 'manager' && value === lee.userPrincipalName ? lee.id : value;
    object[read.property] =
      read.member === undefined
        ? held
        : { ...(object[read.property] as object | undefined), [read.member]: held };
  }
  return object as LiveObject;
}

const others = [lee, { id: manager, userPrincipalName: 'boss@contoso.com' }];
const people = Object.keys(ids);

/** The tenant as the file says; a default of the file is what each has. */
const asWritten = (
  { text, entries }: File,
  changed: Readonly<Record<string, Record<string, EditValue>>> = {},
) => {
  const city = text.includes('defaults:') ? { city: 'Rio' } : {};
  return liveOf([
    ...entries.map(({ user, values: own }) => liveWith(user, { ...own, ...changed[user] }, city)),
    ...others,
  ]);
};

const onlyTheirs = { only: new Set(Object.values(ids)) };
const usersOf = (text: string) => ({ ...extensions, 'users/a.yaml': text });
/** A plain text follows a mark of its own. */
const comments = (text: string): readonly string[] => {
  const tokens = [...new Lexer().lex(text)];
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== '\u001f');
};

test('law: where the files say what the tenant holds, an import leaves every byte', () => {
  fc.assert(
    fc.property(file, (made) => {
      const { texts } = imported(asWritten(made), usersOf(made.text), {
        scope: onlyTheirs,
        attributes: 'department',
      });
      expect([...texts]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('law: an import changes the entries of those who changed, and leaves every byte around them', () => {
  const change = fc.subarray(names, { minLength: 1 }).chain(values);
  fc.assert(
    fc.property(file, fc.nat({ max: 2 }), change, (made, index, edits) => {
      const name = people[index] ?? '';
      const live = asWritten(made, { [name]: edits });
      const after = imported(live, usersOf(made.text), { scope: onlyTheirs, attributes: names.join(',') });
      const text = after.files['users/a.yaml'] ?? '';
      const own = 1 + index * 2;
      const [ahead, behind] = [made.parts.slice(0, own).join(''), made.parts.slice(own + 1).join('')];
      expect(text.slice(0, ahead.length)).toBe(ahead);
      expect(text.slice(text.length - behind.length)).toBe(behind);
      // This tenant has none of the definitions.
      expect(stillToDo(after.files, live).filter((each) => !/no application/.test(each))).toEqual([]);
      expect(imported(live, after.files, { scope: onlyTheirs, attributes: names.join(',') }).texts.size).toBe(
        0,
      );
    }),
    { numRuns: 100 },
  );
});

test('law: values that follow the tenant keep the comments beside them', () => {
  const change = values(['department', 'jobTitle', 'accountEnabled']);
  fc.assert(
    fc.property(file, fc.nat({ max: 2 }), change, (made, index, edits) => {
      const name = people[index] ?? '';
      const own = made.entries[index]?.values ?? {};
      const known = Object.fromEntries(Object.entries(edits).filter(([each]) => each in own));
      const { files } = imported(asWritten(made, { [name]: known }), usersOf(made.text), {
        acceptDrift: true,
      });
      expect(comments(files['users/a.yaml'] ?? '')).toEqual(comments(made.text));
    }),
    { numRuns: 100 },
  );
});
