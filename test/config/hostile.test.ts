import { expect, test } from 'vitest';
import { loaded } from './support.ts';

const many = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join('');
const bomb = [
  'users: []',
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
].join('\n');

/** Files that are made to cost time or memory, and the problems that they have. */
const files: readonly (readonly [string, string, readonly string[]])[] = [
  ['a map of 10,000 keys', many(10_000, (index) => `k${index}: 1\n`), ['too-many-keys']],
  ['a map of 100,000 keys', `users:\n${many(100_000, (index) => `  k${index}: 1\n`)}`, ['too-many-keys']],
  ['lists in lists', '['.repeat(100_000), ['yaml-syntax']],
  ['closed lists in lists', `users: ${'['.repeat(500)}${']'.repeat(500)}`, ['wrong-type', 'yaml-syntax']],
  ['dashes', '- '.repeat(100_000), ['yaml-syntax']],
  ['maps in maps', '{a: '.repeat(100_000), ['yaml-syntax']],
  ['aliases of aliases', bomb, ['alias']],
  ['tabs', `a:\n${'\tb: 1\n'.repeat(100_000)}`, ['yaml-syntax']],
  ['quotation marks', '"'.repeat(100_000), ['yaml-syntax']],
  [
    'a value of a megabyte',
    `users: [{ user: a@b.com, manager: "a@${'.'.repeat(1_000_000)}@" }]`,
    ['too-long'],
  ],
  [
    'spaces in a rule',
    `groups: [{ group: a, membership: { rule: "a${' '.repeat(1_000_000)}b" } }]`,
    ['too-long'],
  ],
  ['100,000 wrong entries', `users: [${'x,'.repeat(100_000)}]`, Array<string>(100_000).fill('wrong-type')],
];

test.each(files)('%s', { timeout: 20_000 }, (_, content, problems) => {
  const file = content.startsWith('groups') ? 'groups/a.yaml' : 'users/a.yaml';
  expect(new Set(loaded({ [file]: content }).problems.map((each) => each.id))).toEqual(new Set(problems));
});

const entry = (name: string): string =>
  `  - user: ${name}@contoso.com\n    department: Engineering\n    jobTitle: Engineer\n    manager: lee@contoso.com\n`;
const content = (file: number): string => `users:\n${many(1000, (index) => entry(`u${file}x${index}`))}`;

test('10,000 users in ten files', { timeout: 20_000 }, () => {
  const { desired, problems } = loaded(
    Object.fromEntries(Array.from({ length: 10 }, (_, file) => [`users/${file}.yaml`, content(file)])),
  );
  expect(problems).toEqual([]);
  expect(desired?.users).toHaveLength(10_000);
});
