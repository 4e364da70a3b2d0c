import { checkRule, type CheckedRule } from '../../rules/check.ts';
import { asRecord, kindOfJson, type Answerer } from './json-lines.ts';

/** What `rule check --json` and `rule format --json` say of one rule. */
export const checkAnswer = (
  rule: string,
  { valid, problems, formatted }: CheckedRule = checkRule(rule),
): Readonly<Record<string, unknown>> => ({
  rule,
  valid,
  problems: problems.map(({ code, message, offset, severity }) => ({ code, message, offset, severity })),
  formatted: formatted ?? null,
});

/** Answers a line `{"rule": "…"}`. */
export const answerCheck: Answerer = (line) => {
  const record = asRecord(line);
  if (!record)
    return { error: `The line must be an object such as {"rule": "…"}; it is ${kindOfJson(line)}.` };
  const { rule } = record;
  if (typeof rule !== 'string') return { error: `"rule" must be text; it is ${kindOfJson(rule)}.` };
  return checkAnswer(rule);
};
