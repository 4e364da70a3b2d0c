import { shownName } from '../../core/attributes/extension-value.ts';
import { hasFailed, wantsAttention, type PausedGroup, type Status } from '../../core/drift/status.ts';
import { safe } from '../safe.ts';
import { dueSentence, moment, pausedSentence } from './drift.ts';
import { blank, hanging, line, paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

type Command = (...words: readonly string[]) => string;

/** What wants attention, each with what to type; then what is as it should be. */
export function showStatus(status: Status, command: Command, columns: number): readonly Line[] {
  const { tenant, at, unknown } = status;
  return [
    ...hanging(
      [
        span(`Status of ${safe(tenant.name)}`, 'heading'),
        span(` (tenant ${tenant.id}), ${moment(at)}`, 'quiet'),
      ],
      columns,
    ),
    ...showDriftCount(status, command, columns),
    ...showContested(status, command, columns),
    ...showUnfinished(status, command, columns),
    ...showPaused(status, command, columns),
    ...showBehind(status, command, columns),
    ...showDue(status, command, columns),
    blank,
    ...(unknown === undefined ? [] : paragraph(safe(unknown), columns, 0, 'warning')),
    ...paragraph(
      wantsAttention(status) ? 'Something wants attention.' : 'Nothing wants attention.',
      columns,
      0,
      'heading',
    ),
  ];
}

const part = (heading: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [blank, line(span(heading, 'heading')), ...lines];

const typed = (text: string): Line => line('      ', span(text, 'name'));

const item = (mark: '!' | '·', name: string, text: string, columns: number): readonly Line[] => [
  ...wrap([span(`${mark} `, mark === '!' ? 'warning' : 'quiet'), span(safe(name), 'name')], columns, 4, 2),
  ...(text === '' ? [] : paragraph(safe(text), columns, 6)),
];

function showDriftCount({ drift }: Status, command: Command, columns: number): readonly Line[] {
  const { values, objects, unresolved, blocked } = drift;
  const is = [
    values > 0
      ? `${count(values, 'value')} of ${count(objects, 'object')} ${values === 1 ? 'is' : 'are'} not as the files say`
      : '',
    unresolved > 0 ? `${count(unresolved, 'entry')} not found in the tenant` : '',
  ].filter((each) => each !== '');
  const also =
    blocked > 0 ? `${count(blocked, 'value')} blocked, which no apply can write (the plan lists them)` : '';
  const quiet = also === '' ? [] : paragraph(`${also}.`, columns, 6, 'quiet');
  if (is.length === 0) return part('Drift', [...item('·', 'None', '', columns), ...quiet]);
  return part('Drift', [
    ...item('!', `${is.join(', ')}.`, 'Who changed it, and both ways out:', columns),
    typed(command('drift')),
    ...quiet,
  ]);
}

function showContested({ contested, names }: Status, command: Command, columns: number): readonly Line[] {
  if (contested.length === 0) return [];
  return part('Contested', [
    ...contested.flatMap(({ object, attribute, by, times }) =>
      item(
        '!',
        `${names[object] ?? object}, ${shownName(attribute)}`,
        `${by} changed it away ${times} times.`,
        columns,
      ),
    ),
    ...paragraph('Decide who is to hold it; then declare it there, or leave it to them:', columns, 6),
    typed(command('drift')),
  ]);
}

function showUnfinished({ unfinished, lock }: Status, command: Command, columns: number): readonly Line[] {
  return part('Applies', [
    ...unfinished.flatMap(({ journal, at, undoes }) => [
      ...item(
        '!',
        journal,
        `What began on ${moment(at)} did not come to its end, or is still at it. To finish it:`,
        columns,
      ),
      typed(undoes === undefined ? command('apply') : command('rollback', undoes)),
    ]),
    ...(lock
      ? item(
          '·',
          lock.path,
          lock.stale === undefined
            ? `Held by ${lock.holder}. Others wait until it has ended.`
            : `Left behind by ${lock.holder} (${lock.stale}). The next apply removes it.`,
          columns,
        )
      : []),
  ]);
}

function showPaused({ paused, names }: Status, command: Command, columns: number): readonly Line[] {
  return part(
    'Paused: nobody enters or leaves, whatever the rule says',
    paused.flatMap((each) => [
      ...item(
        each.why === 'declared' || each.why === 'undeclared' ? '·' : '!',
        names[each.group] ?? each.group,
        whyPaused(each),
        columns,
      ),
      ...(each.why === 'contrary' || each.why === 'interrupted' ? [typed(command('apply'))] : []),
    ]),
  );
}

function whyPaused(paused: PausedGroup): string {
  switch (paused.why) {
    case 'declared':
      return `Until ${paused.until}, as the files say: ${paused.reason}`;
    case 'undeclared':
      return 'The files say nothing about that.';
    case 'overdue':
    case 'contrary':
    case 'interrupted':
      return pausedSentence(paused);
  }
}

function showBehind(status: Status, command: Command, columns: number): readonly Line[] {
  const { behind, asked, names } = status;
  const lines = behind.flatMap((each) => {
    const last = each.lastUpdated === undefined ? '' : ` Its members are of ${moment(each.lastUpdated)}.`;
    const what = hasFailed(each)
      ? `Entra could not process its rule${each.error === undefined ? '' : `: ${each.error}`}.`
      : each.status === 'Running'
        ? 'Entra is processing its rule.'
        : each.status === 'NotStarted'
          ? 'Entra has not begun to process its rule.'
          : `Entra says of its rule: ${each.status}.`;
    return item(hasFailed(each) ? '!' : '·', names[each.group] ?? each.group, what + last, columns);
  });
  const rest = asked.of - asked.groups;
  return part('Behind', [
    ...lines,
    ...(lines.length === 0
      ? []
      : [
          ...paragraph('Who is in each, against what its rule says:', columns, 6),
          typed(command('calibrate')),
        ]),
    ...(rest > 0
      ? paragraph(
          `Entra was not asked about ${count(rest, 'group')} more, to keep this quick.`,
          columns,
          2,
          'quiet',
        )
      : []),
  ]);
}

function showDue({ due, names }: Status, command: Command, columns: number): readonly Line[] {
  return part(
    'Not verified',
    due.flatMap((each) => [
      ...item('!', each.journal, dueSentence(each, { names, plan: { names: {} } }), columns),
      typed(command('verify', each.journal)),
    ]),
  );
}
