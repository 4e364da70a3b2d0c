import type { Comparison, Expression, Text } from '../ast.ts';
import { formatExpression, formatSubject } from '../format.ts';
import { isNegative, positiveOf, type Operator } from '../operators.ts';
import type { RuleProblem } from '../problem.ts';
import { compileRegex } from '../regex/regex.ts';
import { comparisonsIn } from '../walk.ts';
import { finding } from './finding.ts';
import { shorten } from './logic.ts';

/** The texts of a comparison: one, those of a list, or none. */
export function textsOf({ value }: Comparison): readonly Text[] {
  if (value.type === 'text') return [value];
  return value.type === 'list' ? value.items : [];
}

/** Patterns that an operator without regular expressions says better, and patterns that cannot be evaluated here. */
export function findPatterns(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) => {
    const { operator, value } = comparison;
    if (positiveOf(operator) !== 'match' || value.type !== 'text') return [];
    const regex = compileRegex(value.value);
    if (regex.type === 'unsupported')
      return [
        finding(
          'pattern-undecided',
          value.offset,
          `The pattern has ${regex.what}, which cannot be evaluated here; who matches stays undecided. Write it without.`,
        ),
      ];
    if (regex.type !== 'literal' || regex.literal.text === '') return [];
    return [better(comparison, simpler(operator, regex.literal), regex.literal.text, 'needless-pattern')];
  });
}

function simpler(
  operator: Operator,
  literal: { readonly atStart: boolean; readonly atEnd: boolean },
): Operator {
  const negative = isNegative(operator);
  if (literal.atStart && literal.atEnd) return negative ? 'ne' : 'eq';
  if (literal.atStart) return negative ? 'notStartsWith' : 'startsWith';
  if (literal.atEnd) return negative ? 'notEndsWith' : 'endsWith';
  return negative ? 'notContains' : 'contains';
}

function better(
  comparison: Comparison,
  operator: Operator,
  text: string,
  code: 'needless-pattern' | 'needless-contains',
): RuleProblem {
  const { value, offset, end } = comparison;
  const literal: Text = { type: 'text', value: text, quote: '"', offset: value.offset, end };
  const instead = formatExpression({ ...comparison, operator, value: literal });
  const how =
    code === 'needless-pattern' ? 'This says the same and is faster' : 'This may be meant and is faster';
  return finding(code, offset, `${how}: ${shorten(instead)}.`);
}

/** https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-more-efficient advises against -contains. */
export function findContains(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) => {
    const { subject, operator, value } = comparison;
    if (positiveOf(operator) !== 'contains' || value.type !== 'text') return [];
    const text = value.value;
    const address = subject.type === 'item' || ['mail', 'userprincipalname'].includes(subject.key);
    let instead: Operator | undefined;
    if (/^\[\w+\]/.test(text)) instead = isNegative(operator) ? 'notStartsWith' : 'startsWith';
    else if (address && /^@[\w.-]+\.\w+$/.test(text))
      instead = isNegative(operator) ? 'notEndsWith' : 'endsWith';
    return instead === undefined ? [] : [better(comparison, instead, text, 'needless-contains')];
  });
}

/** What looks like an escape of JSON or C#: in a rule a backslash is an ordinary character. */
export function findDoubledBackslashes(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) =>
    positiveOf(comparison.operator) === 'match'
      ? textsOf(comparison)
          .filter((text) => /\\\\[.dwsbDWSB$^()[\]{}|?*+/-]/.test(text.value))
          .map((text) =>
            finding(
              'doubled-backslash',
              text.offset,
              `Two backslashes match one backslash. They may come from JSON or C#; write one, such as \\. for a dot.`,
            ),
          )
      : [],
  );
}

/** No operator knows wildcards. */
export function findWildcards(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) =>
    positiveOf(comparison.operator) === 'match'
      ? []
      : textsOf(comparison)
          .filter((text) => text.value.includes('*'))
          .map((text) =>
            finding(
              'wildcard',
              text.offset,
              `* is no wildcard here but an ordinary character. Leave it away and use -startsWith, -endsWith, -contains or -match.`,
            ),
          ),
  );
}

/** Texts that stand for nothing, and apostrophes that the service may read otherwise (MicrosoftDocs/azure-docs#68441). */
export function findOddTexts(body: Expression): RuleProblem[] {
  return comparisonsIn(body).flatMap((comparison) => {
    const name = formatSubject(comparison.subject);
    const operator = isNegative(comparison.operator) ? '-ne' : '-eq';
    return textsOf(comparison).flatMap((text) => {
      if (/^\$?null$/i.test(text.value))
        return [
          finding(
            'quoted-null',
            text.offset,
            `"${text.value}" in quotes is a text of four letters. For no value write ${name} ${operator} null.`,
          ),
        ];
      if (text.value === '' && positiveOf(comparison.operator) !== 'match')
        return [
          finding(
            'empty-text',
            text.offset,
            `Empty text is not the same as no value, and no property holds it. For no value write ${name} ${operator} null.`,
          ),
        ];
      if (text.written === undefined) return [];
      return [
        finding(
          'single-apostrophe',
          text.offset,
          `A single apostrophe in a text sometimes matches nothing. Write it twice: "${text.value.replaceAll("'", "''")}".`,
        ),
      ];
    });
  });
}

/** Texts that the organisation's vocabulary does not know, as the caller judges them. */
export function findOutsideVocabulary(
  body: Expression,
  vocabulary: ((property: string, literal: string) => string | undefined) | undefined,
): RuleProblem[] {
  if (vocabulary === undefined) return [];
  return comparisonsIn(body).flatMap((comparison) => {
    const { subject } = comparison;
    if (subject.type !== 'property' || !['eq', 'in'].includes(positiveOf(comparison.operator))) return [];
    return textsOf(comparison).flatMap((text) => {
      const message = vocabulary(subject.name, text.value);
      return message === undefined ? [] : [finding('outside-vocabulary', text.offset, message)];
    });
  });
}
