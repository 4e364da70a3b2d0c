import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cached } from '../../src/commands/rule/cache.ts';
import { ruleCheck, ruleFormat } from '../../src/commands/rule/check-command.ts';
import { ruleEval } from '../../src/commands/rule/eval-command.ts';
import { cases, hasData, type EvaluationCase } from '../rules/support.ts';
import { offline, pieces, piped } from './asking.ts';

type Answer = Readonly<Record<string, unknown>>;

async function answers(
  command: typeof ruleCheck | typeof ruleEval,
  lines: readonly string[],
  size?: number,
): Promise<readonly Answer[]> {
  const { world, printed } = offline();
  expect(await command({ rule: '-', json: true }, pieces(lines.join('\n'), size), world)).toBe(0);
  return printed()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

const sales = 'user.department -eq "Sales"';
const asked = (object: unknown, rule: unknown = sales, rest: object = {}): string =>
  JSON.stringify({ kind: 'user', rule, object, ...rest });

const hostile = [
  '',
  '   ',
  'nope',
  '{"rule":',
  '[]',
  '[1,2]',
  '7',
  '"text"',
  'null',
  'true',
  '{}',
  '{"rule":null}',
  '{"rule":5}',
  '{"rule":["user.city -eq \\"x\\""]}',
  '{"rule":{"a":1}}',
  '\u0000\u001B[2J',
  '{"__proto__":{"rule":"x"}}',
  `{"rule":${'['.repeat(5000)}${']'.repeat(5000)}}`,
];

test.each([
  ['check', ruleCheck],
  ['format', ruleFormat],
  ['eval', ruleEval],
] as const)('rule %s answers every hostile line, in order', async (name, command) => {
  const good = name === 'eval' ? asked({ department: 'sales' }) : JSON.stringify({ rule: sales });
  const lines = hostile.flatMap((line) => [line, good]);
  for (const size of [1, 7, 65_536]) {
    const found = await answers(command, lines, size);
    expect(found).toHaveLength(lines.length);
    const key = name === 'eval' ? 'member' : 'valid';
    expect(found.map((answer, at) => (at % 2 === 0 ? typeof answer['error'] : answer[key]))).toEqual(
      lines.map((_, at) => (at % 2 === 0 ? 'string' : true)),
    );
  }
});

test('any line at all has one answer', async () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')),
    fc.json(),
    fc.record({ kind: fc.anything(), rule: fc.string(), object: fc.jsonValue() }).map((each) => {
      try {
        return JSON.stringify(each);
      } catch {
        return '{';
      }
    }),
    fc.record({ rule: fc.constant(sales), object: fc.dictionary(fc.string(), fc.jsonValue()) }).map(asJson),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
      // A last line without a line break is one only where something stands in it.
      const whole = [...lines, '{}'];
      expect(await answers(ruleCheck, whole)).toHaveLength(whole.length);
      expect(await answers(ruleEval, whole)).toHaveLength(whole.length);
    }),
    { numRuns: 60 },
  );
});

const asJson = (value: unknown): string => JSON.stringify(value);

test('a check answers as the design page says', async () => {
  const [valid, invalid] = await answers(ruleCheck, [
    JSON.stringify({ rule: 'USER.department -EQ "Sales"' }),
    JSON.stringify({ rule: 'user.deparment -eq "Sales"' }),
  ]);
  expect(valid).toEqual({ rule: 'USER.department -EQ "Sales"', valid: true, problems: [], formatted: sales });
  expect(invalid).toMatchObject({ valid: false, formatted: null });
  expect(invalid?.['problems']).toEqual([
    {
      code: 'unknown-property',
      message: expect.stringContaining('department') as string,
      offset: 0,
      severity: 'error',
    },
  ]);
});

test('an evaluation answers true, false, or null with a reason; errors say what is wrong', async () => {
  const found = await answers(ruleEval, [
    asked({ department: 'SALES' }),
    asked({}),
    asked({ department: null }),
    asked({ department: 'x' }, 'user.department -match "a(?=b)"'),
    asked({ $manager: 'M1' }, 'Direct Reports for "m1"'),
    asked(
      { employeeHireDate: '2026-01-01T00:00:00Z', $now: '2026-01-02T00:00:00Z' },
      'user.employeeHireDate -le system.now',
    ),
    asked(
      { employeeHireDate: '2026-01-01T00:00:00Z', $now: '2025-01-02T00:00:00Z' },
      'user.employeeHireDate -le system.now',
    ),
    asked({ $now: 'soon' }),
    asked({ department: 5 }),
    asked({ department: ['x', 5] }),
    asked({}, sales, { kind: 'device' }),
    asked({}, sales, { kind: 'group' }),
    asked({}, 'user.deparment -eq "Sales"'),
  ]);
  // The id is none that Entra would take, but nobody doubts what is meant.
  expect(found.map((each) => each['member'])).toEqual([
    true,
    false,
    false,
    null,
    true,
    true,
    false,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    null,
  ]);
  expect(found[3]).toEqual({ member: null, reason: 'pattern' });
  expect(found.slice(7).every((each) => typeof each['error'] === 'string')).toBe(true);
});

test('a rule on the command line stands for lines without one', async () => {
  const { world, printed } = offline();
  const lines = ['{"object":{"department":"Sales"}}', '{"object":{}}'].join('\n');
  await ruleEval({ rule: sales, lines: '-', json: true }, pieces(lines), world);
  expect(printed()).toBe('{"member":true}\n{"member":false}\n');
});

test('a line that never ends is answered, and the next one too', async () => {
  const found = await answers(ruleEval, ['x'.repeat(9_000_000), asked({ department: 'Sales' })]);
  expect(found).toEqual([{ error: expect.stringContaining('longer') as string }, { member: true }]);
});

test('100,000 lines', async () => {
  const line = asked({ department: 'Sales' });
  const started = performance.now();
  const found = await answers(
    ruleEval,
    Array.from({ length: 100_000 }, () => line),
  );
  expect(found).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('the cache keeps what was asked last', () => {
  const made: string[] = [];
  const get = cached((text) => made.push(text), 2);
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) get(text);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test.skipIf(!hasData)('the cases of the language, through the program', async () => {
  const all = cases<EvaluationCase>('semantics.jsonl');
  const noon = { $now: '2025-05-21T12:00:00Z' };
  const input = all
    .map(({ kind, rule, object }) => `${asked({ ...noon, ...object }, rule, { kind })}\n`)
    .join('');
  const { code, stdout } = await piped(['rule', 'eval', '--json', '-'], input);
  expect(code).toBe(0);
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(found).toHaveLength(all.length);
  const wrong = all.filter(({ expected }, at) => found[at]?.['member'] !== expected);
  expect(wrong).toEqual([]);
});
