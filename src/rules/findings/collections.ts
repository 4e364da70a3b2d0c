import type { Comparison, Expression, Quantified } from '../ast.ts';
import { formatExpression } from '../format.ts';
import { isNegative, positiveOf } from '../operators.ts';
import type { RuleProblem } from '../problem.ts';
import { comparisonsIn, quantifiedIn } from '../walk.ts';
import { finding } from './finding.ts';
import { shorten } from './logic.ts';
import { textsOf } from './texts.ts';

/** The preview ends: https://learn.microsoft.com/entra/identity/users/groups-dynamic-rule-member-of (2026-08-04). */
export function findMemberOf(body: Expression): RuleProblem[] {
  return quantifiedIn(body)
    .filter(({ subject }) => subject.kind === 'groups')
    .map(({ offset }) =>
      finding(
        'member-of',
        offset,
        'The preview of memberOf ended on 2026-11-03: the group keeps its last members and is no longer processed. Use attributes, or assign the members.',
      ),
    );
}

/** A plan of a licence that was removed stays with the status Deleted. */
export function findPlanWithoutStatus(body: Expression): RuleProblem[] {
  return quantifiedIn(body)
    .filter(({ subject, quantifier }) => subject.kind === 'plans' && quantifier === 'any')
    .flatMap(({ condition }) => plansWithoutStatus(condition))
    .map(({ offset }) =>
      finding(
        'plan-without-status',
        offset,
        'A plan stays in the list after its licence is removed. Add -and assignedPlan.capabilityStatus -eq "Enabled".',
      ),
    );
}

function plansWithoutStatus(condition: Expression): Comparison[] {
  const all = comparisonsIn(condition);
  const asksStatus = all.some(
    ({ subject }) => subject.type === 'item' && subject.name === 'capabilityStatus',
  );
  return asksStatus ? [] : all.filter(namesPlan).slice(0, 1);
}

function namesPlan({ subject, operator, value }: Comparison): boolean {
  const ofPlan = subject.type === 'item' && subject.name === 'servicePlanId';
  return ofPlan && !isNegative(operator) && value.type !== 'null';
}

/** True as soon as any other item is there (MicrosoftDocs/azure-docs#37989). */
export function findAnyNotEqual(body: Expression): RuleProblem[] {
  return quantifiedIn(body).flatMap(({ quantifier, condition, subject, offset }) => {
    const negative =
      condition.type === 'comparison' && isNegative(condition.operator) && condition.value.type !== 'null';
    if (quantifier !== 'any' || !negative || subject.kind === 'groups') return [];
    return [
      finding(
        'any-not-equal',
        offset,
        `This is true as soon as one other item is there. For those who have no such item write ${subject.side}.${subject.name} -all (${shorten(formatExpression(condition))}).`,
      ),
    ];
  });
}

/** Addresses carry `SMTP:` or `smtp:`, which comparison without case cannot tell apart. */
export function findAddressPitfalls(body: Expression): RuleProblem[] {
  return quantifiedIn(body)
    .filter(({ subject }) => subject.key === 'proxyaddresses')
    .flatMap(({ condition }) => comparisonsIn(condition))
    .flatMap((comparison) => {
      const fromStart = ['eq', 'in', 'startsWith'].includes(positiveOf(comparison.operator));
      return textsOf(comparison).flatMap(({ value, offset }) => {
        if (/^(?:smtp|sip|x500|eum):\s/i.test(value))
          return [
            finding(
              'address-prefix',
              offset,
              `Addresses have no blank behind the colon. Write "${value.replace(/:\s+/, ':')}".`,
            ),
          ];
        if (value.startsWith('SMTP:'))
          return [
            finding(
              'address-case',
              offset,
              'Comparison ignores case, so SMTP: and smtp: are the same: primary and other addresses both match.',
            ),
          ];
        if (!fromStart || value === '' || /^[a-z0-9]+:/i.test(value) || /^(?:s|sm|smt|smtp)$/i.test(value))
          return [];
        return [
          finding(
            'address-prefix',
            offset,
            `Addresses begin with smtp:, so this matches none of them. Write "smtp:${value}", or use -contains or -endsWith.`,
          ),
        ];
      });
    });
}

/** How collections are written. */
export function findCollectionForms(body: Expression): RuleProblem[] {
  const found = quantifiedIn(body).flatMap((quantified) => ofForm(quantified));
  for (const { subject, operator, offset } of comparisonsIn(body)) {
    if (subject.type !== 'property') continue;
    if (subject.kind === 'texts')
      found.push(
        finding(
          'direct-collection',
          offset,
          `${subject.name} is a collection and -${operator} of the whole is not documented; who matches stays undecided. Write -any (_ …) or -all (_ …).`,
        ),
      );
    if (subject.kind === 'labels')
      found.push(
        finding(
          'system-labels',
          offset,
          'The reference calls systemLabels a text and Graph a collection. It is read as "some label"; check the members after the change.',
        ),
      );
  }
  return found;
}

function ofForm(quantified: Quantified): RuleProblem[] {
  const { form, offset, quantifier } = quantified;
  const text = shorten(formatExpression(quantified));
  switch (form) {
    case 'direct':
      return [
        finding(
          'direct-collection',
          offset,
          `Comparing a whole collection is documented no more. Write ${text}.`,
        ),
      ];
    case 'bare':
      return [
        finding(
          'bare-condition',
          offset,
          `The condition of -${quantifier} stands without parentheses and is read as one comparison. Write ${text}.`,
        ),
      ];
    case 'parentheses':
      return [];
    default:
      return form satisfies never;
  }
}
