import { expect, test } from 'vitest';
import { printJson } from '../../src/commands/showing.ts';

const printed = (value: object): string => {
  const texts: string[] = [];
  printJson(value, { print: (text) => void texts.push(text) });
  return texts.join('');
};

test.each([
  ['a control sequence', 'A\u009b31mB', String.raw`A\u009b31mB`],
  ['a letter that nobody sees', 'A\u200bB', String.raw`A\u200bB`],
  ['a command to the runner', '##[group]', String.raw`#\u0023[group]`],
])('JSON on the terminal holds no %s, and is the same value', (_, name, text) => {
  expect(printed({ format: 1, name })).toBe(`{\n  "format": 1,\n  "name": "${text}"\n}\n`);
  expect(JSON.parse(printed({ name }))).toEqual({ name });
});
