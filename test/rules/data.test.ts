import { describe, expect, test } from 'vitest';
import { checkRule } from '../../src/rules/check.ts';
import { sameRule } from '../../src/rules/compare.ts';
import { compileRule } from '../../src/rules/evaluate.ts';
import { readInstant } from '../../src/rules/instant.ts';
import { cases, hasData, noon, type EvaluationCase, type RuleCase } from './support.ts';

const rules = [...cases<RuleCase>('corpus.jsonl'), ...cases<RuleCase>('constructed.jsonl')];
const evaluations = cases<EvaluationCase>('semantics.jsonl');

describe.skipIf(!hasData)('real rules', () => {
  test('there are some', () => {
    expect(rules.length).toBeGreaterThan(300);
    expect(evaluations.length).toBeGreaterThan(100);
  });

  test('every valid rule is accepted, with its kind', () => {
    const wrong = rules
      .filter((each) => each.expect === 'valid')
      .map((each) => ({ ...each, checked: checkRule(each.rule) }))
      .filter(({ checked, kind }) => !checked.valid || checked.kind !== kind);
    expect(wrong).toEqual([]);
  });

  test('every invalid rule is refused, with a reason', () => {
    const accepted = rules
      .filter((each) => each.expect === 'invalid')
      .filter((each) => {
        const { valid, problems } = checkRule(each.rule);
        return valid || !problems.some(({ severity }) => severity === 'error');
      });
    expect(accepted).toEqual([]);
  });

  test('formatting a real rule changes neither its meaning nor, the second time, its text', () => {
    const changed = rules
      .map(({ rule }) => ({ ...checkRule(rule), rule }))
      .filter(({ rule, formatted, problems }) => {
        if (formatted === undefined) return false;
        // Comparisons of whole collections are rewritten, and that difference is kept.
        const direct = problems.some(({ code }) => code === 'direct-collection');
        return checkRule(formatted).formatted !== formatted || !(direct || sameRule(rule, formatted));
      });
    expect(changed).toEqual([]);
  });
});

describe.skipIf(!hasData)('evaluation cases', () => {
  test.each(evaluations)('$id $why', ({ rule, object, expected, kind }) => {
    const checked = checkRule(rule);
    expect(checked.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checked.kind).toBe(kind);
    if (checked.rule === undefined) throw new Error('no rule');
    const { $now, ...values } = object;
    const at = typeof $now === 'string' ? readInstant($now) : noon;
    expect(compileRule(checked.rule)(values, at ?? noon).member).toBe(expected);
    if (checked.formatted === undefined) throw new Error('not formatted');
    const again = checkRule(checked.formatted);
    if (again.rule === undefined) throw new Error('no rule');
    expect(compileRule(again.rule)(values, at ?? noon).member).toBe(expected);
  });
});
