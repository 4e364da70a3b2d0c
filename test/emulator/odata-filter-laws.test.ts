import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFilter } from '../../src/emulator/odata/filter.ts';
import { quoted } from '../../src/emulator/odata/lexer.ts';
import { refusal } from './odata-outcome.ts';

const folded = (value: string | null) => value?.toLowerCase();

const name = fc.oneof(
  fc.constantFrom('a', 'A', 'ab', "a'b", '', 'ä'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const user = fc.record({
  givenName: fc.option(name),
  city: fc.option(name),
  accountEnabled: fc.boolean(),
  otherMails: fc.array(name, { maxLength: 3 }),
});
type User = typeof user extends fc.Arbitrary<infer T> ? T : never;
interface Sample {
  text: string;
  holds: (user: User) => boolean;
}
const leaf = fc.oneof(
  fc
    .record({ property: fc.constantFrom('givenName' as const, 'city' as const), value: name })
    .chain(({ property, value }) =>
      fc.constantFrom<Sample>(
        { text: `${property} eq ${quoted(value)}`, holds: (u) => folded(u[property]) === folded(value) },
        { text: `${property} ne ${quoted(value)}`, holds: (u) => folded(u[property]) !== folded(value) },
        { text: `${property} eq null`, holds: (u) => u[property] === null },
        {
          text: `startsWith(${property},${quoted(value)})`,
          holds: (u) => folded(u[property])?.startsWith(value.toLowerCase()) ?? false,
        },
        {
          text: `${property} in (${quoted(value)},'zz')`,
          holds: (u) => [folded(value), 'zz'].includes(folded(u[property])),
        },
      ),
    ),
  fc
    .boolean()
    .map<Sample>((on) => ({ text: `accountEnabled eq ${on}`, holds: (u) => u.accountEnabled === on })),
  name.map<Sample>((value) => ({
    text: `otherMails/any(m:m eq ${quoted(value)})`,
    holds: (u) => u.otherMails.some((mail) => folded(mail) === folded(value)),
  })),
);
const { expression } = fc.letrec<{ expression: Sample }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'filter' },
    leaf,
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => ({
      text: `(${left.text}) and (${right.text})`,
      holds: (u: User) => left.holds(u) && right.holds(u),
    })),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => ({
      text: `(${left.text}) or (${right.text})`,
      holds: (u: User) => left.holds(u) || right.holds(u),
    })),
    tie('expression').map((inner) => ({ text: `not(${inner.text})`, holds: (u: User) => !inner.holds(u) })),
  ),
}));

test('a filter agrees with the predicate that it was written from', () => {
  fc.assert(
    fc.property(expression, user, ({ text, holds }, subject) => {
      const filter = compileFilter(text, 'user', { advanced: true, maxClauses: 1000 });
      expect(filter.test(subject)).toBe(holds(subject));
    }),
  );
});

test('whatever text is quoted is found by itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { equals, test: passes } = compileFilter(`displayName eq ${quoted(text)}`, 'user', {
        advanced: false,
      });
      expect(equals).toEqual({ property: 'displayName', value: text });
      expect(passes({ displayName: text })).toBe(true);
    }),
  );
});

test('any text at all is answered, or refused with 400', () => {
  const words = fc.constantFrom(
    'displayName',
    'eq',
    'and',
    'not',
    '(',
    ')',
    "'x'",
    '1',
    '/',
    'any',
    ':',
    ',',
    '$count',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join(' ')),
      ),
      (text) => {
        expect([undefined, 400]).toContain(
          refusal(() => compileFilter(text, 'user', { advanced: true }))?.status,
        );
      },
    ),
  );
});
