import { isRefused } from '../../core/guards/evaluate.ts';
import { guardTexts } from '../../core/guards/guard.ts';
import { shortened } from '../text/shortened.ts';
import { changeName } from '../text/plan.ts';
import { count, summarise } from '../text/summary.ts';
import { worseWords } from '../text/worse.ts';
import { alert } from './alert.ts';
import { always, block, type Block } from './blocks.ts';
import { code, prose, text } from './escape.ts';
import { importance } from './importance.ts';
import type { Moves } from './moves.ts';
import { rows } from './rows.ts';
import { nameIn, some, type Shown } from './shown.ts';
import { table } from './table.ts';

/** That a pull request loosens what holds it back: nothing is said before that. */
export function loosenedBlock({ plan }: Shown): readonly Block[] {
  const { loosened } = plan;
  if (loosened.length === 0) return [];
  const intro = `**This pull request loosens what guards the tenant.** For this plan, what ${text(plan.provenance.base ?? 'the base')} says counts.`;
  const show = (most: number): string => {
    const more = loosened.length - most;
    return alert('CAUTION', [
      intro,
      ...loosened.slice(0, most).map((each) => `- ${text(each)}`),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ]);
  };
  return [
    rows(
      loosened.length,
      show,
      importance.loosened,
      alert('CAUTION', [intro, `- in ${count(loosened.length, 'place')}`]),
    ),
  ];
}

/** Who loses and who gains, in one sentence, and all of it in numbers. */
export function countBlocks(shown: Shown, moves: Moves): readonly Block[] {
  const { plan } = shown;
  return [
    block(`**${headline(shown, moves)}**${limited(shown)}${leftOut(shown)}`, always),
    block(numbers(shown, moves), always),
    block(prose(summarise(plan)), always),
  ];
}

function headline({ plan }: Shown, { whoLeaves, whoEnters, leaving, entering }: Moves): string {
  if (plan.changes.length === 0) return 'Nothing to do in the tenant.';
  const gaining = [...leaving, ...entering].filter(({ enters }) => enters > 0).length;
  const losing = leaving.filter(({ leaves }) => leaves > 0).length;
  const parts = [
    ...(whoLeaves > 0 ? [who(whoLeaves, 'leave', losing)] : []),
    ...(whoEnters > 0 ? [who(whoEnters, 'enter', gaining)] : []),
  ];
  return parts.length === 0 ? 'Nobody enters or leaves a group.' : `${parts.join(', ')}.`;
}

const who = (size: number, verb: string, groups: number): string =>
  `${count(size, 'member')} ${verb}${size === 1 ? 's' : ''} ${count(groups, 'group')}`;

const limited = ({ plan }: Shown): string =>
  plan.only === undefined
    ? ''
    : `<br>Only ${text(shortened(some(plan.only, 10), 300))}; this says nothing about the rest.`;

/** What somebody keeps taking back is no part of an apply by hand. */
function leftOut({ plan, redaction }: Shown): string {
  const { without = [], names } = plan;
  if (without.length === 0) return '';
  const which =
    redaction === 'full'
      ? `: ${text(
          some(
            without.map((key) => changeName(key, names)),
            10,
          ),
        )}`
      : '';
  return `<br>${count(without.length, 'change')} left out on purpose${which}.`;
}

function numbers({ plan }: Shown, { whoLeaves, whoEnters }: Moves): string {
  const { counts, provenance } = plan;
  const wanted: readonly (readonly [string, number])[] = [
    ['Leave', whoLeaves],
    ['Enter', whoEnters],
    ['Users', counts.users],
    ['Groups', counts.groups],
    ['Changes', counts.changes],
    ...(provenance.base === undefined ? [] : ([['of them new', counts.introduced]] as const)),
    ['Cleared', counts.cleared],
    ['Blocked', counts.blocked],
    ['Unresolved', counts.unresolved],
  ];
  // The first five tell most where they are none.
  const shown = wanted.filter(([, size], index) => index < 5 || size > 0);
  return table(
    shown.map(([word]) => word),
    [shown.map(([, size]) => size.toLocaleString('en'))],
    shown.map(() => 'right'),
  );
}

/** That nothing of the plan would run, and why. */
export function refusalBlocks(shown: Shown): readonly Block[] {
  const { plan } = shown;
  const refused = plan.guards.filter(({ verdict }) => verdict === 'refused');
  return [
    ...(isRefused(plan)
      ? [
          block(
            alert('CAUTION', [
              `**${refused.length === 1 ? 'A guard refuses' : `${refused.length} guards refuse`} this plan, so nothing of it would be applied:** ${refused.map(({ guard }) => guardTexts[guard]).join('; ')}.`,
            ]),
            always,
          ),
        ]
      : []),
    ...worse(shown),
  ];
}

const people = 10;

function worse(shown: Shown): readonly Block[] {
  const { plan, redaction } = shown;
  if (plan.worse.length === 0) return [];
  const list = (keys: readonly string[]): string =>
    redaction === 'counts'
      ? count(keys.length, 'member')
      : some(
          keys.map((key) => nameIn(shown, key)),
          people,
        );
  const lines = plan.worse.map(({ group, leaves, enters }) =>
    [
      `- ${nameIn(shown, group)}`,
      ...(leaves.length > 0 ? [`would also leave, or may: ${list(leaves)}`] : []),
      ...(enters.length > 0 ? [`would also enter, or may: ${list(enters)}`] : []),
    ].join('<br>'),
  );
  const show = (most: number): string =>
    alert('CAUTION', [
      `**Worse than approved.** ${worseWords}`,
      ...lines.slice(0, most),
      ...(most < lines.length ? [`- and ${count(lines.length - most, 'more group')}`] : []),
    ]);
  return [
    rows(
      lines.length,
      show,
      importance.leaving,
      alert('CAUTION', [`**Worse than approved.** ${worseWords}`]),
    ),
  ];
}

/** What a summary of a plan is called, as Markdown. */
export const tenantName = ({ plan }: Shown): string =>
  plan.tenant.name === plan.tenant.id
    ? `tenant ${code(plan.tenant.id)}`
    : text(shortened(plan.tenant.name, 60));
