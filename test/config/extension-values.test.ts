import { describe, expect, test } from 'vitest';
import { extensionsYaml, prefix } from './extension-files.ts';
import { group, loaded, told, user } from './support.ts';

const files = { 'extensions/all.yaml': extensionsYaml };

function valuesIn(kind: 'user' | 'group', lines: readonly string[]): readonly unknown[] {
  const content = kind === 'user' ? user(...lines) : group(...lines);
  const { desired, problems } = loaded({ ...files, [`${kind}s/a.yaml`]: content });
  const [object] = [...(desired?.users ?? []), ...(desired?.groups ?? [])];
  const attributes = Object.entries(object?.attributes ?? {}).map(([name, { value }]) => [name, value]);
  return [told(problems), Object.fromEntries(attributes)];
}

const directory = (values: object): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
const courses = (values: object): object =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`schemaExtensions.graphLearnCourses.${name}`, value]),
  );

const long = 'a'.repeat(256);
const bytes = Buffer.alloc(256).toString('base64');

const users: readonly (readonly [string, object])[] = [
  ['directoryExtensions: { jobGroupTracker: E4 }', directory({ jobGroupTracker: 'E4' })],
  ['directoryExtensions: { jobGroupTracker: " 0012 " }', directory({ jobGroupTracker: '0012' })],
  [
    'directoryExtensions: { jobGroupTracker: null, skills: null }',
    directory({ jobGroupTracker: null, skills: null }),
  ],
  [`directoryExtensions: { jobGroupTracker: ${long} }`, directory({ jobGroupTracker: long })],
  [
    'directoryExtensions: { skills: [b, a], numbers: [1, 2] }',
    directory({ skills: ['b', 'a'], numbers: [1, 2] }),
  ],
  ['directoryExtensions: { skills: [] }', directory({ skills: null })],
  [`directoryExtensions: { photo: ${bytes} }`, directory({ photo: bytes })],
  ['directoryExtensions: { active: false }', directory({ active: false })],
  ['directoryExtensions: { since: 2026-01-05T01:00:00+02:00 }', directory({ since: '2026-01-04T23:00:00Z' })],
  ['directoryExtensions: { since: 2026-01-05 }', directory({ since: '2026-01-05T00:00:00Z' })],
  ['directoryExtensions: { level: -2147483648 }', directory({ level: -2_147_483_648 })],
  ['directoryExtensions: { level: 0 }', directory({ level: 0 })],
  ['directoryExtensions: { large: 9007199254740991 }', directory({ large: 9_007_199_254_740_991 })],
  [
    'schemaExtensions: { graphLearnCourses: { courseId: 100, courseName: null } }',
    courses({ courseId: 100, courseName: null }),
  ],
  [
    'schemaExtensions: { graphLearnCourses: { done: true, on: 2026-01-05, file: AAA= } }',
    courses({ done: true, on: '2026-01-05T00:00:00Z', file: 'AAA=' }),
  ],
  [
    'schemaExtensions: { graphLearnCourses: null }',
    courses({ courseId: null, courseName: null, done: null, on: null, file: null }),
  ],
  ['schemaExtensions: { contoso_old: { note: kept } }', { 'schemaExtensions.contoso_old.note': 'kept' }],
  [
    'openExtensions: { com.contoso.socialSettings: { skypeId: adele, n: 1.5, yes: true, list: [a, 1] } }',
    { 'openExtensions.com.contoso.socialSettings': { skypeId: 'adele', n: 1.5, yes: true, list: ['a', 1] } },
  ],
  ['openExtensions: { a: null, b: {} }', { 'openExtensions.a': null, 'openExtensions.b': {} }],
  ['openExtensions: { a: { text: "  two\\n lines" } }', { 'openExtensions.a': { text: '  two\n lines' } }],
];

test.each(users)('%s', (line, values) => {
  expect(valuesIn('user', [line])).toEqual([[], values]);
});

test('groups have values too', () => {
  const lines = [
    'directoryExtensions: { purpose: build, skills: [a] }',
    'schemaExtensions: { contoso_groups: { note: x } }',
    'openExtensions: { a: { b: 1 } }',
  ];
  expect(valuesIn('group', lines)).toEqual([
    [],
    {
      ...directory({ purpose: 'build', skills: ['a'] }),
      'schemaExtensions.contoso_groups.note': 'x',
      'openExtensions.a': { b: 1 },
    },
  ]);
});

test('a value stands where it was written', () => {
  const { desired } = loaded({ ...files, 'users/a.yaml': user('directoryExtensions: { level: 3 }') });
  expect(desired?.users[0]?.attributes[`${prefix}level`]?.place).toEqual({
    file: 'tenant/users/a.yaml',
    line: 3,
    column: 35,
  });
});

