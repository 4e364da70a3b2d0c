import { expect, test } from 'vitest';
import { interrupts } from '../../src/cli/interrupts.ts';

test.each([
  ['once', [0], ['first']],
  ['twice', [0, 2_000], ['first', 'second']],
  ['once, and npm passes it on', [0, 3], ['first']],
  ['twice, and npm passes both on', [0, 3, 2_000, 2_003], ['first', 'second', 'second']],
  ['long after the program began', [90_000], ['first']],
])('%s', (_, presses, expected) => {
  const heard: string[] = [];
  let now = 0;
  const press = interrupts({
    first: () => heard.push('first'),
    second: () => heard.push('second'),
    now: () => now,
  });
  for (const at of presses) {
    now = at;
    press();
  }
  expect(heard).toEqual(expected);
});
