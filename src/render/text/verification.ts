import { shownName } from '../../core/attributes/extension-value.ts';
import type { Plan } from '../../core/plan/plan.ts';
import {
  accuracyOf,
  type Difference,
  type GroupApart,
  type Score,
  type ValueDifference,
  type Verification,
  type VerifiedGroup,
} from '../../core/verification/verification.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';
import { showValue } from './value.ts';

/** How far the tenant is as an apply's plan predicted: every difference by name, then the numbers. */
export function showVerification(
  applied: { readonly plan: Plan; readonly at: string },
  found: Verification,
  columns: number,
): readonly Line[] {
  const { groups, apart, values } = found;
  const plan = { names: { ...applied.plan.names, ...found.names } };
  const concerned = groups.filter(({ differences, judged }) => judged > 0 || differences.length > 0);
  return [
    blank,
    ...paragraph(`Predicted and actual, for the apply of ${applied.at}`, columns, 0, 'heading'),
    ...concerned.flatMap((group) => [blank, ...showGroup(group, plan, columns)]),
    ...showApart(apart, plan, columns),
    ...showValues(values.differing, plan, columns),
    blank,
    ...conclusion(found, columns),
  ];
}

/** Never rounded up to 100 %. */
function percentage(score: Score): string {
  const share = accuracyOf(score);
  return share === undefined ? '-' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

type Names = Pick<Plan, 'names'>;

const number = (value: number): string => value.toLocaleString('en');

function showGroup(group: VerifiedGroup, plan: Names, columns: number): readonly Line[] {
  const { before, predicted, actual, judged, right, differences, processing } = group;
  const range =
    predicted.min === predicted.max
      ? number(predicted.min)
      : `${number(predicted.min)} to ${number(predicted.max)}`;
  const sizes = `${number(before)} → ${range} predicted, ${number(actual)} now`;
  const score = judged === 0 ? '' : `; ${number(right)} of ${number(judged)} right (${percentage(group)})`;
  return [
    ...wrap(
      [
        span(safe(plan.names[group.group] ?? group.group), 'name'),
        span('  '),
        span(`${sizes}${score}`, differences.length === 0 ? 'passed' : 'warning'),
      ],
      columns,
      6,
      2,
    ),
    ...leftOut(group, columns),
    ...(processing ? paragraph(`Entra: ${wordsOf(processing)}`, columns, 6, 'warning') : []),
    ...together(differences).flatMap((same) => showDifference(same, plan, columns)),
  ];
}

function leftOut(
  { leftOut: { undetermined, disagreeing, notWritten } }: VerifiedGroup,
  columns: number,
): readonly Line[] {
  const parts = [
    ...(undetermined > 0 ? [`${number(undetermined)} of whom nothing could be said`] : []),
    ...(disagreeing > 0 ? [`${number(disagreeing)} who were not as the rule has it before`] : []),
    ...(notWritten > 0 ? [`${number(notWritten)} whose attributes were not written`] : []),
  ];
  return parts.length === 0 ? [] : paragraph(`Not counted: ${parts.join(', ')}.`, columns, 6);
}

function wordsOf({ status, lastUpdated, error }: NonNullable<VerifiedGroup['processing']>): string {
  const when = lastUpdated === undefined ? '' : `; members last changed at ${safe(lastUpdated)}`;
  switch (status) {
    case 'NotStarted':
      return `the rule waits to be processed${when}.`;
    case 'Running':
      return `the rule is being processed${when}.`;
    case 'Failed':
      return `processing the rule failed${error === undefined ? '' : `: ${safe(error)}`}${when}.`;
    case 'Succeeded':
      return `the rule was processed${when}. Changes of people may still be on their way.`;
    default:
      return `it says of the rule “${safe(status)}”${when}.`;
  }
}

/** People who are not where they should be for the same reason. */
function together(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  return [
    ...Map.groupBy(differences, ({ expected, direction, because, since }) =>
      JSON.stringify([expected, direction, because, since]),
    ).values(),
  ];
}

function showDifference(same: readonly Difference[], { names }: Names, columns: number): readonly Line[] {
  const [first] = same;
  if (!first) return [];
  const { expected, because, direction, since } = first;
  const should = expected === 'in' ? 'should be in and is not' : 'should be out and is in';
  const unnamed = direction === 'stays' ? ', and the plan moved nobody of them' : '';
  const mark =
    since === 'gone'
      ? ' (gone since, not counted)'
      : since === 'changed'
        ? ' (changed by somebody since, not counted)'
        : '';
  return [
    ...wrap(
      [
        span(expected === 'in' ? '+ ' : '− ', since ? 'quiet' : 'refused'),
        span(`${should}${unnamed}${mark}: `),
        span(same.map(({ member }) => safe(names[member] ?? member)).join(', '), 'name'),
      ],
      columns,
      8,
      6,
    ),
    ...(because === '' ? [] : paragraph(`because ${safe(because)}`, columns, 10)),
  ];
}

const apartWords: Readonly<Record<GroupApart['reason'], string>> = {
  paused: 'paused: its members stay as they are',
  frozen: 'frozen: its rule names other groups, which Entra no longer evaluates',
  notDone: 'what the plan does to it was not done',
  gone: 'it is no longer there',
  changed: 'somebody changed its rule or its processing since',
};

function showApart(apart: readonly GroupApart[], { names }: Names, columns: number): readonly Line[] {
  if (apart.length === 0) return [];
  return [
    blank,
    line(span('Not judged', 'heading')),
    ...apart.flatMap(({ group, reason, outcomes }) =>
      wrap(
        [
          span(safe(names[group] ?? group), 'name'),
          span(
            `  ${apartWords[reason]}${outcomes.length === 0 ? '' : ` (${outcomes.map(spaced).join(', ')})`}`,
          ),
        ],
        columns,
        6,
        2,
      ),
    ),
  ];
}

/** `notAttempted` as people write it. */
const spaced = (outcome: string): string =>
  outcome.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function showValues(differing: readonly ValueDifference[], plan: Names, columns: number): readonly Line[] {
  if (differing.length === 0) return [];
  return [
    blank,
    line(span('Values that are not as they were written', 'heading')),
    ...differing.flatMap((each) => showValueDifference(each, plan, columns)),
  ];
}

function showValueDifference(each: ValueDifference, { names }: Names, columns: number): readonly Line[] {
  const { object, attribute, left, found, state, sensitive } = each;
  const value = (of: ValueDifference['left']): string =>
    sensitive ? '(not shown)' : showValue(attribute, of, names);
  const what = {
    notVisible: `is not visible yet, or was put back: ${value(found)} instead of ${value(left)}`,
    changed: `was changed since: ${value(found)} instead of ${value(left)}`,
    gone: 'is gone together with its object',
  }[state];
  return wrap(
    [
      span('! ', 'warning'),
      span(safe(names[object] ?? object), 'name'),
      span(`, ${shownName(attribute)} ${what}`),
    ],
    columns,
    4,
    2,
  );
}

function conclusion(found: Verification, columns: number): readonly Line[] {
  const { judged, right, values, asPredicted, groups } = found;
  const { checked, differing, unread } = values;
  const also = unread.length === 0 ? '' : ` ${count(unread.length, 'value')} of definitions not read again.`;
  const differ = groups.some(({ differences }) => differences.length > 0);
  return [
    ...paragraph(
      judged === 0
        ? 'Memberships: nobody was predicted to enter or leave a group.'
        : `Memberships: ${percentage(found)} as predicted, ${number(right)} of ${number(judged)}.`,
      columns,
      0,
      right === judged ? 'passed' : 'warning',
    ),
    ...paragraph(
      `Values: ${number(checked - differing.length)} of ${number(checked)} are as they were written.${also}`,
      columns,
      0,
      differing.length === 0 ? 'passed' : 'warning',
    ),
    ...(asPredicted || !differ
      ? []
      : paragraph(
          'Entra can take a day to process the newest changes, so ask again before you conclude. `tenantry why PERSON GROUP` shows one case part by part.',
          columns,
          0,
        )),
  ];
}