const correct = 'Correct the value.';
const problems: readonly (readonly [string, readonly string[]])[] = [
  [
    'directoryExtensions: { jobGroupTraker: E4 }',
    [
      '3:28 No directory extension `jobGroupTraker` is defined in `extensions/`; did you mean `jobGroupTracker`? Correct the spelling, or define it.',
    ],
  ],
  [
    'directoryExtensions: { colour: red }',
    [
      '3:28 No directory extension `colour` is defined in `extensions/`. Define it under `directory:` in a file below `extensions/`, or remove the value.',
    ],
  ],
  [
    'directoryExtensions: { purpose: x }',
    [
      '3:28 `purpose` is not for users: its definition in tenant/extensions/all.yaml targets Group, Device. Remove the value. The targets of a directory extension are fixed once it is there: it takes a new definition under another name for users.',
    ],
  ],
  [
    'directoryExtensions: { gone: x }',
    [
      '3:28 `gone` is to be deleted, as its entry in tenant/extensions/all.yaml says, so it takes no values. Write `delete: true` only once no entry names it. A value left behind stays in the object where nobody sees it, so clear it first with `gone: null` while the definition is kept.',
    ],
  ],
  [
    'directoryExtensions: { jobGroupTracker: 0012 }',
    [
      '3:45 `jobGroupTracker` is text, but `0012` without quotation marks is the number 12 to YAML. Write `jobGroupTracker: "0012"`.',
    ],
  ],
  [
    'directoryExtensions: { jobGroupTracker: [E4] }',
    [
      '3:45 `jobGroupTracker` takes one value, not a list. Write the value without brackets; only definitions with `multiValued: true` take lists.',
    ],
  ],
  [
    'directoryExtensions: { jobGroupTracker: { a: b } }',
    [
      '3:45 `jobGroupTracker` must be `true` or `false`, a number, text or a list, not a map of keys and values. Correct the value, or leave the key out.',
    ],
  ],
  [
    'directoryExtensions: { skills: a }',
    ['3:36 `skills` must be a list: its definition says `multiValued: true`. Write `skills: [a]`.'],
  ],
  [
    'directoryExtensions: { skills: [5] }',
    [
      '3:37 An entry of `skills` is text, but `5` without quotation marks is the number 5 to YAML. Write `- "5"`.',
    ],
  ],
  ['directoryExtensions: { skills: [a, a] }', ['3:40 `skills` names `a` twice. Remove one of the two.']],
  [
    `directoryExtensions: { jobGroupTracker: ${long}b }`,
    ['3:45 `jobGroupTracker` has 257 characters; the service takes at most 256. Shorten it by 1.'],
  ],
  [
    'directoryExtensions: { photo: "a b" }',
    [`3:35 \`photo\` must be base64 text such as \`SGVsbG8=\`, not \`a b\`. ${correct}`],
  ],
  [
    `directoryExtensions: { photo: "${Buffer.alloc(257).toString('base64')}" }`,
    [`3:35 \`photo\` has 257 bytes; the service takes at most 256. ${correct}`],
  ],
  [
    'directoryExtensions: { active: yes }',
    [`3:36 \`active\` must be \`true\` or \`false\`, not \`yes\`. ${correct}`],
  ],
  [
    'directoryExtensions: { since: yesterday }',
    [
      '3:35 `since` must be a date such as 2026-03-02, or with a time 2026-03-02T09:00:00Z, not `yesterday`. Write year, month and day in this order.',
    ],
  ],
  [
    'directoryExtensions: { level: 2147483648 }',
    [`3:35 \`level\` must be from -2,147,483,648 to 2,147,483,647, not \`2147483648\`. ${correct}`],
  ],
  ['directoryExtensions: { level: 1.5 }', [`3:35 \`level\` must be a whole number, not \`1.5\`. ${correct}`]],
  [
    'directoryExtensions: { level: "3" }',
    ['3:35 `level` is a number, but `3` is text. Write it without quotation marks.'],
  ],
  [
    'directoryExtensions: { level: 007 }',
    [
      '3:35 `level` is `007`, which is the number 7 to YAML. Write `7`, or use a definition of type String where the form matters.',
    ],
  ],
  [
    'directoryExtensions: { large: 9007199254740993 }',
    [
      '3:35 `large` must be from -9,007,199,254,740,991 to 9,007,199,254,740,991: the service takes 64 bits, but JSON numbers beyond this are rounded on the way. Use a definition of type String for larger numbers.',
    ],
  ],
  [
    'directoryExtensions: {}',
    ['3:26 `directoryExtensions` names none of its parts. Write at least one part, or leave the key out.'],
  ],
  [
    'directoryExtensions: null',
    ['3:26 `directoryExtensions` cannot be `null`. Write a value, or leave the key out.'],
  ],
  [
    'directoryExtensions: { level: }',
    [
      '3:28 `level` has no value. Write `level: null`, in lower case, to clear it, or leave the key out to leave the value alone.',
    ],
  ],
  [
    'schemaExtensions: { graphlearncourses: { courseId: 1 } }',
    [
      '3:25 No schema extension `graphlearncourses` is defined in `extensions/`; did you mean `graphLearnCourses`? Correct the spelling, or define it.',
    ],
  ],
  [
    'schemaExtensions: { graphLearnCourses: { courseid: 1 } }',
    [
      '3:46 `graphLearnCourses` has no property `courseid`; did you mean `courseId`? Use one of `courseId`, `courseName`, `done`, `on`, `file`, or add it to the definition at tenant/extensions/all.yaml:13.',
    ],
  ],
  [
    'schemaExtensions: { graphLearnCourses: { courseName: 5, courseId: "5" } }',
    [
      '3:58 `courseName` is text, but `5` without quotation marks is the number 5 to YAML. Write `courseName: "5"`.',
      '3:71 `courseId` is a number, but `5` is text. Write it without quotation marks.',
    ],
  ],
  [
    'schemaExtensions: { contoso_groups: { note: x } }',
    [
      '3:25 `contoso_groups` is not for users: its definition in tenant/extensions/all.yaml targets Group. Remove the value. Or add `User` to the targets of the definition.',
    ],
  ],
  [
    'schemaExtensions: { graphLearnCourses: yes }',
    [
      '3:44 `graphLearnCourses` must be a map of keys and values, not `yes`. Correct the value, or leave the key out.',
    ],
  ],
  ['openExtensions: { a: { b: null } }', ['3:31 `b` cannot be `null`. Write a value, or leave the key out.']],
  [
    'openExtensions: { a: { b: { c: 1 }, d: [[1]] } }',
    [
      '3:31 `b` must be `true` or `false`, a number, text or a list, not a map of keys and values. Correct the value, or leave the key out.',
      '3:45 An entry of `d` must be `true` or `false`, a number or text, not a list. Correct the value, or leave the key out.',
    ],
  ],
  [
    'openExtensions: { a: { id: x, "b@odata.type": y } }',
    [
      '3:28 `id` cannot be a member of an open extension: Graph itself uses that name. Give the member another name.',
      '3:35 `b@odata.type` cannot be a member of an open extension: Graph itself uses that name. Give the member another name.',
    ],
  ],
  [
    'openExtensions: { a b: { c: 1 } }',
    [
      '3:23 `a b` cannot be the name of an open extension. Use letters, digits, and . _ - as in `com.contoso.settings`.',
    ],
  ],
  [
    'openExtensions: { a: { b: .nan } }',
    ['3:31 `b` is `.nan`, which JSON cannot hold as it is. Put it between quotation marks, as text.'],
  ],
  [
    `openExtensions: { a: { b: ${'é'.repeat(1000)} } }`,
    [
      '3:26 `a` has 2,088 bytes as JSON, its name and type included; the service takes at most 2,048. Shorten it by 40 bytes, or divide it into two extensions.',
    ],
  ],
];

