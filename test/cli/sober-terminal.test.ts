import { expect, test } from 'vitest';
import { soberTerminal } from '../../src/cli/sober-terminal.ts';

const heard = (what: 'say' | 'progress' | 'confirm' | 'ask', text: string): string => {
  let result = '';
  const take = (given: string): void => void (result = given);
  const confirm = (given: string): Promise<boolean> => {
    take(given);
    return Promise.resolve(true);
  };
  const ask = (given: string): Promise<string> => {
    take(given);
    return Promise.resolve('an answer');
  };
  const given = { print: take, say: take, progress: take, confirm, ask, colour: false, columns: 80 };
  void soberTerminal(given)[what](text);
  return result;
};

test.each([
  ['a command', '  ::error::x', String.raw`  \u{3a}:error::x`],
  ['a command on a later line', 'a\n::set-output name=a::b', `a\n${String.raw`\u{3a}:set-output name=a::b`}`],
  ['an old command within a line', 'Journal: ##[add-mask]x', String.raw`Journal: #\u{23}[add-mask]x`],
  ['an escape', 'a\u001b]8;;http://x\u0007b', String.raw`a\u{1b}]8;;http://x\u{7}b`],
  ['a carriage return', 'a\rb', String.raw`a\u{d}b`],
  ['colours, which are ours', '\u001b[31mred\u001b[39m', '\u001b[31mred\u001b[39m'],
  ['what holds two colons elsewhere', 'std::string ## [x]', 'std::string ## [x]'],
])('%s', (_, text, expected) => {
  for (const what of ['say', 'progress', 'confirm', 'ask'] as const) expect(heard(what, text)).toBe(expected);
});
