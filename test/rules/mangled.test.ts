import { expect, test } from 'vitest';
import { checkRule } from '../../src/rules/check.ts';
import { sameRule } from '../../src/rules/compare.ts';
import { cases, samples, type RuleCase } from './support.ts';

const pieces = [
  '(',
  ')',
  '[',
  ']',
  '"',
  "'",
  '`',
  '\\',
  ',',
  '-',
  '–',
  '“',
  '”',
  '_',
  '.',
  '$',
  ' ',
  '\n',
  '\t',
  '\0',
  '\u200b',
  '\u00a0',
  '😀',
  '\ud800',
  ' -and ',
  ' or ',
  ' not ',
  '-any',
  '-all',
  ' -in ',
  ' -match "',
  '(?',
  '{1000}',
  '*',
  '^',
  'user.',
  'device.',
  'system.now',
  '-plus',
  'P1D',
  'null',
  'true',
  'Direct Reports for ',
  'memberOf',
  'assignedPlan.',
  'group.objectId',
  '2020-01-01',
  '1',
  '//',
  '==',
  '\u0130',
  '\u202e',
];

/** A small generator of numbers with a seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function mangle(text: string, others: readonly string[], next: (below: number) => number): string {
  let result = text;
  for (let changes = 1 + next(4); changes > 0; changes--) {
    const at = next(result.length + 1);
    const length = next(8);
    const piece = pieces[next(pieces.length)] ?? '';
    const other = others[next(others.length)] ?? '';
    const kinds = [
      () => result.slice(0, at) + result.slice(at + length),
      () => result.slice(0, at) + piece + result.slice(at),
      () => result.slice(0, at) + piece + result.slice(at + length),
      () => result.slice(0, at) + other.slice(next(other.length)),
      () => result.slice(0, at) + result.slice(at, at + length).repeat(1 + next(4)) + result.slice(at),
      () => (next(2) === 0 ? result.toUpperCase() : result.toLowerCase()),
    ];
    result = kinds[next(kinds.length)]?.() ?? result;
  }
  return result;
}

test('100,000 mangled rules give nothing but problems, in bounded time', () => {
  const originals = [...samples, ...cases<RuleCase>('corpus.jsonl').map(({ rule }) => rule)];
  const next = numbers(20_261_121);
  let [valid, slowest] = [0, 0];
  const started = performance.now();
  for (let count = 0; count < 100_000; count++) {
    const text = mangle(originals[next(originals.length)] ?? '', originals, next);
    const before = performance.now();
    const checked = checkRule(text);
    slowest = Math.max(slowest, performance.now() - before);
    if (checked.valid) {
      valid++;
      if (count % 16 === 0) stable(text, checked.formatted ?? '');
    } else if (!checked.problems.some(({ severity }) => severity === 'error')) {
      throw new Error(`refused without a reason: ${JSON.stringify(text)}`);
    }
    for (const { offset, message } of checked.problems)
      if (
        offset < 0 ||
        offset > text.length ||
        message.length > 4000 ||
        /undefined|\[object/.test(message.replaceAll(text, ''))
      )
        throw new Error(`${JSON.stringify(text)}: ${message}`);
  }
  expect(valid).toBeGreaterThan(5000);
  expect(slowest).toBeLessThan(2000);
  expect(performance.now() - started).toBeLessThan(45_000);
});

/** What is valid is formatted into something valid that stays as it is. */
function stable(text: string, formatted: string): void {
  const again = checkRule(formatted);
  if (again.formatted !== formatted)
    throw new Error(`${JSON.stringify(text)} → ${JSON.stringify(formatted)}`);
  if (!sameRule(text, text)) throw new Error(text);
}
