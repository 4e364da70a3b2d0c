import { contestedKeys, hasDrifted, telling, type Drift, type Drifted } from '../../core/drift/drift.ts';
import { shownName } from '../../core/attributes/extension-value.ts';
import type { Change } from '../../core/plan/plan.ts';
import { formatPlace } from '../../core/problem.ts';
import { safe } from '../safe.ts';
import { showChange } from './change.ts';
import { blank, hanging, line, paragraph, span, width, wrap, type Line } from './lines.ts';
import { capitalised } from '../../core/wording.ts';
import { count } from './summary.ts';

/** The ways out, as one types them. */
export interface DriftCommands {
  readonly restore: string;
  readonly accept: string;
  readonly verify: (journal: string) => string;
}

/** What is not as the files say, by object, with who changed it, and what to do about it. */
export function showDrift(drift: Drift, commands: DriftCommands, columns: number): readonly Line[] {
  const { plan } = drift;
  return [
    ...hanging(
      [span(`Drift of ${safe(plan.tenant.name)}`, 'heading'), span(` (tenant ${plan.tenant.id})`, 'quiet')],
      columns,
    ),
    ...showDifferences(drift, columns),
    ...showMissing(drift, columns),
    ...showPaused(drift, columns),
    ...showDue(drift, commands, columns),
    blank,
    ...(drift.unknown === undefined ? [] : hanging([span(safe(drift.unknown), 'warning')], columns)),
    ...paragraph(driftSummary(drift), columns, 0, 'heading'),
    ...showWaysOut(drift, commands, columns),
  ];
}

/** The whole in one or two sentences. */
export function driftSummary(drift: Drift): string {
  const { plan, paused, due } = drift;
  const { counts } = plan;
  const changes = telling(plan);
  const parts = [
    changes.length > 0
      ? `${count(changes.length, 'value')} of ${count(new Set(changes.map(({ object }) => object)).size, 'object')} not as the files say`
      : '',
    counts.unresolved > 0 ? `${counts.unresolved} not found` : '',
    paused.length > 0 ? `${count(paused.length, 'group')} left paused` : '',
  ].filter((part) => part !== '');
  const also = [
    counts.blocked > 0
      ? `${count(counts.blocked, 'value')} blocked, which no apply can write (the plan lists them)`
      : '',
    due.length > 0 ? `${count(due.length, 'apply').replace(/applys$/, 'applies')} not verified` : '',
  ].filter((part) => part !== '');
  const rest = also.length === 0 ? '' : ` Besides: ${also.join(', ')}.`;
  if (!hasDrifted(drift)) return `No drift: the tenant is as the files say.${rest}`;
  return `${parts.join(', ')}.${rest}`;
}

/** Who changed it and when, or why that is unknown, as a clause. */
export function whoChanged({ by, whyUnknown = 'unknown' }: Drifted): string {
  if (!by) return `by whom: ${whyUnknown}`;
  return `${moment(by.at)} by ${by.application ? 'the application ' : ''}${by.name}, ${by.activity}`;
}

/** That somebody takes it back again and again, as a sentence. */
export const contestedSentence = ({ by, times }: NonNullable<Drifted['contested']>): string =>
  `Contested: ${by} changed it away ${times} times after it had been set to what is declared. Decide who is to hold it, before it is written once more.`;

/** `2026-11-20 09:12 UTC` */
export const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function showDifferences({ plan, differences }: Drift, columns: number): readonly Line[] {
  const known = new Map(differences.map((each) => [each.change, each]));
  const objects = [...Map.groupBy(telling(plan), ({ object }) => object)];
  const legend =
    objects.length === 0
      ? []
      : paragraph('First what the files say, then what is there now.', columns, 0, 'quiet');
  const lines = objects.flatMap(([object, changes]) => {
    const column = Math.max(14, ...changes.map(({ attribute }) => width(shownName(attribute))));
    const existence = changes.find(({ attribute }) => attribute === 'exists');
    return [
      blank,
      ...wrap(
        [span('~ ', 'changed'), span(safe(plan.names[object] ?? object), 'name'), ...absence(existence)],
        columns,
        4,
        2,
      ),
      ...changes.flatMap((change) => showOne(change, known.get(change.key), plan.names, column, columns)),
    ];
  });
  return [...legend, ...lines];
}

const absence = (existence: Change | undefined) =>
  existence === undefined
    ? []
    : [span(existence.after === true ? '  is not there' : '  is still there', 'warning')];

