import type { Comparison, Expression, Logical, Quantified } from '../ast.ts';
import { formatExpression, formatSubject } from '../format.ts';
import { isNegative } from '../operators.ts';
import type { RuleProblem } from '../problem.ts';
import { propertyNamed } from '../properties.ts';
import { holdsFor, namedValues } from '../value-set.ts';
import { logicalsIn, quantifiedIn, comparisonsIn } from '../walk.ts';
import { finding } from './finding.ts';

/**
 * Groups of -and that no object satisfies and groups of -or that every object does, as far as single values decide it:
 * `x -eq "a" -and x -eq "b"`, `x -ne "a" -or x -ne "b"`.
 */
export function findConstantGroups(body: Expression): RuleProblem[] {
  return logicalsIn(body).flatMap((logical) => {
    const [first] = constantPair(logical);
    if (first === undefined) return [];
    const name = formatSubject(first.subject);
    return logical.type === 'and'
      ? [
          finding(
            'never-true',
            first.offset,
            `${name} cannot meet all of these conditions at once, so nobody does. Use -or, or -in.`,
          ),
        ]
      : [
          finding(
            'always-true',
            first.offset,
            `Everybody meets one of these conditions on ${name}. Use -and, or -notIn.`,
          ),
        ];
  });
}

/** The comparisons of a group of which, for -and, one names values that the others refuse; for -or the reverse. */
function constantPair({ type, parts }: Logical): readonly Comparison[] {
  // Of several labels each may meet another condition.
  const comparisons = parts.filter(
    (part) =>
      part.type === 'comparison' && !(part.subject.type === 'property' && part.subject.kind === 'labels'),
  ) as Comparison[];
  const wanted = type === 'and';
  return comparisons.filter((comparison) => {
    if (isNegative(comparison.operator) === wanted) return false;
    const values = namedValues(comparison);
    const others = comparisons.filter(
      (other) => other !== comparison && formatSubject(other.subject) === formatSubject(comparison.subject),
    );
    return (
      values !== undefined &&
      others.length > 0 &&
      values.every((value) => others.some((other) => holdsFor(other, value) === !wanted))
    );
  });
}

/** Conditions on properties that every object has, and lists without texts. */
export function findConstantComparisons(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) => {
    const { subject, value, operator, offset } = comparison;
    if (value.type === 'list' && value.items.length === 0)
      return [
        finding(
          'empty-list',
          value.offset,
          operator === 'in'
            ? 'The list is empty, so nobody matches. Add texts.'
            : 'The list is empty, so everybody matches. Add texts.',
        ),
      ];
    if (subject.type !== 'property' || value.type !== 'null') return [];
    const always = propertyNamed(subject.side, subject.name)?.always === true;
    if (!always || (subject.key === 'objectid' && operator === 'ne')) return [];
    const text = formatExpression(comparison);
    return operator === 'eq'
      ? [
          finding(
            'never-true',
            offset,
            `Every ${subject.side} has a ${subject.name}, so nobody matches ${text}. Delete it or ask about another property.`,
          ),
        ]
      : [
          finding(
            'always-true',
            offset,
            `Every ${subject.side} has a ${subject.name}, so ${text} changes nothing. Delete it.`,
          ),
        ];
  });
}

/** `-all` is true where there is no item (Microsoft's reference says so of service plans), and items have values. */
export function findQuantifiedConstants(body: Expression): RuleProblem[] {
  return quantifiedIn(body).flatMap((quantified) => {
    const { quantifier, condition, offset, subject } = quantified;
    if (condition.type === 'comparison' && condition.value.type === 'null' && subject.kind !== 'groups')
      return ofNull(quantified, condition);
    if (quantifier === 'any' || asksForNone(condition)) return [];
    return [
      finding(
        'all-of-nothing',
        offset,
        `-all is true where ${subject.name} is empty, so who has none matches too. If that is not meant, add -and ${subject.side}.${subject.name} -any (…).`,
      ),
    ];
  });
}

function ofNull(
  { quantifier, subject, offset }: Quantified,
  { operator, subject: item }: Comparison,
): RuleProblem[] {
  const none = `${subject.side}.${subject.name} -all (${formatSubject(item)} -eq null)`;
  if (quantifier === 'all' && operator === 'ne')
    return [
      finding(
        'always-true',
        offset,
        `Items always have a value and -all is true of none, so everybody matches. For those without any write ${none}.`,
      ),
    ];
  if (quantifier === 'any' && operator === 'eq')
    return [
      finding(
        'never-true',
        offset,
        `Items always have a value, so nobody matches. For those without any write ${none}.`,
      ),
    ];
  return [];
}

/** Empty text is reported by itself. */
function asksForNone(condition: Expression): boolean {
  return condition.type === 'comparison' && condition.value.type === 'text' && condition.value.value === '';
}
