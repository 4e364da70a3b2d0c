import type { Comparison, DirectReports, Expression, Item, Property, Rule, Text, Value } from './ast.ts';
import { maxRuleLength } from './parse.ts';

/**
 * A rule in canonical form: names and operators in the spelling of the reference, double quotes, one blank, parentheses
 * where -and and -or meet. The meaning never changes. Where it would grow too long the text stays as it is.
 */
export function formatRule(rule: Rule): string {
  const text = formatExpression(rule.body);
  return text.length > maxRuleLength ? rule.text : text;
}

/** An expression in canonical form. */
export function formatExpression(expression: Expression | DirectReports): string {
  switch (expression.type) {
    case 'directReports':
      return `Direct Reports for ${formatText(expression.manager)}`;
    case 'comparison':
      return formatComparison(expression);
    case 'quantified':
      return `${formatSubject(expression.subject)} -${expression.quantifier} (${formatExpression(expression.condition)})`;
    case 'not':
      return expression.part.type === 'not'
        ? `-not ${formatExpression(expression.part)}`
        : `-not (${formatExpression(expression.part)})`;
    case 'and':
    case 'or':
      return expression.parts.map((part) => formatPart(part)).join(` -${expression.type} `);
    default:
      return expression satisfies never;
  }
}

/** Parts of one -and or -or that are the other one stand in parentheses, needed or not: nobody has to know what binds tighter. */
function formatPart(part: Expression): string {
  const text = formatExpression(part);
  return part.type === 'and' || part.type === 'or' ? `(${text})` : text;
}

function formatComparison({ subject, operator, value }: Comparison): string {
  // Both quotes are documented for memberOf, and single ones in every example: they stay as they are.
  const keepQuotes = subject.type === 'item' && subject.of === 'group';
  return `${formatSubject(subject)} -${operator} ${formatValue(value, keepQuotes)}`;
}

/** A property or item in canonical form. */
export function formatSubject(subject: Property | Item): string {
  if (subject.type === 'property') return `${subject.side}.${subject.name}`;
  return subject.of === '_' ? '_' : `${subject.of}.${subject.name}`;
}

/** A value in canonical form. */
export function formatValue(value: Value, keepQuotes = false): string {
  switch (value.type) {
    case 'text':
      return formatText(value, keepQuotes);
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
    case 'date':
      return value.text;
    case 'now':
      return value.step === undefined
        ? 'system.now'
        : `(system.now -${value.step.direction} ${value.step.duration})`;
    case 'list':
      return `[${value.items.map((item) => formatText(item, keepQuotes)).join(', ')}]`;
    default:
      return value satisfies never;
  }
}

/**
 * Text in double quotes. A single apostrophe in it stays as it was typed, because the service may read it otherwise
 * than a doubled one (MicrosoftDocs/azure-docs#68441). Text that ends with a backtick keeps single quotes: before a
 * double quote the backtick would take the quote into the text.
 */
function formatText({ value, quote, written }: Text, keepQuotes = false): string {
  if (written !== undefined) return `"${written}"`;
  const doubled = value.replaceAll("'", "''");
  if (value.endsWith('`') || (keepQuotes && quote === "'")) return `'${doubled}'`;
  return `"${doubled.replaceAll('"', '`"')}"`;
}
