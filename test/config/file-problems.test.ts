import { expect, test } from 'vitest';
import { loaded, told } from './support.ts';

/** What is wrong with a file as a whole: its YAML, or its outer keys. */
const syntax: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['users:', '\t- user: a@b.com'],
    [
      '2:1 The line is indented with a tab, which YAML does not allow. Indent with spaces; most editors can convert tabs to spaces. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: a@b.com', '\tcity: x', '\tstate: y'],
    [
      '3:1 The lines 3 and 4 are indented with tabs, which YAML does not allow. Indent with spaces; most editors can convert tabs to spaces. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: a@b.com', '    city: Rio: Centro'],
    [
      '3:11 The line `city: Rio: Centro` has a second colon, which YAML takes for another key. Put the value between quotation marks. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: a@b.com', '    city', '    state: RJ'],
    [
      '3:5 The line `city` is not of the form `key: value`. Write a colon and a space between key and value. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: a@b.com', '   city: Rio'],
    [
      '3:1 The line `city: Rio` is not indented like the lines around it. Let the keys of one entry begin in the same column. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: "a@b.com', '    city: Rio'],
    [
      '2:11 A quotation mark is opened and never closed. Add the closing quotation mark. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: [a@b.com', '    city: Rio'],
    [
      '2:11 A list or map that is opened with `[` is not closed. Add the closing bracket. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ["users: [{ user: 'O'Neil@b.com' }]"],
    [
      "1:20 `N` is out of place in the line `users: [{ user: 'O'Neil@b.com' }]`. Begin list entries with `- ` on lines of their own, and put values with special characters in quotation marks. Nothing of this file is used until it can be read.",
    ],
  ],
  [
    ['users:', '  - user: @adele'],
    [
      '2:11 A value cannot begin with `@` without quotation marks. Put the value between quotation marks. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users:', '  - user: "C:\\dir"'],
    [
      '2:14 Between double quotation marks a backslash has a meaning of its own; `\\d` has none. Use single quotation marks, or write each backslash twice. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users: - user: a@b.com'],
    [
      '1:8 `-` is out of place in the line `users: - user: a@b.com`. Begin list entries with `- ` on lines of their own, and put values with special characters in quotation marks. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users: []', '---', 'users: []'],
    [
      '2:1 The file holds several documents, divided by `---`. Keep one document a file: remove the line `---`, or move what follows to a file of its own. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['%YAML 1.1', '---', 'users: []'],
    [
      '1:1 The file asks for YAML 1.1, which reads some values differently. Remove the line that begins with `%YAML`; this format is YAML 1.2.',
    ],
  ],
  [
    ['users: "x"#c'],
    [
      '1:11 A comment stands directly behind a value. Write a space before the #, or put the value in quotation marks. Nothing of this file is used until it can be read.',
    ],
  ],
  [
    ['users: &a [*a]'],
    [
      '1:12 `*a` stands for a value that contains it. Write the value itself, or put it in quotation marks where the * belongs to it.',
    ],
  ],
];

const outline: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['- user: a@b.com'], ['1:1 The file does not hold keys and values. Let it begin with `users:`.']],
  [['just text'], ['1:1 The file does not hold keys and values. Let it begin with `users:`.']],
  [
    ['users:'],
    ['1:1 `users` has no value. Write the entries below it, or `users: []` where there are none.'],
  ],
  [
    ['user: []'],
    ['1:1 `user` is not known here; did you mean `users`? Correct the spelling, or remove the key.'],
  ],
  [['defaults: {}'], ['1:1 The file has no `users`. Add `users: []`.']],
  [
    ['users: {}'],
    ['1:8 `users` must be a list, not a map of keys and values. Correct the value, or leave the key out.'],
  ],
  [
    ['users: [x]'],
    [
      '1:9 An entry of `users` must be a map of keys and values, not `x`. Correct the value, or leave the key out.',
    ],
  ],
  [['users: [{}]'], ['1:9 The entry has no `user`. Add `user: adele.vance@contoso.com`.']],
  [
    ['users: [{ user: 5 }, { user: adele }]'],
    [
      '1:17 `user` is text, but `5` without quotation marks is the number 5 to YAML. Write `user: "5"`.',
      "1:30 (user adele) `user` must be a sign-in name such as adele.vance@contoso.com, of the characters A-Z a-z 0-9 ' . - _ ! # ^ ~, not `adele`. Correct the value.",
    ],
  ],
  [
    ['defaults: { displayName: x, user: y, city: "", id: 1, departmnt: IT }', 'users: []'],
    [
      '1:13 `displayName` cannot stand under `defaults`: it is different for every user. Move it to the entries under `users`.',
      '1:29 `user` cannot stand under `defaults`: it is different for every user. Move it to the entries under `users`.',
      '1:44 `city` is empty text. Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.',
      '1:48 `id` cannot stand under `defaults`: it is different for every user. Move it to the entries under `users`.',
      '1:55 `departmnt` is not known here; did you mean `department`? Correct the spelling, or remove the key.',
    ],
  ],
];

test.each([...syntax, ...outline])('%j', (lines, problems) => {
  const found = loaded({ 'users/a.yaml': lines.join('\n') }).problems;
  expect(told(found)).toEqual(problems.map((problem) => `tenant/users/a.yaml:${problem}`));
});
