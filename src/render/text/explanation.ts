import type { Explanation } from '../../rules/explain.ts';
import type { UndeterminedReason, Verdict } from '../../rules/outcome.ts';
import { managerName, notRead, type RuleValue } from '../../rules/value.ts';
import { safe } from '../safe.ts';
import { span, wrap, type Line, type Role } from './lines.ts';
import { count } from './summary.ts';

/** Every part of a rule with its result and the values that were looked at; what decides is marked. */
export function showExplanation(explanation: Explanation, columns: number, depth = 0): readonly Line[] {
  const indent = 2 + depth * 2;
  const { result, decides, parts } = explanation;
  return [
    ...wrap(
      [
        span(marks[String(result)]?.text ?? '', marks[String(result)]?.role),
        span(' '),
        span(headline(explanation), decides ? 'name' : 'plain'),
        ...values(explanation),
        ...(decides && parts.length === 0 ? [span('  <- decides', 'changed')] : []),
      ],
      columns,
      indent + 4,
      indent,
    ),
    ...parts.flatMap((part) => showExplanation(part, columns, depth + 1)),
  ];
}

const marks: Readonly<Record<string, { readonly text: string; readonly role: Role }>> = {
  true: { text: 'yes', role: 'added' },
  false: { text: 'no ', role: 'removed' },
  null: { text: '?  ', role: 'warning' },
};

function headline({ type, text }: Explanation): string {
  if (type === 'and') return 'all of these:';
  if (type === 'or') return 'one of these:';
  return type === 'not' ? 'not this:' : safe(text);
}

function values({ values: found, blank, reason, parts }: Explanation): readonly ReturnType<typeof span>[] {
  if (parts.length > 0) return [];
  const read = (found ?? []).map(
    ({ property, value }) => `${property === managerName ? 'manager' : property} is ${showRuleValue(value)}`,
  );
  const remarks = [
    ...read,
    ...(blank ? ['a negative operator holds where there is no value'] : []),
    ...(reason ? [reasonWords(reason)] : []),
  ];
  return remarks.length === 0 ? [] : [span(`  (${remarks.join('; ')})`, 'quiet')];
}

/** Items of a collection that are shown. */
const shown = 5;

/** A value as rules see it. */
export function showRuleValue(value: RuleValue): string {
  if (value === notRead) return 'not read';
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `"${safe(value)}"`;
  const texts = value.filter((each) => typeof each === 'string');
  if (texts.length === 0) return value.length === 0 ? 'empty' : count(value.length, 'item');
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : '';
  return `${texts
    .slice(0, shown)
    .map((each) => `"${safe(each)}"`)
    .join(', ')}${more}`;
}

/** Why nothing can be said, in words. */
export const reasonWords = (reason: UndeterminedReason): string => reasons[reason];

const reasons: Readonly<Record<UndeterminedReason, string>> = {
  'not-read': 'a property was not read',
  'unreadable-value': 'a value has an unexpected form',
  'whole-collection': 'nobody documents what the operator means on a whole list',
  pattern: 'the pattern has something that cannot be evaluated safely',
  ordering: 'text is compared by order',
  calendar: 'the rule counts in months or years',
  'not-in-language': 'the rule has something that the language does not know',
};

/** `member`, `no member`, or that it cannot be determined. */
export function outcomeWords(verdict: Verdict): string {
  if (verdict.member === null) return `cannot be determined: ${reasonWords(verdict.reason)}`;
  return verdict.member ? 'member' : 'no member';
}
