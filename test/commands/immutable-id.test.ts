import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { immutableId } from '../../src/commands/immutable-id.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { tenantry } from '../support/cli.ts';
import { offline } from './asking.ts';

const vectors = [
  ['00112233-4455-6677-8899-aabbccddeeff', 'MyIRAFVEd2aImaq7zN3u/w=='],
  ['2f7b2612-5a85-4a80-989f-dff766e9847f', 'EiZ7L4VagEqYn9/3ZumEfw=='],
] as const;
const [[first, firstText], [second, secondText]] = vectors;

function run(values: readonly string[], options: { decode?: boolean; json?: boolean } = {}): string {
  const { world, printed } = offline();
  expect(immutableId({ values, decode: false, json: false, ...options }, world)).toBe(0);
  return printed();
}

/** What is said of values none of which is printed. */
function problems(values: readonly string[], decode: boolean): readonly string[] {
  const { world, printed } = offline();
  const found = problemsOf(() => immutableId({ values, decode, json: false }, world));
  expect(printed()).toBe('');
  return found;
}

function problemsOf(act: () => number): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return error.problems.map(({ message, remedy }) => `${message}: ${remedy}`);
  }
}

test.each(vectors)('%s is %s and back', (guid, text) => {
  expect(run([guid])).toBe(`${text}\n`);
  expect(run([text], { decode: true })).toBe(`${guid}\n`);
});

test('several at once, in braces or parentheses, in capitals, with spaces around', () => {
  expect(run([`{${first.toUpperCase()}}`, ` ${second} `, `(${first})`])).toBe(
    `${firstText}\n${secondText}\n${firstText}\n`,
  );
  expect(run([firstText, secondText], { decode: true })).toBe(`${first}\n${second}\n`);
});

test('JSON has both, a line each', () => {
  const lines = vectors.map(([guid, text]) => `{"guid":"${guid}","immutableId":"${text}"}\n`).join('');
  expect(run([`{${first}}`, second.toUpperCase()], { json: true })).toBe(lines);
  expect(run([firstText, secondText], { decode: true, json: true })).toBe(lines);
});

test('every GUID comes back', () => {
  fc.assert(
    fc.property(fc.uuid(), (guid) => {
      expect(run([run([guid]).trim()], { decode: true })).toBe(`${guid}\n`);
    }),
  );
});

describe('what is wrong is said', () => {
  test.each([
    ['no GUID', 'adele', false, '"adele" is not a GUID'],
    ['an empty text', '', false, '"" is not a GUID'],
    ['one digit too few', first.slice(1), false, 'is not a GUID'],
    ['one brace', `{${first}`, false, 'is not a GUID'],
    ['an immutable id', firstText, false, 'add --decode'],
    ['no base64', 'not base64!', true, 'is not base64 text'],
    ['base64 without its padding', firstText.slice(0, -2), true, 'is not base64 text'],
    ['bits that are left over', 'MyIRAFVEd2aImaq7zN3u/x==', true, 'is not base64 text'],
    ['nothing', '', true, '"" is not base64 text'],
    ['too few bytes', btoa('adele'), true, 'holds 5 bytes, but a GUID has 16'],
    ['too many bytes', btoa('a'.repeat(17)), true, 'holds 17 bytes'],
    ['a GUID', first, true, 'is a GUID already: Leave out --decode'],
    ['a GUID in braces', `{${first}}`, true, 'is a GUID already: Leave out --decode'],
    ['a GUID without hyphens', first.replaceAll('-', ''), true, 'is a GUID already: Leave out --decode'],
    [
      'no hyphens: the digits can also be the bytes',
      '{33221100554477668899AABBCCDDEEFF}',
      false,
      'If it is the GUID as text, write 33221100-5544-7766-8899-aabbccddeeff; if it is the bytes of objectGUID, as LDAP tools show them, write 00112233-4455-6677-8899-aabbccddeeff.',
    ],
  ])('%s', (_, value, decode, expected) => {
    const found = problems([value], decode);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test('all of it at once, and nothing is printed', () => {
    expect(problems(['a', first, 'b'], false)).toHaveLength(2);
  });
});

test('from the command line', async () => {
  const [right, wrong] = await Promise.all([
    tenantry(['immutable-id', first, second]),
    tenantry(['immutable-id', '--decode', 'x', first]),
  ]);
  expect(right).toEqual({ code: 0, stdout: `${firstText}\n${secondText}\n`, stderr: '' });
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toContain('"x" is not base64 text.');
});
