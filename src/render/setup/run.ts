import type { Part } from '../../core/permissions/requirement.ts';
import type { Problem } from '../../core/problem.ts';
import type { Step } from '../../core/setup/step.ts';
import { blank, line, paragraph, span, type Line } from '../text/lines.ts';
import type { Ids } from './by-hand.ts';
import { consentLink, type SetupPlace } from './places.ts';
import { requestLines } from './requests.ts';

/** How a step ended. */
export interface ShownOutcome {
  readonly step: Step;
  /** Of the application that it is about, where that is there. */
  readonly appId?: string;
  readonly result: {
    readonly outcome: 'already' | 'done' | 'declined' | 'refused' | 'skipped';
    readonly problem?: Problem;
  };
}

/** A step before it is done: what, why, and the requests; of one that is partly done only what is missing. */
export function announced(step: Step, missing: readonly string[], columns: number): readonly Line[] {
  const requests = requestLines(step).filter(
    (each) => step.work.work !== 'permissions' || missing.some((name) => each.endsWith(` ${name}`)),
  );
  return [
    line(span(step.title, 'heading')),
    ...paragraph(step.why, columns, 2),
    ...(step.work.work === 'removeExpired' ? missing.map((each) => line(`    ${each}`)) : []),
    ...requests.map((each) => line(`    ${each}`)),
  ];
}

const words = {
  already: 'Already so',
  done: 'Done',
  declined: 'Left out',
  skipped: 'Not possible yet',
} as const;

/** One line for what went well, and for what was refused what was said and who may do it. */
export function outcomeLines(
  { step, result, appId }: ShownOutcome,
  place: SetupPlace,
  columns: number,
): readonly Line[] {
  if (result.outcome !== 'refused') return [line(`${words[result.outcome]}: ${step.title}.`)];
  const { message = '', remedy = '', id } = result.problem ?? {};
  return [
    line(`Refused: ${step.title}.`),
    ...paragraph(message, columns, 2),
    ...paragraph(
      id === 'setup-not-allowed'
        ? `${capital(step.who)} may do it: have one of them run this again, which leaves alone what is done.`
        : remedy,
      columns,
      2,
    ),
    ...(step.work.work === 'permissions' && id === 'setup-not-allowed' && appId !== undefined
      ? [line('  Or hand over this page:'), line(`    ${consentLink(place.cloud, appId)}`)]
      : []),
  ];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The ids to note, and what is left. */
export function summaryLines(
  outcomes: readonly ShownOutcome[],
  ids: ReadonlyMap<Part, Ids>,
  place: SetupPlace,
  columns: number,
): readonly Line[] {
  const number = (outcome: ShownOutcome['result']['outcome']): number =>
    outcomes.filter(({ result }) => result.outcome === outcome).length;
  const counts = [
    `${number('done')} done`,
    `${number('already')} already so`,
    ...(['refused', 'declined', 'skipped'] as const).flatMap((outcome) =>
      number(outcome) === 0 ? [] : [`${number(outcome)} ${left[outcome]}`],
    ),
  ];
  const open = outcomes.filter(({ result }) => ['refused', 'declined', 'skipped'].includes(result.outcome));
  return [
    line(span(`${outcomes.length} steps: ${counts.join(', ')}.`, open.length === 0 ? 'passed' : 'warning')),
    ...open.flatMap(({ step }) => paragraph(`${step.title} (${step.who})`, columns, 2)),
    ...(ids.size === 0 ? [] : [blank]),
    ...[...ids].flatMap(([part, { appId }]) => [
      line(`The ${part}'s application id: `, span(appId, 'name')),
      line(`  ${consentLink(place.cloud, appId)}`),
    ]),
  ];
}

const left = { refused: 'refused', declined: 'left out', skipped: 'not possible yet' } as const;

/** Above what doctor says of an application that was set up just now. */
export const lateLines = (columns: number): readonly Line[] => [
  ...paragraph(
    'What was made a moment ago can take some minutes: what is missing here may only be late.',
    columns,
    2,
  ),
  blank,
];
