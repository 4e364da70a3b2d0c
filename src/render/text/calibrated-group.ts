import type { CalibratedGroup, Disagreement } from '../../core/impact/calibrated.ts';
import type { LiveObject } from '../../core/live/live.ts';
import type { UndeterminedReason } from '../../rules/outcome.ts';
import { safe } from '../safe.ts';
import { reasonWords } from './explanation.ts';
import { paragraph, span, wrap, type Line } from './lines.ts';
import { count } from './summary.ts';

/** Who is named for one disagreement. */
const people = 5;

export const nameOf = (group: LiveObject): string => group.displayName ?? group.id;
const number = (value: number): string => value.toLocaleString('en');

/** One group whose members are not, or need not be, those of its rule. */
export function showCalibrated(judged: CalibratedGroup, columns: number): readonly Line[] {
  const reasons = Object.entries(judged.undeterminedBecause) as [UndeterminedReason, number][];
  return [
    ...wrap(
      [span(safe(nameOf(judged.group)), 'name'), span(`  ${count(judged.members, 'member')}`)],
      columns,
      4,
      2,
    ),
    ...wrap([span(safe(judged.rule), 'quiet')], columns, 4),
    ...judged.disagreements.flatMap((each) => showDisagreement(each, columns)),
    ...(judged.disagreeing + judged.undetermined === 0
      ? paragraph('Entra and the rule agree.', columns, 4)
      : []),
    ...reasons.flatMap(([reason, size]) =>
      paragraph(`? ${number(size)} cannot be determined: ${reasonWords(reason)}`, columns, 4, 'warning'),
    ),
    ...(judged.notUsers > 0
      ? paragraph(
          `${count(judged.notUsers, 'member')} not among the users that were read`,
          columns,
          4,
          'quiet',
        )
      : []),
  ];
}

function showDisagreement(
  { entra, because, count: size, people: some }: Disagreement,
  columns: number,
): readonly Line[] {
  const names = some
    .slice(0, people)
    .map((user) => safe(user.userPrincipalName ?? user.displayName ?? user.id))
    .join(', ');
  const more = size > people ? ` and ${number(size - people)} more` : '';
  const what = entra ? 'a member to Entra, not by the rule:' : 'a member by the rule, not to Entra:';
  return [
    ...wrap(
      [span('! ', 'removed'), span(`${number(size)} ${what}`, 'removed'), span(` ${names}${more}`)],
      columns,
      6,
      4,
    ),
    ...paragraph(`because ${safe(because)}`, columns, 6, 'quiet'),
  ];
}
