import type { Comparison, DirectReports, Expression, Property, Quantified } from '../../rules/ast.ts';
import type { RuleProblem } from '../../rules/problem.ts';
import { placedParts, type Placed } from './parts.ts';
import { readPattern } from './pattern.ts';
import { ruleProperty, type RuleKind } from './rule-properties.ts';

/** Why the service does not take a rule: code and message of its 400. */
export interface Refusal {
  readonly type: 'refused';
  readonly code: string;
  readonly message: string;
}

/** What a rule would be refused for when it is written; null for one that is fine. */
export function refusalOf(
  body: Expression | DirectReports,
  problems: readonly RuleProblem[],
): Refusal | null {
  if (problems.some(({ severity }) => severity === 'error')) return unreadable(problems);
  if (body.type === 'directReports') return isGuid(body.manager.value) ? null : refused(wrongValue);
  const parts = placedParts(body);
  for (const placed of parts) {
    const wrong = wrongPart(placed);
    if (wrong !== null) return refused(wrong);
  }
  const sides = new Set(parts.flatMap(({ part: { subject } }) => ('side' in subject ? [subject.side] : [])));
  if (sides.size > 1) return refused('Invalid object type.');
  const hasGroups = parts.some(
    ({ part }) => part.subject.type === 'property' && kindOf(part.subject) === 'groups',
  );
  return hasGroups && body.type !== 'quantified' ? refused(operands('any')) : null;
}

const wrongValue = "Value can't be applied to property.";
const wrongOperator = "Operator isn't supported on attribute.";

function operands(operator: string): string {
  return `Invalid operands found for operator -${operator}`;
}

/** The prefix and these texts are quoted in public issues; the code for them is not, and is the directory's usual one. */
function refused(reason: string): Refusal {
  const message = `Dynamic membership rule validation error: ${reason}`;
  return { type: 'refused', code: 'Request_BadRequest', message };
}

/** How the service speaks of a text that is no rule. Which words it finds for which mistake is only partly known. */
export function unreadable(problems: readonly RuleProblem[]): Refusal {
  const code = problems.find(({ severity }) => severity === 'error')?.code ?? '';
  switch (code) {
    // Without `user.`, or without quotes round the value (msgraph-sdk-dotnet 2601, azure-powershell 20360).
    case 'prefix-missing':
    case 'unknown-object':
    case 'unquoted-text':
      return { type: 'refused', code: 'InvalidObjectTypeException', message: 'No object type' };
    case 'missing-operator':
      return refused('Query compilation error.');
    case 'typographic-quote':
    case 'typographic-dash':
    case 'invisible-character':
    case 'unterminated-text':
      return refused('Invalid characters found in the rule.');
    case 'condition-parentheses':
    case 'nested-quantifier':
      return refused(operands('any'));
    default:
      return refused('Binary expression is not in right format.');
  }
}

function wrongPart({ part, within }: Placed): string | null {
  const { subject } = part;
  if (subject.type === 'item') {
    if (within === null || subject.of !== itemOf(within)) return 'Invalid object type.';
    const names = {
      _: [''],
      assignedPlan: ['servicePlanId', 'service', 'capabilityStatus'],
      group: ['objectId'],
    };
    return names[subject.of].includes(subject.name)
      ? wrongComparison(part, 'text', within)
      : wrongProperty(subject.name, subject.of === 'group' ? 'Group' : 'AssignedPlan');
  }
  if (within !== null) return operands(within.quantifier);
  const kind = kindOf(subject);
  if (kind === undefined) return wrongProperty(subject.name, subject.side === 'user' ? 'User' : 'Device');
  if (part.type === 'comparison') return wrongComparison(part, kind, null);
  if (kind === 'groups' && part.quantifier !== 'any') return operands(part.quantifier);
  return kind === 'texts' || kind === 'plans' || kind === 'groups' ? null : operands(part.quantifier);
}

function kindOf(property: Property): RuleKind | undefined {
  return ruleProperty(property.side, property.name)?.kind;
}

function itemOf({ subject }: Quantified): '_' | 'assignedPlan' | 'group' {
  const kind = kindOf(subject);
  return kind === 'plans' ? 'assignedPlan' : kind === 'groups' ? 'group' : '_';
}

function wrongProperty(name: string, object: string): string {
  return `Wrong property applied. Property '${name}' cannot be applied to object '${object}'`;
}

function wrongComparison(
  part: Comparison | Quantified,
  kind: RuleKind,
  within: Quantified | null,
): string | null {
  if (part.type === 'quantified') return operands(part.quantifier);
  const { operator, value } = part;
  const isEquality = operator === 'eq' || operator === 'ne';
  const isList = operator === 'in' || operator === 'notIn';
  if (kind === 'plans' || kind === 'groups') return wrongOperator;
  if (within && itemOf(within) === 'group') return wrongSources(part);
  if (value.type === 'null') return isEquality ? null : wrongValue;
  if ((value.type === 'list') !== isList) return kind === 'boolean' ? wrongOperator : wrongValue;
  switch (kind) {
    case 'boolean':
      if (!isEquality) return wrongOperator;
      return value.type === 'boolean' ? null : wrongValue;
    case 'date':
      if (!isEquality && operator !== 'ge' && operator !== 'le') return wrongOperator;
      // Equality with arithmetic fails in a tenant (a public test of 2025-05-21).
      if (value.type === 'now') return isEquality && value.step ? wrongValue : null;
      return value.type === 'date' ? null : wrongValue;
    case 'text':
    case 'texts':
      if (operator === 'ge' || operator === 'le') return wrongOperator;
      if (value.type === 'list') return null;
      if (value.type !== 'text') return wrongValue;
      if (operator !== 'match' && operator !== 'notMatch') return null;
      return readPattern(value.value) === null ? 'Query compilation error.' : null;
    default:
      return kind satisfies never;
  }
}

/** The one form that is documented: ids of at most 50 groups. */
function wrongSources({ operator, value }: Comparison): string | null {
  if (operator !== 'in' || value.type !== 'list') return operands(operator);
  return value.items.length <= 50 && value.items.every((item) => isGuid(item.value)) ? null : wrongValue;
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
