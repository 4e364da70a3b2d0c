import type { DirectReports, Expression, Item, Property, Text, Value } from './ast.ts';
import { parseRule } from './parse.ts';

/**
 * Whether two texts are the same rule: their trees are equal. Blanks, hyphens, the case of names and operators, needless
 * parentheses, the kind of quotes and the spelling of null make no difference; the case of values does. Texts that are
 * no rules are the same when only blanks outside quotes differ.
 */
export function sameRule(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [parseRule(a), parseRule(b)];
  const broken = (parsed: typeof left): boolean =>
    parsed.rule === undefined || parsed.problems.some(({ severity }) => severity === 'error');
  if (broken(left) || broken(right) || left.rule === undefined || right.rule === undefined)
    return broken(left) === broken(right) && tidy(a) === tidy(b);
  return sameExpression(left.rule.body, right.rule.body);
}

/** Whether two expressions are equal apart from where they stand. */
export function sameExpression(a: Expression | DirectReports, b: Expression | DirectReports): boolean {
  switch (a.type) {
    case 'directReports':
      return b.type === 'directReports' && a.manager.value.toLowerCase() === b.manager.value.toLowerCase();
    case 'comparison':
      return (
        b.type === 'comparison' &&
        a.operator === b.operator &&
        sameSubject(a.subject, b.subject) &&
        sameValue(a.value, b.value)
      );
    case 'quantified':
      return (
        b.type === 'quantified' &&
        a.quantifier === b.quantifier &&
        // The service may come to refuse what is written directly: that difference is worth sending.
        (a.form === 'direct') === (b.form === 'direct') &&
        sameSubject(a.subject, b.subject) &&
        sameExpression(a.condition, b.condition)
      );
    case 'not':
      return b.type === 'not' && sameExpression(a.part, b.part);
    case 'and':
    case 'or':
      return (
        b.type === a.type &&
        a.parts.length === b.parts.length &&
        a.parts.every((part, index) => {
          const other = b.parts[index];
          return other !== undefined && sameExpression(part, other);
        })
      );
    default:
      return a satisfies never;
  }
}

function sameSubject(a: Property | Item, b: Property | Item): boolean {
  if (a.type === 'property') return b.type === 'property' && a.side === b.side && a.key === b.key;
  return b.type === 'item' && a.of === b.of && a.name.toLowerCase() === b.name.toLowerCase();
}

function sameText(a: Text, b: Text): boolean {
  return a.value === b.value && a.written === b.written;
}

function sameValue(a: Value, b: Value): boolean {
  switch (a.type) {
    case 'text':
      return b.type === 'text' && sameText(a, b);
    case 'null':
      return b.type === 'null';
    case 'boolean':
      return b.type === 'boolean' && a.value === b.value;
    case 'number':
      return b.type === 'number' && a.text === b.text;
    case 'date':
      return b.type === 'date' && a.text === b.text;
    case 'now':
      return (
        b.type === 'now' && a.step?.direction === b.step?.direction && a.step?.duration === b.step?.duration
      );
    case 'list':
      return (
        b.type === 'list' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => {
          const other = b.items[index];
          return other !== undefined && sameText(item, other);
        })
      );
    default:
      return a satisfies never;
  }
}

/** The text with every run of blanks outside quotes as one, and none at its ends. */
function tidy(text: string): string {
  return text
    .split(/("[^"]*"|'[^']*')/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/\s+/g, ' ')))
    .join('')
    .trim();
}
