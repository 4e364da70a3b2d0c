import type { Comparison, Expression } from '../ast.ts';
import { formatExpression, formatSubject, formatValue } from '../format.ts';
import { isNegative } from '../operators.ts';
import type { RuleProblem } from '../problem.ts';
import { propertyNamed } from '../properties.ts';
import { holdsFor } from '../value-set.ts';
import { logicalsIn } from '../walk.ts';
import { finding } from './finding.ts';

/** -and binds tighter than -or, which public incidents show that authors forget. */
export function findMixedOperators(body: Expression): RuleProblem[] {
  return logicalsIn(body).flatMap((logical) => {
    const inner = logical.parts.find((part) => part.type === 'and' && !part.enclosed);
    if (logical.type !== 'or' || inner === undefined) return [];
    return [
      finding(
        'mixed-operators',
        inner.offset,
        `-and binds tighter than -or: this reads as ${shorten(formatExpression(logical))}. Put parentheses where they are meant.`,
      ),
    ];
  });
}

const enough = 3;

/** https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-more-efficient */
export function findChainedEquality(body: Expression): RuleProblem[] {
  return logicalsIn(body).flatMap((logical) => {
    const wanted = logical.type === 'or' ? 'eq' : 'ne';
    const chains = Map.groupBy(
      logical.parts.filter(
        (part) => part.type === 'comparison' && part.operator === wanted && part.value.type === 'text',
      ) as Comparison[],
      (comparison) => formatSubject(comparison.subject),
    );
    return [...chains].flatMap(([name, chain]) => {
      const [first] = chain;
      if (first === undefined || chain.length < enough) return [];
      const list = chain.map((each) => formatValue(each.value)).join(', ');
      const operator = wanted === 'eq' ? '-in' : '-notIn';
      return [
        finding(
          'chained-equality',
          first.offset,
          `${chain.length} comparisons of ${name} are shorter and faster as one: ${shorten(`${name} ${operator} [${list}]`)}.`,
        ),
      ];
    });
  });
}

/**
 * A negative operator is true of a blank. Reported where nothing else in the same -and asks for a value; not in
 * conditions on items, and not for properties that every object has.
 */
export function findMatchesBlanks(body: Expression): RuleProblem[] {
  const reported = new Set<string>();
  return unguarded(body, [], false).flatMap((comparison) => {
    const { subject, offset } = comparison;
    if (subject.type !== 'property' || reported.has(subject.key)) return [];
    reported.add(subject.key);
    const name = formatSubject(subject);
    return [
      finding(
        'matches-blanks',
        offset,
        `Who has no ${subject.name} matches this too. If that is not meant, add -and ${name} -ne null.`,
      ),
    ];
  });
}

function unguarded(expression: Expression, guards: readonly Comparison[], denied: boolean): Comparison[] {
  switch (expression.type) {
    case 'comparison':
      return isBlankMatch(expression, denied) && !guards.some((guard) => isGuard(guard, expression))
        ? [expression]
        : [];
    case 'not':
      return unguarded(expression.part, guards, !denied);
    case 'and':
    case 'or': {
      // Under -not an -or works like an -and.
      const conjunction = (expression.type === 'and') !== denied;
      const own = conjunction && !denied ? expression.parts.filter((part) => part.type === 'comparison') : [];
      return expression.parts.flatMap((part) => unguarded(part, [...guards, ...own], denied));
    }
    case 'quantified':
      return [];
    default:
      return expression satisfies never;
  }
}

/** Under -not it is the positive operators that let blanks in. */
function isBlankMatch({ subject, operator, value }: Comparison, denied: boolean): boolean {
  if (subject.type !== 'property' || subject.kind !== 'text' || value.type === 'null') return false;
  if (propertyNamed(subject.side, subject.name)?.always === true) return false;
  return isNegative(operator) !== denied;
}

function isGuard(guard: Comparison, comparison: Comparison): boolean {
  if (guard === comparison || formatSubject(guard.subject) !== formatSubject(comparison.subject))
    return false;
  return holdsFor(guard, null) === false || (!isNegative(guard.operator) && guard.value.type !== 'null');
}

/** A rule or part of one, cut to the length of a message. */
export function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}…` : text;
}
