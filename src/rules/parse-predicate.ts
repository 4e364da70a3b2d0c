import type { Comparison, Expression, Item, Property, Quantified } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { nearestName } from './nearest.ts';
import {
  isNegative,
  operatorInstead,
  operatorNamed,
  operatorNames,
  positiveOf,
  type Operator,
} from './operators.ts';
import type { Place } from './place.ts';
import { parseSubject } from './parse-subject.ts';
import { parseValue } from './parse-value.ts';

/** Reads what stands in parentheses; handed in, since it reads conditions in turn. */
type ParseGroup = (cursor: Cursor, place: Place) => Expression | undefined;

/** Reads one condition: property, operator, value, in this order; or a collection with -any or -all. */
export function parsePredicate(cursor: Cursor, place: Place, parseGroup: ParseGroup): Expression | undefined {
  const subject = parseSubject(cursor, place);
  if (subject === undefined) return undefined;
  const token = peek(cursor);
  const word = wordOf(token);
  if (word === 'any' || word === 'all') return parseQuantified(cursor, place, subject, parseGroup);
  const operator = parseOperator(cursor, subject);
  if (operator === undefined) return undefined;
  const value = parseValue(cursor, subject, operator);
  if (value === undefined) return undefined;
  const { offset } = subject;
  return rewriteDirect({ type: 'comparison', subject, operator, value, offset, end: value.end });
}

function parseOperator(cursor: Cursor, subject: Property | Item): Operator | undefined {
  const token = peek(cursor);
  const word = wordOf(token);
  const operator = operatorNamed(word);
  if (operator !== undefined) {
    take(cursor);
    return operator;
  }
  const written = quoteToken(cursor, token);
  if (token.type === 'end' || token.type === ')' || word === 'and' || word === 'or') {
    const mend = subject.type === 'property' && subject.kind === 'boolean' ? '-eq true' : '-eq "…"';
    return fail(
      cursor,
      'missing-comparison',
      token.offset,
      `A comparison is missing after ${cursor.source.slice(subject.offset, subject.end)}. Write an operator and a value, such as ${mend}.`,
    );
  }
  if (word === 'not')
    return fail(
      cursor,
      'unknown-operator',
      token.offset,
      '-not compares nothing; it stands before a whole condition. To ask whether a value is there write -ne null.',
    );
  const text = token.type === 'odd' ? token.text : word;
  const instead = operatorInstead(text);
  const near = text === '' ? undefined : nearestName(text, operatorNames);
  let mend = `Write one of ${operatorNames.map((each) => `-${each}`).join(', ')}.`;
  if (text === '-') mend = 'Delete the blank behind the hyphen.';
  else if (instead !== undefined) mend = `Use ${instead}.`;
  else if (near !== undefined) mend = `Did you mean -${near}?`;
  return fail(cursor, 'unknown-operator', token.offset, `${written} is no operator of rules. ${mend}`);
}

function parseQuantified(
  cursor: Cursor,
  place: Place,
  subject: Property | Item,
  parseGroup: ParseGroup,
): Quantified | undefined {
  const word = take(cursor);
  const quantifier = wordOf(word) === 'any' ? 'any' : 'all';
  if (subject.type === 'item' || place.item !== undefined)
    return fail(
      cursor,
      'nested-quantifier',
      word.offset,
      `-${quantifier} cannot stand inside another -any or -all. Compare the item itself.`,
    );
  const item = itemOf(subject);
  const inner: Place = { depth: place.depth + 1, item };
  const next = peek(cursor);
  if (next.type === 'end' || next.type === ')')
    return fail(
      cursor,
      'missing-comparison',
      next.offset,
      `A condition in parentheses is missing after -${quantifier}, such as (${example(item)}).`,
    );
  if (wordOf(next) === 'not')
    return fail(
      cursor,
      'condition-parentheses',
      next.offset,
      `Put the condition of -${quantifier} in parentheses.`,
    );
  const bare = next.type !== '(';
  const condition = bare ? parsePredicate(cursor, inner, parseGroup) : parseGroup(cursor, inner);
  if (condition === undefined) return undefined;
  const end = cursor.tokens[cursor.index - 1]?.end ?? condition.end;
  const form = bare ? 'bare' : 'parentheses';
  return { type: 'quantified', quantifier, subject, condition, form, offset: subject.offset, end };
}

function itemOf(subject: Property): '_' | 'assignedPlan.' | 'group.' {
  if (subject.kind === 'plans') return 'assignedPlan.';
  return subject.kind === 'groups' ? 'group.' : '_';
}

function example(item: '_' | 'assignedPlan.' | 'group.'): string {
  switch (item) {
    case '_':
      return '_ -contains "…"';
    case 'assignedPlan.':
      return 'assignedPlan.servicePlanId -eq "…" -and assignedPlan.capabilityStatus -eq "Enabled"';
    case 'group.':
      return "group.objectId -in ['…']";
    default:
      return item satisfies never;
  }
}

/**
 * Documentation up to 2025 compared whole collections: `user.otherMails -contains "x"`. A positive operator is read as
 * `-any (_ …)`. What a negative one means there nobody says, so it stays as it is and cannot be decided.
 */
function rewriteDirect(comparison: Comparison): Expression {
  const { subject, operator, value, offset, end } = comparison;
  if (subject.type !== 'property' || subject.kind !== 'texts') return comparison;
  const fits = positiveOf(operator) === 'in' ? value.type === 'list' : value.type === 'text';
  if (isNegative(operator) || operator === 'ge' || operator === 'le' || !fits) return comparison;
  const item: Item = { type: 'item', of: '_', name: '', offset: subject.offset, end: subject.end };
  const condition: Comparison = { ...comparison, subject: item };
  return { type: 'quantified', quantifier: 'any', subject, condition, form: 'direct', offset, end };
}
