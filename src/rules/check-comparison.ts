import type { Comparison, Value } from './ast.ts';
import { severityOf } from './finding-ids.ts';
import { isNegative, positiveOf, type Operator } from './operators.ts';
import type { PropertyKind } from './property-kind.ts';
import { error, type RuleProblem } from './problem.ts';
import { readPattern } from './regex/read-pattern.ts';

/**
 * What the service would refuse in one comparison: operators by kind of property and values by operator, as
 * https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership and groups-troubleshooting have them.
 */
export function checkComparison(comparison: Comparison): RuleProblem[] {
  const { subject, value } = comparison;
  const kind = subject.type === 'item' ? 'text' : subject.kind;
  const general = checkValue(comparison);
  if (general.length > 0 || kind === undefined) return general;
  if (value.type === 'null') return kind === 'plans' || kind === 'groups' ? [needsCondition(comparison)] : [];
  switch (kind) {
    case 'boolean':
      return checkBoolean(comparison);
    case 'date':
      return checkDate(comparison);
    case 'text':
    case 'texts':
    case 'labels':
      return checkText(comparison);
    case 'plans':
    case 'groups':
      return [needsCondition(comparison)];
    default:
      return kind satisfies never;
  }
}

/** What holds for every kind: null with -eq and -ne only, lists with -in and -notIn only. */
function checkValue({ operator, value }: Comparison): RuleProblem[] {
  const equality = operator === 'eq' || operator === 'ne';
  const list = operator === 'in' || operator === 'notIn';
  const { offset } = value;
  if (value.type === 'null' && !equality) {
    const mend = isNegative(operator) ? '-ne null' : '-eq null';
    return [error('null-operator', offset, `null goes with -eq and -ne only. Write ${mend}.`)];
  }
  if (value.type === 'list' && !list) {
    const mend = isNegative(operator) ? '-notIn' : '-in';
    return [
      error(
        'list-operator',
        offset,
        `A list goes with -in and -notIn only. Write ${mend} [...], or one -${operator} for each text joined by ${isNegative(operator) ? '-and' : '-or'}.`,
      ),
    ];
  }
  if (value.type !== 'list' && list)
    return [
      error(
        'list-missing',
        offset,
        `-${operator} needs a list. Write [${describe(value)}], or -${operator === 'in' ? 'eq' : 'ne'}.`,
      ),
    ];
  return [];
}

function checkBoolean({ subject, operator, value, offset }: Comparison): RuleProblem[] {
  if (operator !== 'eq' && operator !== 'ne')
    return [wrongOperator(offset, subject.name, operator, '-eq and -ne')];
  if (value.type === 'boolean') return [];
  return [
    error(
      'value-type',
      value.offset,
      `${subject.name} is true or false. Write true or false without quotes, not ${describe(value)}.`,
    ),
  ];
}

function checkDate({ subject, operator, value, offset }: Comparison): RuleProblem[] {
  if (!['eq', 'ne', 'ge', 'le'].includes(operator))
    return [wrongOperator(offset, subject.name, operator, '-ge, -le, -eq and -ne')];
  if (value.type === 'now' && value.step !== undefined && operator !== 'ge' && operator !== 'le')
    return [
      error(
        'now-operator',
        value.offset,
        `system.now with -plus or -minus goes with -ge and -le only. Write two comparisons that enclose the day.`,
      ),
    ];
  if (value.type === 'date' || value.type === 'now') return [];
  return [
    error(
      'value-type',
      value.offset,
      `${subject.name} is a date. Write a date such as 2026-03-01T00:00:00Z, or system.now -minus P30D, not ${describe(value)}.`,
    ),
  ];
}

function checkText(comparison: Comparison): RuleProblem[] {
  const { subject, operator, value, offset } = comparison;
  const name = subject.name === '' ? 'an item' : subject.name;
  if (operator === 'ge' || operator === 'le')
    return [
      {
        code: 'ordering-of-text',
        message: `-${operator} is documented for employeeHireDate only, and ${name} is text. Use -startsWith, -in or -match.`,
        offset,
        severity: severityOf('ordering-of-text'),
      },
    ];
  if (value.type === 'list') return [];
  if (value.type !== 'text')
    return [
      error(
        'value-type',
        value.offset,
        `${name} is text, and ${describe(value)} is not. Put it in quotes: "${describe(value)}".`,
      ),
    ];
  return positiveOf(operator) === 'match' ? checkPattern(value.value, value.offset) : [];
}

/** The service reports a query compilation error (groups-troubleshooting). */
function checkPattern(pattern: string, offset: number): RuleProblem[] {
  const read = readPattern(pattern);
  if (read.type !== 'invalid') return [];
  return [error('invalid-pattern', offset, `"${pattern}" is no regular expression: ${read.message}.`)];
}

function wrongOperator(offset: number, name: string, operator: Operator, usable: string): RuleProblem {
  return error(
    'operator-type',
    offset,
    `-${operator} does not go with ${name}, which takes ${usable}. Use one of these.`,
  );
}

function needsCondition({ subject, offset }: Comparison): RuleProblem {
  const kind: PropertyKind | undefined = subject.type === 'item' ? undefined : subject.kind;
  const mend =
    kind === 'groups'
      ? "-any (group.objectId -in ['<id>'])"
      : '-any (assignedPlan.servicePlanId -eq "…" -and assignedPlan.capabilityStatus -eq "Enabled")';
  return error(
    'quantifier-missing',
    offset,
    `${subject.name} is a collection and is asked about with -any or -all. Write ${mend}.`,
  );
}

/** A value as a person would write it. */
function describe(value: Value): string {
  switch (value.type) {
    case 'text':
      return `"${value.value}"`;
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
    case 'date':
      return value.text;
    case 'now':
      return 'system.now';
    case 'list':
      return 'a list';
    default:
      return value satisfies never;
  }
}
