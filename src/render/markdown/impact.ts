import type { GroupImpact, ImpactBucket, ImpactDirection } from '../../core/plan/plan.ts';
import {
  becauseWords,
  causes,
  isPausedMeanwhile,
  openReason,
  transitionWords,
  remarks,
} from '../text/impact.ts';
import { shortened } from '../text/shortened.ts';
import { count } from '../text/summary.ts';
import { always, block, forms, type Block } from './blocks.ts';
import { details } from './details.ts';
import { prose, text } from './escape.ts';
import { importance } from './importance.ts';
import { lossesFirst, type Moves } from './moves.ts';
import { rows } from './rows.ts';
import { codeIn, nameIn, some, sorted, type Shown } from './shown.ts';
import { table } from './table.ts';

/** Who loses access, who gains it, and the groups in which nobody moves now; each a block. */
export function impactBlocks({ leaving, entering, others }: Moves, shown: Shown): readonly Block[] {
  return [
    ...(leaving.length > 0 ? [losing(leaving, shown)] : []),
    ...(entering.length > 0 ? [gaining(entering, shown)] : []),
    ...(others.length > 0 ? [remaining(others, shown)] : []),
  ];
}

const all = Number.POSITIVE_INFINITY;
/** People that are named for one reason before the others are folded; and fewer and fewer where there is little room. */
const many = 20;
const few = 5;
const fewer = [10, few, 2] as const;

const losing = (groups: readonly GroupImpact[], shown: Shown): Block =>
  section('Who loses access', 'loses members', groups, shown, {
    names: importance.names,
    fewNames: importance.fewNames,
    groups: importance.leaving,
  });

const gaining = (groups: readonly GroupImpact[], shown: Shown): Block =>
  section('Who gains access', 'gains members', groups, shown, {
    names: importance.enteringNames,
    fewNames: importance.fewEntering,
    groups: importance.entering,
  });

/** First fewer people are named in each group, then only those of the first groups, then nobody, then fewer groups. */
function section(
  title: string,
  verb: string,
  groups: readonly GroupImpact[],
  shown: Shown,
  given: { readonly names: number; readonly fewNames: number; readonly groups: number },
): Block {
  const heading = `#### ${title}`;
  const list = (most: number, some = groups): string => `${heading}\n\n${showGroups(some, shown, most)}`;
  const subject =
    groups.length === 1 ? `1 group ${verb}` : `${number(groups.length)} groups ${verb.replace('s ', ' ')}`;
  return forms(
    block(list(all), importance.allNames),
    block(list(many), given.names),
    ...fewer.map((most) => block(list(most), given.fewNames)),
    ...halves(groups.length).map((named) =>
      block(
        `${list(few, groups.slice(0, named))}\n\n${titles('', groups.slice(named), shown)(groups.length - named).trim()}`,
        given.fewNames,
      ),
    ),
    rows(
      groups.length,
      titles(heading, groups, shown),
      given.groups,
      `${subject}; see ${shown.elsewhere} for who they are.`,
    ),
  );
}

function remaining(groups: readonly GroupImpact[], shown: Shown): Block {
  const telling = groups.filter(({ buckets, processing }) => buckets.length > 0 || processing !== 'on');
  const still = groups.length - telling.length;
  const sentence = `${count(groups.length, 'other group')} concerned, in which nobody enters or leaves now`;
  const rest =
    still === 0 || telling.length === 0 ? [] : [`In ${count(still, 'more group')} nobody enters or leaves.`];
  const body = (): string => [showGroups(telling, shown, shown.whole ? all : many), ...rest].join('\n\n');
  return telling.length === 0
    ? block(`${sentence}.`, always)
    : block(details(sentence, body()), importance.others, `${sentence}; see ${shown.elsewhere}.`);
}

const titles =
  (heading: string, groups: readonly GroupImpact[], shown: Shown) =>
  (most: number): string => {
    const lines = groups.slice(0, most).map((group) => `- ${title(group, shown)}`);
    const more = groups.slice(most);
    const moved = more.reduce((sum, { leaves }) => sum + leaves, 0);
    const rest =
      more.length === 0
        ? []
        : [
            `- and ${count(more.length, 'more group')}${moved > 0 ? `, which ${count(moved, 'member')} leave` : ''}`,
          ];
    return [heading, '', ...lines, ...rest, '', `Who they are: see ${shown.elsewhere}.`].join('\n');
  };

/** 10: 5, 2, 1. */
function halves(total: number): readonly number[] {
  const half = Math.floor(total / 2);
  return half === 0 ? [] : [half, ...halves(half)];
}

const number = (value: number): string => value.toLocaleString('en');

/** `SG-Sales · 6 → 5 members (− 2, + 1)` */
function title(impact: GroupImpact, shown: Shown): string {
  const { leaves, enters } = impact;
  const moved = [
    ...(leaves > 0 ? [`− ${number(leaves)}`] : []),
    ...(enters > 0 ? [`+ ${number(enters)}`] : []),
  ].join(', ');
  return `${nameIn(shown, impact.group)} · ${sizes(impact)} members${moved === '' ? '' : ` (${moved})`}`;
}

