import { expect, test } from 'vitest';
import { capitalised, count, listed } from '../../src/core/wording.ts';

test.each([
  [0, 'user', '0 users'],
  [1, 'user', '1 user'],
  [2000, 'user', '2,000 users'],
  [1, 'entry', '1 entry'],
  [2, 'entry', '2 entries'],
  [1, 'person', '1 person'],
  [3, 'person', '3 people'],
])('%i %s', (number, noun, text) => {
  expect(count(number, noun)).toBe(text);
});

test.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A or B'],
  [['A', 'B', 'C'], 'A, B or C'],
])('%j is listed', (parts, text) => {
  expect(listed(parts, 'or')).toBe(text);
});

test.each([
  ['an administrator has to', 'An administrator has to'],
  ['row 3: empty', 'Row 3: empty'],
  ['adele@contoso.com: unknown', 'adele@contoso.com: unknown'],
  ['jobTitle: too long', 'jobTitle: too long'],
  ['https://contoso.com does not answer', 'https://contoso.com does not answer'],
])('%s with a capital letter', (text, capital) => {
  expect(capitalised(text)).toBe(capital);
});
