import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryChange } from '../../src/config/value-history.ts';

/** A commit of files: each with its text on every side, and after. */
function change(
  files: readonly (readonly [string, readonly (string | undefined)[], string | undefined])[],
  name = 'a@x.com',
) {
  const texts = new Map<string, string>();
  const put = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    texts.set(text, text);
    return text;
  };
  const versions = files.map(([path, before, after]) => ({
    path,
    before: before.map(put),
    after: put(after),
  }));
  const commit = { commit: '1', author: 'A', at: '', subject: '', files: versions };
  return entryChange(commit, texts, 'user', new Set([name]));
}

const entry = (rest: string, user = 'a@x.com'): string => `users:\n  - user: ${user}\n    ${rest}\n`;
const values = (found: ReturnType<typeof change>): unknown =>
  found?.values.map(({ attribute, before, after }) => [attribute, before, after]);

describe('a value', () => {
  test('is followed by itself, not by its line', () => {
    const before = entry('department: IT');
    const after = `# moved down\n\n${entry('department: IT')}`;
    expect(change([['u.yaml', [before], after]])).toBeUndefined();
    expect(values(change([['u.yaml', [before], entry('department: HR')]]))).toEqual([
      ['department', 'IT', 'HR'],
    ]);
  });

  test('is the same in another file', () => {
    const text = entry('department: IT');
    expect(
      change([
        ['old.yaml', [text], undefined],
        ['new.yaml', [undefined], `defaults: { department: IT }\nusers: [{ user: a@x.com }]\n`],
      ]),
    ).toBeUndefined();
  });

  test('can come from the defaults of its file', () => {
    const before = `defaults: { city: Bern }\n${entry('department: IT')}`;
    const after = `defaults: { city: Rome }\n${entry('department: IT')}`;
    expect(values(change([['u.yaml', [before], after]]))).toEqual([['city', 'Bern', 'Rome']]);
  });

  test('can be part of another one', () => {
    const before = entry('employeeOrgData: { division: A, costCenter: "1" }');
    const after = entry('employeeOrgData: { division: B, costCenter: "1" }');
    expect(values(change([['u.yaml', [before], after]]))).toEqual([['employeeOrgData.division', 'A', 'B']]);
  });
});

describe('an entry', () => {
  test('comes and goes', () => {
    const text = entry('department: IT');
    expect(change([['u.yaml', [undefined], text]])).toMatchObject({ what: 'added' });
    expect(change([['u.yaml', [text], 'users: []\n']])).toMatchObject({ what: 'removed', path: 'u.yaml' });
  });

  test('keeps its history under a new name, by its id', () => {
    const id = 'id: 63384f56-42d2-4aa7-b1d6-b10c78f143a2';
    const found = change(
      [['u.yaml', [entry(id, 'Maiden@x.com')], entry(id, 'Married@x.com')]],
      '63384f56-42d2-4aa7-b1d6-b10c78f143a2',
    );
    expect(found?.names).toEqual(expect.arrayContaining(['maiden@x.com', 'married@x.com']));
    expect(values(found)).toEqual([['user', 'Maiden@x.com', 'Married@x.com']]);
  });

  test('is changed by a merge only where it is other than on all sides', () => {
    const [one, two, both] = [entry('city: A'), entry('city: B'), entry('city: C')];
    expect(change([['u.yaml', [one, two], two]])).toBeUndefined();
    expect(values(change([['u.yaml', [one, two], both]]))).toEqual([['city', 'A', 'C']]);
  });
});

test.each([
  ['no YAML', 'users: [a@x.com'],
  ['aliases without end', `a: &a [a@x.com]\nb: &b [${'*a,'.repeat(200)}]\nusers: [${'*b,'.repeat(200)}]\n`],
  ['a list of something else', 'users: a@x.com\n'],
  ['nothing', ''],
])('an old version that is %s says nothing', (_, text) => {
  expect(change([['u.yaml', [text], entry('city: A')]])).toMatchObject({ what: 'added' });
});

test('whatever the texts are, it ends with an answer', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const found = change([['u.yaml', [`${a} a@x.com`], `${b} a@x.com`]]);
      expect(found?.values).not.toEqual([]);
    }),
  );
});
