import type { Comparison, Expression, Rule, Value } from '../../src/rules/ast.ts';
import type { RuleObject } from '../../src/rules/value.ts';

/** What a plain reading of the language says: true, false, or null for what nobody can say. */
export type Answer = boolean | null;

const and = (answers: readonly Answer[]): Answer => {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
};
const or = (answers: readonly Answer[]): Answer => {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
};
const not = (answer: Answer): Answer => (answer === null ? null : !answer);
const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const find = (text: string, part: string, where: string): boolean =>
  new RegExp(
    where.replace('x', () => escape(part)),
    'iu',
  ).test(text);
const same = (a: string, b: string): boolean => find(b, a, '^x$');

/**
 * Evaluates a rule by walking its tree, with nothing compiled, folded or shared. The engine of JavaScript stands in for
 * the patterns that the tests use.
 */
export function walk(rule: Rule, object: RuleObject, at: number): Answer {
  if (rule.body.type === 'directReports') throw new Error('not walked');
  return expression(rule.body, object, at, undefined);
}

function expression(node: Expression, object: RuleObject, at: number, item: unknown): Answer {
  switch (node.type) {
    case 'not':
      return not(expression(node.part, object, at, item));
    case 'and':
      return and(node.parts.map((part) => expression(part, object, at, item)));
    case 'or':
      return or(node.parts.map((part) => expression(part, object, at, item)));
    case 'quantified': {
      const value = object[node.subject.name] ?? [];
      if (!Array.isArray(value)) return null;
      const answers = (value as readonly unknown[]).map((each) =>
        expression(node.condition, object, at, each),
      );
      return node.quantifier === 'any' ? or(answers) : and(answers);
    }
    case 'comparison':
      return comparison(node, object, at, item);
    default:
      return node satisfies never;
  }
}

function comparison(node: Comparison, object: RuleObject, at: number, item: unknown): Answer {
  const { subject, operator, value } = node;
  if (subject.type === 'property' && subject.kind === 'texts') return null;
  let found: unknown = item;
  if (subject.type === 'property') found = object[subject.name];
  else if (subject.of === 'assignedPlan') found = (item as Record<string, unknown>)[subject.name];
  found ??= null;
  const negative = operator === 'ne' || operator.startsWith('not');
  const kind = subject.type === 'property' ? subject.kind : 'text';
  let answer: Answer;
  if (kind === 'boolean') answer = boolean(found, value);
  else if (kind === 'date') answer = date(found, operator, value, at);
  else answer = text(found, operator, value);
  return negative ? not(answer) : answer;
}

function boolean(found: unknown, value: Value): Answer {
  if (found === null) return value.type === 'null';
  if (typeof found !== 'boolean') return null;
  return value.type === 'boolean' && value.value === found;
}

function date(found: unknown, operator: string, value: Value, at: number): Answer {
  if (found === null) return value.type === 'null';
  const instant = typeof found === 'string' ? Date.parse(found) : Number.NaN;
  if (Number.isNaN(instant)) return null;
  if (value.type === 'null') return false;
  const bound =
    value.type === 'now' ? at + shift(value) : Date.parse(value.type === 'date' ? value.text : '');
  if (operator === 'ge') return instant >= bound;
  return operator === 'le' ? instant <= bound : instant === bound;
}

function shift(value: Value & { readonly type: 'now' }): number {
  const hours = { P10D: 240, PT36H: 36 }[value.step?.duration ?? ''] ?? 0;
  return (value.step?.direction === 'minus' ? -1 : 1) * hours * 3_600_000;
}

function text(found: unknown, operator: string, value: Value): Answer {
  if (value.type === 'text' && value.value === '(?=s)') return null;
  if (found === null) return value.type === 'null';
  if (typeof found !== 'string') return null;
  if (value.type === 'null') return false;
  if (value.type === 'list') return value.items.some((each) => same(each.value, found));
  if (value.type !== 'text') throw new Error('not walked');
  switch (operator.replace(/^not/, '').toLowerCase()) {
    case 'eq':
    case 'ne':
      return same(value.value, found);
    case 'startswith':
      return find(found, value.value, '^x');
    case 'endswith':
      return find(found, value.value, 'x$');
    case 'contains':
      return find(found, value.value, 'x');
    case 'match':
      return pattern(found, value.value);
    default:
      throw new Error(operator);
  }
}

/** The few patterns of the tests in JavaScript: word characters of all scripts, `$` also before a final newline. */
function pattern(found: string, source: string): boolean {
  const word = String.raw`[\p{L}\p{Mn}\p{Nd}\p{Pc}]`;
  const translated = source
    .replaceAll(String.raw`\b`, `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`)
    .replaceAll(String.raw`\w`, word)
    .replaceAll(String.raw`\d`, String.raw`\p{Nd}`)
    .replaceAll('$', String.raw`(?=\n?$(?![^]))`)
    .replaceAll('.*', String.raw`[^\n]*`)
    .replace('(?i)', '');
  return new RegExp(translated, 'iu').test(found);
}