function showOne(
  change: Change,
  drifted: Drifted | undefined,
  names: Drift['plan']['names'],
  column: number,
  columns: number,
): readonly Line[] {
  const indent = 6 + column + 2;
  const { attribute, before, after } = change;
  return [
    ...(attribute === 'exists'
      ? []
      : showChange({ attribute, before: after, after: before }, names, column, columns)),
    ...(drifted ? paragraph(safe(whoChanged(drifted)), columns, indent, 'quiet') : []),
    ...(drifted?.contested
      ? paragraph(`! ${safe(contestedSentence(drifted.contested))}`, columns, indent, 'warning')
      : []),
  ];
}

function showMissing({ plan }: Drift, columns: number): readonly Line[] {
  return part(
    'Not found in the tenant',
    plan.unresolved.flatMap(({ kind, label, attribute, message, place }) => [
      ...wrap(
        [
          span('? ', 'warning'),
          span(`${kind} ${safe(label)}${attribute === undefined ? '' : `, ${attribute}`}`, 'name'),
          span(`  ${formatPlace(place)}`, 'quiet'),
        ],
        columns,
        4,
        2,
      ),
      ...paragraph(`${capitalised(safe(message))}.`, columns, 6),
    ]),
  );
}

function showPaused(drift: Drift, columns: number): readonly Line[] {
  return part(
    'Left paused: nobody enters or leaves, whatever the rule says',
    drift.paused.flatMap((each) => [
      ...wrap([span('! ', 'warning'), span(safe(nameOf(each.group, drift)), 'name')], columns, 4, 2),
      ...paragraph(safe(pausedSentence(each)), columns, 6),
    ]),
  );
}

/** Why a group is left paused, as a sentence. */
export function pausedSentence({ why, until, reason, journal }: Drift['paused'][number]): string {
  switch (why) {
    case 'overdue':
      return `The files pause it until ${until} (${reason}), and that day has passed. Set \`processing: on\`, or a later day.`;
    case 'interrupted':
      return `An apply paused it while it wrote attributes and did not come to its end (${journal}). The next apply finishes that.`;
    case 'contrary':
      return 'The files say that it is processed. An apply turns it on again.';
  }
}

function showDue(drift: Drift, { verify }: DriftCommands, columns: number): readonly Line[] {
  return part(
    'Not verified',
    drift.due.flatMap((each) => [
      ...wrap([span('· ', 'quiet'), span(safe(each.journal), 'name')], columns, 4, 2),
      ...paragraph(safe(dueSentence(each, drift)), columns, 6),
      ...(each.state === 'interrupted' ? [] : [line('      ', span(verify(each.journal)))]),
    ]),
  );
}

/** What is known of an apply that is to be verified, as a sentence. */
export function dueSentence(
  { at, groups, state, verifiedAt = '' }: Drift['due'][number],
  drift: { readonly plan: Pick<Drift['plan'], 'names'>; readonly names: Drift['names'] },
): string {
  const names = groups.slice(0, 5).map((group) => nameOf(group, drift));
  const more = groups.length > 5 ? ` and ${groups.length - 5} more` : '';
  const which = groups.length === 0 ? '' : ` It concerns ${names.join(', ')}${more}.`;
  switch (state) {
    case 'interrupted':
      return `The apply of ${moment(at)} was interrupted. The next apply finishes it.${which}`;
    case 'unverified':
      return `Nobody has looked yet whether the apply of ${moment(at)} did to groups what was predicted.${which}`;
    case 'incomplete':
      return `When the apply of ${moment(at)} was verified on ${moment(verifiedAt)}, not everything was as predicted.${which}`;
  }
}

const nameOf = (
  group: string,
  { plan, names }: { readonly plan: Pick<Drift['plan'], 'names'>; readonly names: Drift['names'] },
): string => names[group] ?? plan.names[group] ?? group;

function showWaysOut(drift: Drift, commands: DriftCommands, columns: number): readonly Line[] {
  if (drift.plan.changes.length === 0) return [];
  const contested = contestedKeys(drift.differences);
  const without = contested.map((key) => ` --without ${key}`).join('');
  return [
    blank,
    ...paragraph('To take the tenant back to what the files say:', columns, 0),
    line('  ', span(commands.restore + (contested.length > 3 ? '' : without), 'name')),
    ...(contested.length > 0
      ? paragraph(
          'What is contested is left out of it by --without with the key of the change.',
          columns,
          2,
          'quiet',
        )
      : []),
    ...paragraph('To make the files say what the tenant holds:', columns, 0),
    line('  ', span(commands.accept, 'name')),
  ];
}

function part(heading: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [blank, line(span(heading, 'heading')), ...lines];
}
