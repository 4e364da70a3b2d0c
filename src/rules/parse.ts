import type { DirectReports, Expression, Rule } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { lex } from './lex.ts';
import { isOperandStart, parseExpression } from './parse-expression.ts';
import { error, type RuleProblem } from './problem.ts';
import type { ExtraProperties } from './properties.ts';
import { textValue } from './parse-value.ts';

/**
 * The longest rule that the service takes, in characters; blanks count
 * (https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership).
 */
export const maxRuleLength = 3072;

export interface Parsed {
  /** Undefined where the text is no rule. It can be there with problems, where what was meant is plain. */
  readonly rule: Rule | undefined;
  readonly problems: readonly RuleProblem[];
}

/** Reads a rule. What is wrong is reported with the mend; what was meant is read on where that is plain. */
export function parseRule(text: string, extra?: ExtraProperties): Parsed {
  if (text.length > maxRuleLength)
    return {
      rule: undefined,
      problems: [
        error(
          'too-long',
          maxRuleLength,
          `The rule has ${text.length} characters, blanks included; the service takes ${maxRuleLength}. Shorten it: -in in place of chained -eq, or an extension attribute that holds the decision.`,
        ),
      ],
    };
  const { tokens, problems } = lex(text);
  const cursor: Cursor = { source: text, tokens, extra, problems: [...problems], index: 0 };
  const body = parseBody(cursor);
  return {
    rule: body === undefined ? undefined : { type: 'rule', text, body },
    problems: cursor.problems.toSorted((a, b) => a.offset - b.offset),
  };
}

function parseBody(cursor: Cursor): Expression | DirectReports | undefined {
  const first = peek(cursor);
  if (first.type === 'end')
    return cursor.problems.length > 0
      ? undefined
      : fail(
          cursor,
          'empty',
          0,
          'The rule is empty. Write a comparison such as user.department -eq "Sales".',
        );
  if (wordOf(first) === 'direct' && wordOf(peek(cursor, 1)) === 'reports') return parseDirectReports(cursor);
  const body = parseExpression(cursor, { depth: 0, item: undefined });
  if (body === undefined) return undefined;
  const rest = peek(cursor);
  if (rest.type === 'end') return cursor.problems.some(isUnterminated) ? undefined : body;
  return leftOver(cursor);
}

const isUnterminated = (problem: RuleProblem): boolean => problem.code === 'unterminated-text';

function leftOver(cursor: Cursor): undefined {
  const rest = peek(cursor);
  const { offset } = rest;
  if (rest.type === ')')
    return fail(
      cursor,
      'unbalanced-parenthesis',
      offset,
      'This closing parenthesis has no opening one. Delete it, or add ( where the group begins.',
    );
  if (isOperandStart(cursor))
    return fail(
      cursor,
      'missing-operator',
      offset,
      'Two conditions stand side by side. Write -and or -or between them.',
    );
  return fail(
    cursor,
    'unexpected',
    offset,
    `Nothing is expected here but -and, -or or the end of the rule; found ${quoteToken(cursor, rest)}.`,
  );
}

/** `Direct Reports for "<object id>"` stands alone: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership. */
function parseDirectReports(cursor: Cursor): DirectReports | undefined {
  const { offset } = take(cursor);
  take(cursor);
  const preposition = take(cursor);
  const shape = 'Direct Reports for "<object id of the manager>"';
  if (preposition.type !== 'word' || preposition.text.toLowerCase() !== 'for')
    return fail(cursor, 'direct-reports-form', preposition.offset, `Write ${shape}; "for" is missing here.`);
  const id = take(cursor);
  if (id.type !== 'text')
    return cursor.problems.some(isUnterminated)
      ? undefined
      : fail(
          cursor,
          'direct-reports-form',
          id.offset,
          `Write ${shape}; the object id of the manager in quotes is missing here.`,
        );
  const rest = peek(cursor);
  if (rest.type !== 'end' || cursor.problems.some(isUnterminated))
    return fail(
      cursor,
      'direct-reports-alone',
      rest.offset,
      'Direct Reports cannot be combined with anything. Delete what follows, or use attributes in place of the manager.',
    );
  return { type: 'directReports', manager: textValue(id), offset, end: id.end };
}