test.each(problems)('%s', (line, expected) => {
  const { desired, problems: found } = loaded({ ...files, 'users/a.yaml': user(line) });
  expect(told(found)).toEqual(
    expected.map((problem) => `tenant/users/a.yaml:${problem.replace(' ', ' (user adele@contoso.com) ')}`),
  );
  expect(desired?.users).toEqual([]);
});

const list = (count: number): string =>
  `[${Array.from({ length: count }, (_, index) => `s${index}`).join(', ')}]`;

const entry = (count: number): string =>
  user(
    `directoryExtensions: { skills: ${list(count)}, level: null }`,
    'schemaExtensions: { contoso_old: { note: x } }',
  );

test('more values than an object can have', () => {
  expect(loaded({ ...files, 'users/a.yaml': entry(99) }).problems).toEqual([]);
  expect(told(loaded({ ...files, 'users/a.yaml': entry(100) }).problems)).toEqual([
    'tenant/users/a.yaml:2:5 (user adele@contoso.com) The entry has 101 values of directory and schema extensions; the service takes at most 100 an object. Put some of them into an open extension, or several into one text.',
  ]);
});

test.each(['directoryExtensions', 'schemaExtensions', 'openExtensions'])(
  '%s cannot stand in defaults',
  (key) => {
    const content = `defaults: { ${key}: { a: { b: c } } }\nusers: []\n`;
    expect(told(loaded({ ...files, 'users/a.yaml': content }).problems)).toEqual([
      `tenant/users/a.yaml:1:13 \`${key}\` cannot stand under \`defaults\`: it is different for every user. Move it to the entries under \`users\`.`,
    ]);
  },
);

describe('a definition with a problem is told once', () => {
  const entry = user('directoryExtensions: { tracker: E4 }');

  test('and not again where its values stand, which are not used', () => {
    const { desired, problems } = loaded({
      'extensions/a.yaml': `directory: [{ name: tracker, owner: { appId: 5 }, type: String, targets: [User] }]`,
      'users/a.yaml': entry,
    });
    expect(problems.map((each) => each.place?.file)).toEqual(['tenant/extensions/a.yaml']);
    expect(desired?.users).toEqual([]);
  });

  test('nor where the file cannot be read', () => {
    const { desired, problems } = loaded({ 'extensions/a.yaml': 'directory: [', 'users/a.yaml': entry });
    expect(problems.map((each) => each.place?.file)).toEqual(['tenant/extensions/a.yaml']);
    expect(desired?.users).toEqual([]);
  });
});