const sizes = ({ before, after }: GroupImpact): string =>
  `${number(before)} → ${after.min === after.max ? number(after.min) : `${number(after.min)} to ${number(after.max)}`}`;

/** A table of groups, and beneath it whoever had no room in it. */
function showGroups(groups: readonly GroupImpact[], shown: Shown, most: number): string {
  const shownRows = groups.map((group) => {
    const buckets = together(lossesFirst(group.buckets), shown);
    return [groupCell(group, shown), buckets.map((bucket) => showBucket(bucket, shown, most)).join('<br>')];
  });
  const more = most === all && !shown.whole ? groups.flatMap((group) => showMore(group, shown)) : [];
  const isShort =
    most !== all &&
    shown.redaction !== 'counts' &&
    groups.some((group) =>
      together(lossesFirst(group.buckets), shown).some(({ members }) => members.length > most),
    );
  if (isShort) more.push(`Whoever is not named here: see ${shown.elsewhere}.`);
  return [table(['Group', 'Who'], shownRows), ...more].join('\n\n');
}

function groupCell(impact: GroupImpact, shown: Shown): string {
  const { plan } = shown;
  const sentences = [...remarks(impact, plan), ...(isPausedMeanwhile(impact, plan) ? [transitionWords] : [])];
  return [
    nameIn(shown, impact.group),
    `${sizes(impact)} members`,
    ...sentences.map((each) => `<sub>${prose(each)}</sub>`),
  ].join('<br>');
}

const words: Readonly<Record<ImpactDirection, readonly [sign: string, one: string, several: string]>> = {
  leaves: ['−', 'leaves', 'leave'],
  enters: ['+', 'enters', 'enter'],
  leavesMeanwhile: ['~', 'leaves until the rule is written', 'leave until the rule is written'],
  entersMeanwhile: ['~', 'enters until the rule is written', 'enter until the rule is written'],
  undeterminedMember: [
    '?',
    'member of whom it cannot be determined',
    'members of whom it cannot be determined',
  ],
  undeterminedOther: ['?', 'other of whom it cannot be determined', 'others of whom it cannot be determined'],
  unexpectedMember: [
    '!',
    'is a member now, though the rule of today does not say so; not counted',
    'are members now, though the rule of today does not say so; not counted',
  ],
  missingMember: [
    '!',
    'is no member now, though the rule of today says so; not counted',
    'are no members now, though the rule of today says so; not counted',
  ],
};

function headline({ direction, members }: ImpactBucket): string {
  const [sign, one, several] = words[direction];
  return `${sign} ${number(members.length)} ${members.length === 1 ? one : several}`;
}

function showBucket(bucket: ImpactBucket, shown: Shown, most: number): string {
  const limit = most === all && !shown.whole ? many : most;
  const people = shown.redaction === 'counts' ? '' : `: ${some(namesIn(bucket, shown), limit)}`;
  const why = because(bucket, shown);
  return `<b>${headline(bucket)}</b>${people}${why === '' ? '' : `<br><sub>${why}</sub>`}`;
}

/** People for whom the same words would stand. */
function together(buckets: readonly ImpactBucket[], shown: Shown): readonly ImpactBucket[] {
  const same = Map.groupBy(buckets, (bucket) => `${bucket.direction} ${because(bucket, shown)}`);
  return [...same.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, members: [first, ...rest].flatMap(({ members }) => members) }] : [],
  );
}

const namesIn = ({ members }: ImpactBucket, shown: Shown): readonly string[] =>
  sorted(members.map((key) => nameIn(shown, key)));

function because({ direction, because: reason, changes }: ImpactBucket, shown: Shown): string {
  const open = openReason(direction, reason);
  const causing = text(causes(changes)).replace(/^; /, '');
  const deciding =
    open === undefined
      ? reason === ''
        ? ''
        : `${becauseWords(direction)} ${becauseOf(reason, shown)}`
      : `because ${text(open)}`;
  const pending = isPending(changes, shown) ? '<i>already pending, not from this pull request</i>' : '';
  return [deciding, causing, pending].filter((part) => part !== '' && part !== text('')).join('; ');
}

/** Whether all that causes something was wanted before; unknown without a base. */
const isPending = (changes: ImpactBucket['changes'], { plan, pendingKeys }: Shown): boolean =>
  plan.provenance.base !== undefined && changes.length > 0 && changes.every((key) => pendingKeys.has(key));

/** Some reasons are sentences of ours, the others parts of a rule. */
const becauseOf = (reason: string, shown: Shown): string =>
  /^(?:the group is deleted|the members are set one by one|it is no (?:user|device))$/.test(reason)
    ? reason
    : codeIn(shown, reason);

/** Whoever is not among the first ones, folded. */
function showMore(impact: GroupImpact, shown: Shown): readonly string[] {
  if (shown.redaction === 'counts') return [];
  const name = text(shortened(shown.plan.names[impact.group] ?? impact.group, 60));
  return together(lossesFirst(impact.buckets), shown)
    .filter(({ members }) => members.length > many)
    .map((bucket) => details(`${name}: ${headline(bucket)}, all of them`, namesIn(bucket, shown).join(', ')));
}
