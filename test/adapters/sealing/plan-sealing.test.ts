import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePlanKey } from '../../../src/adapters/sealing/plan-key.ts';
import { planSealing } from '../../../src/adapters/sealing/plan-sealing.ts';
import { sealText } from '../../../src/adapters/sealing/sealed-text.ts';
import { problemOf } from '../problem-of.ts';

const bytes = randomBytes(32);
const key = bytes.toString('base64');
const plain = '{"format":1,"mobilePhone":"+55 11 95555 0177"}';

describe('a key', () => {
  test.each<[string, string]>([
    ['base64', key],
    ['base64 with a line break behind it, as secrets have', `${key}\n`],
    ['hexadecimal digits', bytes.toString('hex')],
    ['hexadecimal digits in capitals', bytes.toString('hex').toUpperCase()],
  ])('as %s', (_, written) => {
    expect(parsePlanKey(written)).toEqual(bytes);
  });

  test('is optional', () => {
    expect(parsePlanKey(undefined)).toBeUndefined();
  });

  test.each<[string, string]>([
    ['empty', ''],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['63 digits', bytes.toString('hex').slice(1)],
    ['base64 without its end', key.slice(0, -1)],
    ['the alphabet of URLs', `${'-_'.repeat(21)}8=`],
    ['a password', 'correct horse battery staple'],
    ['something inside', `${key.slice(0, 20)} ${key.slice(20)}`],
  ])('that is %s is refused without showing it', async (_, written) => {
    const problem = await problemOf(() => planSealing(written).seal(plain));
    expect(problem.remedy).toContain('`openssl rand -base64 32`');
    const shown = written === '' ? 'nothing to show' : written.slice(0, 10);
    expect(JSON.stringify(problem)).not.toContain(shown);
    expect(await problemOf(() => planSealing(written).open(plain, 'plan.json'))).toEqual(problem);
  });
});

test('law: what was sealed with a key is opened with it, and each time it looks different', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (text, raw) => {
        const sealing = planSealing(Buffer.from(raw).toString('base64'));
        const sealed = sealing.seal(text);
        expect(sealing.open(sealed, 'plan.json')).toBe(text);
        expect(sealing.seal(text)).not.toBe(sealed);
      },
    ),
  );
});

test('a sealed plan is a JSON object that shows nothing of what it holds', () => {
  const sealed = planSealing(key).seal(plain);
  expect(JSON.parse(sealed)).toEqual({
    format: 1,
    algorithm: 'aes-256-gcm',
    iv: expect.stringMatching(/^[\w+/]{16}$/) as unknown,
    tag: expect.stringMatching(/^[\w+/]{22}==$/) as unknown,
    ciphertext: expect.any(String) as unknown,
  });
  expect(sealed).not.toContain('95555');
  expect(
    Buffer.from((JSON.parse(sealed) as { ciphertext: string }).ciphertext, 'base64').toString(),
  ).not.toContain('mobilePhone');
});

test('without a key a plan is plain', () => {
  const sealing = planSealing(undefined);
  expect(sealing.seal(plain)).toBe(plain);
  expect(sealing.open(plain, 'plan.json')).toBe(plain);
});

const flipped = (base64: string): string => {
  const changed = Buffer.from(base64, 'base64');
  changed[0] = (changed[0] ?? 0) ^ 1;
  return changed.toString('base64');
};

describe('a plan file is refused', () => {
  const sealed = sealText(plain, bytes);
  test.each<[string, string | undefined, object | string, string]>([
    ['without the key', undefined, sealed, 'TENANTRY_PLAN_KEY is not set'],
    ['with another key', randomBytes(32).toString('base64'), sealed, 'another key'],
    [
      'with a changed ciphertext',
      key,
      { ...sealed, ciphertext: flipped(sealed.ciphertext) },
      'changed since',
    ],
    ['with a changed tag', key, { ...sealed, tag: flipped(sealed.tag) }, 'changed since'],
    ['with a tag cut to four bytes', key, { ...sealed, tag: sealed.tag.slice(0, 6) }, 'changed since'],
    ['with a changed iv', key, { ...sealed, iv: flipped(sealed.iv) }, 'changed since'],
    ['with a longer iv', key, { ...sealed, iv: 'A'.repeat(24) }, 'changed since'],
    ['with nothing in it', key, { ...sealed, ciphertext: '' }, 'changed since'],
    ['of a later format', key, { ...sealed, format: 2 }, 'does not know'],
    ['of another algorithm', key, { ...sealed, algorithm: 'none' }, 'does not know'],
    ['that is plain, where there is a key', key, plain, 'is not encrypted'],
    ['that is no JSON, where there is a key', key, 'plan', 'is not encrypted'],
  ])('%s', async (_, written, file, words) => {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    const problem = await problemOf(() => planSealing(written).open(text, 'plan.json'));
    expect(problem.message).toContain('plan.json');
    expect(problem.message).toContain(words);
    expect(JSON.stringify(problem)).not.toMatch(/95555|mobilePhone/);
    expect(JSON.stringify(problem)).not.toContain(key);
  });

  test('wherever one character of it is changed', () => {
    const text = planSealing(key).seal(plain);
    const changed = fc.nat({ max: text.length - 1 }).map((at) => {
      const other = text[at] === 'A' ? 'B' : 'A';
      return text.slice(0, at) + other + text.slice(at + 1);
    });
    fc.assert(
      fc.property(changed, (each) => {
        // A changed name of a member, or the unused bits at the end of base64, may leave the plan as it was.
        let opened: string | undefined;
        try {
          opened = planSealing(key).open(each, 'plan.json');
        } catch {
          opened = undefined;
        }
        expect([undefined, plain]).toContain(opened);
      }),
    );
  });
});
