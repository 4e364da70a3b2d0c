import { checkRule } from '../../rules/check.ts';
import { compileRule, type CompiledRule } from '../../rules/evaluate.ts';
import { readInstant, type Instant } from '../../rules/instant.ts';
import type { Side } from '../../rules/property-kind.ts';
import type { RuleObject, RuleValue } from '../../rules/value.ts';
import { cached } from './cache.ts';
import { asRecord, kindOfJson, type Answerer } from './json-lines.ts';

/** A rule ready for evaluation, or why there is none. */
type Ready =
  | { readonly rule: CompiledRule; readonly kind: Side | undefined }
  | { readonly rule: undefined; readonly error: string };

/** Compiled rules that are kept. */
const most = 5000;

/**
 * Makes the answerer of `rule eval --json -`. `rule` stands for lines that name none; `now` is what `system.now` means
 * where a line has no `$now`.
 */
export function answerEval(rule: string | undefined, now: () => Instant): Answerer {
  const ready = cached(prepare, most);
  return (line) => {
    const record = asRecord(line);
    if (!record)
      return {
        error: `The line must be an object such as {"kind": "user", "rule": "…", "object": {…}}; it is ${kindOfJson(line)}.`,
      };
    const text = record['rule'] ?? rule;
    if (typeof text !== 'string') return { error: `"rule" must be text; it is ${kindOfJson(text)}.` };
    const object = readObject(record['object'], now);
    if ('error' in object) return object;
    const { kind } = record;
    if (kind !== undefined && kind !== 'user' && kind !== 'device')
      return { error: '"kind" must be "user" or "device".' };
    const found = ready(text);
    if (!found.rule) return { member: null, reason: 'not-in-language', error: found.error };
    if (kind !== undefined && found.kind !== undefined && kind !== found.kind)
      return { error: `The rule is about a ${found.kind}, and "kind" says ${kind}.` };
    return { ...found.rule(object.values, object.at) };
  };
}

/** Errors that leave no doubt what a rule means, though the service would refuse it. */
const plain = new Set(['direct-reports-id', 'member-of-id', 'member-of-sources', 'ordering-of-text']);

/** A rule that the service would refuse decides nothing, though parts of it may be plain. */
function prepare(text: string): Ready {
  const { problems, kind, rule } = checkRule(text);
  const errors = problems.filter(({ severity, code }) => severity === 'error' && !plain.has(code));
  const [first] = errors;
  if (rule && !first) return { rule: compileRule(rule), kind };
  return {
    rule: undefined,
    error: first ? `${first.message} (at offset ${first.offset})` : 'The text is no rule.',
  };
}

/** An object as lines and options give it, or why it is none. */
export type ReadObject = { readonly values: RuleObject; readonly at: Instant } | { readonly error: string };

/** Reads the object: values by the names of rule properties; `$now` is the instant for `system.now`. */
export function readObject(value: unknown, now: () => Instant): ReadObject {
  const record = asRecord(value);
  if (!record) return { error: `"object" must be an object; it is ${kindOfJson(value)}.` };
  const { $now: instant, ...values } = record;
  const at =
    instant === undefined || instant === null
      ? now()
      : typeof instant === 'string'
        ? readInstant(instant)
        : undefined;
  if (at === undefined) return { error: '"$now" must be an instant such as "2026-11-21T12:00:00Z".' };
  for (const [name, each] of Object.entries(values))
    if (!isRuleValue(each))
      return {
        error: `"${name}" must be text, true, false, null or a list of these; it is ${kindOfJson(each)}.`,
      };
  return { values: values as RuleObject, at };
}

function isRuleValue(value: unknown): value is RuleValue {
  if (!Array.isArray(value)) return isOne(value);
  const items: readonly unknown[] = value;
  return items.every((item) => isOne(item) || asRecord(item) !== undefined);
}

const isOne = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean';
