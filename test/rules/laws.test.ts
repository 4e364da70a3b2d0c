import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasBit } from '../../src/rules/bits.ts';
import { checkRule } from '../../src/rules/check.ts';
import { sameRule } from '../../src/rules/compare.ts';
import { evaluateAll } from '../../src/rules/evaluate-columns.ts';
import { compileRule, predicatesOf } from '../../src/rules/evaluate.ts';
import { decidingParts, explainRule } from '../../src/rules/explain.ts';
import { tableOf } from '../../src/rules/table.ts';
import { ruleObject, ruleText } from './arbitraries.ts';
import { noon, ruleOf, verdict } from './support.ts';
import { walk } from './tree-walk.ts';

const runs = { numRuns: 1500 };

/** A tree without the places of its parts, and without how collections and parentheses were written. */
const bare = (tree: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      ['offset', 'end', 'enclosed', 'form', 'quote'].includes(key) ? undefined : value,
    ),
  );

test('generated rules are valid', () => {
  fc.assert(
    fc.property(ruleText, (text) => {
      const errors = checkRule(text).problems.filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }),
    runs,
  );
});

test('a formatted rule has the same tree, and formatting it again changes nothing', () => {
  fc.assert(
    fc.property(ruleText, (text) => {
      const { formatted = '' } = checkRule(text);
      expect(checkRule(formatted).formatted).toBe(formatted);
      expect(bare(ruleOf(formatted).body)).toEqual(bare(ruleOf(text).body));
      // Comparisons of whole collections are rewritten, and that difference is kept.
      expect(sameRule(text, formatted) || text.includes('otherMails -contains')).toBe(true);
    }),
    runs,
  );
});

test('a formatted rule says the same of every user', () => {
  fc.assert(
    fc.property(ruleText, fc.array(ruleObject, { minLength: 3, maxLength: 3 }), (text, objects) => {
      const { formatted = '' } = checkRule(text);
      for (const object of objects) expect(verdict(formatted, object)).toEqual(verdict(text, object));
    }),
    runs,
  );
});

test('-not turns a result round wherever there is one', () => {
  fc.assert(
    fc.property(ruleText, ruleObject, (text, object) => {
      const { member } = verdict(text, object);
      expect(verdict(`-not (${text})`, object).member).toBe(member === null ? null : !member);
    }),
    runs,
  );
});

test('the compiled rule says what a plain walk over the tree says', () => {
  fc.assert(
    fc.property(ruleText, fc.array(ruleObject, { minLength: 4, maxLength: 4 }), (text, objects) => {
      const rule = ruleOf(text);
      const compiled = compileRule(rule);
      for (const object of objects) expect(compiled(object, noon).member).toBe(walk(rule, object, noon));
    }),
    { numRuns: 3000 },
  );
});

test('evaluating all at once says what the compiled rule says of each', () => {
  const rules = fc.array(ruleText, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rules, fc.array(ruleObject, { maxLength: 70 }), (texts, objects) => {
      const compiled = texts.map((text) => compileRule(ruleOf(text)));
      const properties = compiled.flatMap((rule) => predicatesOf(rule).map(({ property }) => property));
      const results = evaluateAll(compiled, tableOf(objects, properties), noon);
      compiled.forEach((rule, at) => {
        const { member, undetermined } = results[at] ?? { member: [], undetermined: [] };
        objects.forEach((object, index) => {
          const verdict = rule(object, noon).member;
          expect(hasBit(member as Uint32Array, index)).toBe(verdict === true);
          expect(hasBit(undetermined as Uint32Array, index)).toBe(verdict === null);
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('an explanation has the result of the rule and names what decides', () => {
  fc.assert(
    fc.property(ruleText, ruleObject, (text, object) => {
      const explanation = explainRule(ruleOf(text), object, noon);
      expect(explanation.result).toBe(verdict(text, object).member);
      const deciding = decidingParts(explanation);
      expect(deciding.length).toBeGreaterThan(0);
      // Undetermined exactly where something that decides is.
      expect(deciding.some(({ result }) => result === null)).toBe(explanation.result === null);
    }),
    runs,
  );
});

test('a rule is the same as itself, and sameness is mutual', () => {
  fc.assert(
    fc.property(ruleText, ruleText, (a, b) => {
      expect(sameRule(a, ` ${a}\n`)).toBe(true);
      expect(sameRule(a, b)).toBe(sameRule(b, a));
    }),
    runs,
  );
});
