import {
  agreementOf,
  type Calibrated,
  type CalibratedGroup,
  type Tally,
} from '../../core/impact/calibrated.ts';
import type { LiveObject } from '../../core/live/live.ts';
import { safe } from '../safe.ts';
import { nameOf, showCalibrated } from './calibrated-group.ts';
import { blank, line, pad, paragraph, span, wrap, type Line } from './lines.ts';
import { shortened } from './shortened.ts';
import { count } from './summary.ts';

/** Groups that are shown in one list. */
const most = 40;

/** Agreement overall, by construct and by group, and what is not counted. */
export function showCalibration(calibrated: Calibrated, tenant: string, columns: number): readonly Line[] {
  const { groups, users, paused, device, frozen, unreadable } = calibrated;
  const differing = groups.filter(({ disagreeing, undetermined }) => disagreeing + undetermined > 0);
  return [
    ...wrap([span('Calibration on '), span(safe(tenant), 'name')], columns, 2, 0),
    ...paragraph(
      `${count(users, 'user')} held against the rules of ${count(groups.length, 'dynamic group')}. Nothing was written.`,
      columns,
      0,
    ),
    ...table(calibrated.constructs, columns),
    ...groupTable(groups, columns),
    ...part('Where Entra and the rule differ', differing, columns),
    ...part('Paused: members may lawfully differ; not counted', paused, columns),
    ...apart('Rules about devices, which are not evaluated here', device, columns),
    ...apart('Frozen: memberOf, which Entra no longer evaluates', frozen, columns),
    ...apart('Rules that cannot be read', unreadable, columns),
    blank,
    ...conclusion(calibrated, columns),
  ];
}

const number = (value: number): string => value.toLocaleString('en');

/** Never rounded up to 100 %. */
export function percentage(tally: Tally): string {
  const share = agreementOf(tally);
  return share === undefined ? '-' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

const heads = ['pairs', 'members', 'differ', 'open', 'agreement'];
const cells = (tally: Tally): readonly string[] => [
  number(tally.pairs),
  number(tally.memberships),
  number(tally.disagreeing),
  number(tally.undetermined),
  percentage(tally),
];
const widths = [13, 11, 8, 8, 11];

function row(name: string, values: readonly string[], columns: number): Line {
  const room = Math.max(16, columns - 2 - widths.reduce((sum, each) => sum + each, 0));
  return line(
    '  ',
    pad(shortened(safe(name), room - 1), room),
    ...values.map((value, index) => value.padStart(widths[index] ?? 0)),
  );
}

function table(constructs: Calibrated['constructs'], columns: number): readonly Line[] {
  if (constructs.length === 0) return [];
  return [
    blank,
    line(span('By what the rules use', 'heading')),
    row('', heads, columns),
    ...constructs.map((each) =>
      row(`${each.construct} (${count(each.groups, 'group')})`, cells(each), columns),
    ),
  ];
}

function groupTable(groups: readonly CalibratedGroup[], columns: number): readonly Line[] {
  if (groups.length === 0) return [];
  return [
    blank,
    line(span('By group', 'heading')),
    row('', heads, columns),
    ...groups.slice(0, most).map((each) => row(nameOf(each.group), cells(each), columns)),
    ...(groups.length > most
      ? paragraph(
          `and ${count(groups.length - most, 'more group')} that fare no worse; --json has all.`,
          columns,
          2,
        )
      : []),
  ];
}

function part(title: string, groups: readonly CalibratedGroup[], columns: number): readonly Line[] {
  if (groups.length === 0) return [];
  return [
    blank,
    ...paragraph(title, columns, 0, 'heading'),
    ...groups.slice(0, most).flatMap((each) => [blank, ...showCalibrated(each, columns)]),
    ...(groups.length > most
      ? [blank, ...paragraph(`and ${count(groups.length - most, 'more group')}; --json has all.`, columns, 2)]
      : []),
  ];
}

function apart(title: string, groups: readonly LiveObject[], columns: number): readonly Line[] {
  if (groups.length === 0) return [];
  const names = groups.map(nameOf).toSorted();
  const more = names.length > most ? ` and ${number(names.length - most)} more` : '';
  return [
    blank,
    ...paragraph(`${title}: ${count(groups.length, 'group')}`, columns, 0, 'heading'),
    ...paragraph(`${names.slice(0, most).map(safe).join(', ')}${more}`, columns, 2),
  ];
}

function conclusion(calibrated: Calibrated, columns: number): readonly Line[] {
  const { pairs, memberships, disagreeing, undetermined } = calibrated;
  if (pairs === 0)
    return paragraph('There is nothing to compare: no group has a rule about users.', columns, 0);
  const agreeing = pairs - undetermined - disagreeing;
  const open =
    undetermined === 0 ? '' : ` ${number(undetermined)} could not be determined and count neither way.`;
  return [
    ...paragraph(
      `Agreement: ${percentage(calibrated)}, ${number(agreeing)} of ${count(pairs - undetermined, 'pair')} of a person and a group, ${number(memberships)} of them memberships by Entra or by the rule; ${number(disagreeing)} differ.${open}`,
      columns,
      0,
      disagreeing === 0 ? 'passed' : 'warning',
    ),
    ...(disagreeing === 0
      ? []
      : paragraph(
          'Entra can take a day to process a change, so ask again before you conclude. `tenantry why PERSON GROUP` shows one case part by part.',
          columns,
          0,
        )),
  ];
}
