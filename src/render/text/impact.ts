import type { GroupImpact, ImpactBucket, ImpactDirection, Plan } from '../../core/plan/plan.ts';
import { undeterminedReasons } from '../../rules/outcome.ts';
import { safe } from '../safe.ts';
import { reasonWords } from './explanation.ts';
import { blank, line, paragraph, span, wrap, type Line, type Role } from './lines.ts';
import { count } from './summary.ts';

/** Who enters and who leaves which group: the largest losses first. */
export function showImpact(plan: Plan, columns: number): readonly Line[] {
  if (plan.impact.length === 0) return [];
  const { moving, still } = byLosses(plan);
  return [
    blank,
    line(span(impactTitle, 'heading')),
    ...moving.flatMap((impact) => [blank, ...showGroup(impact, plan, columns)]),
    ...(still.length === 0 ? [] : [blank, ...paragraph(stillWords(still.length), columns, 2)]),
  ];
}

export const impactTitle = 'Who enters and who leaves';

/** Groups in which somebody moves, or would if Entra evaluated them: the largest losses first; and the others. */
export function byLosses(plan: Plan): {
  readonly moving: readonly GroupImpact[];
  readonly still: readonly GroupImpact[];
} {
  return {
    moving: plan.impact
      .filter(moves)
      .toSorted((a, b) => b.leaves - a.leaves || b.enters - a.enters || byName(plan, a, b)),
    still: plan.impact.filter((impact) => !moves(impact)),
  };
}

const moves = ({ buckets, processing }: GroupImpact): boolean => buckets.length > 0 || processing !== 'on';

export const stillWords = (groups: number): string =>
  `${count(groups, 'other group')} concerned, in which nobody enters or leaves.`;

function byName(plan: Plan, a: GroupImpact, b: GroupImpact): number {
  return (plan.names[a.group] ?? a.group) < (plan.names[b.group] ?? b.group) ? -1 : 1;
}

function showGroup(impact: GroupImpact, plan: Plan, columns: number): readonly Line[] {
  return [
    ...wrap(
      [span(safe(plan.names[impact.group] ?? impact.group), 'name'), span('  '), ...numbers(impact)],
      columns,
      6,
      2,
    ),
    ...transition(impact, plan, columns),
    ...remarks(impact, plan).flatMap((text) => paragraph(text, columns, 6, 'warning')),
    ...together(impact.buckets).flatMap((bucket) => showBucket(bucket, plan, columns)),
  ];
}

const number = (value: number): string => value.toLocaleString('en');

/** `2,118 → 2,527` */
export function membersWords({ before, after }: GroupImpact): string {
  const range = after.min === after.max ? number(after.min) : `${number(after.min)} to ${number(after.max)}`;
  return `${number(before)} → ${range}`;
}

/** `2,118 → 2,527 (+412 −3)` */
function numbers(impact: GroupImpact): readonly ReturnType<typeof span>[] {
  const { enters, leaves } = impact;
  const moves = [
    ...(enters > 0 ? [span(`+${number(enters)}`, 'added')] : []),
    ...(enters > 0 && leaves > 0 ? [span(' ')] : []),
    ...(leaves > 0 ? [span(`−${number(leaves)}`, 'removed')] : []),
  ];
  return [span(membersWords(impact)), ...(moves.length > 0 ? [span(' ('), ...moves, span(')')] : [])];
}

/** That the group is paused while its rule and what the rule reads are written. */
const transition = (impact: GroupImpact, plan: Plan, columns: number): readonly Line[] =>
  isPausedMeanwhile(impact, plan) ? paragraph(transitionWords, columns, 6) : [];

export const transitionWords = 'It is paused while this is written, and processed again at the end.';
export const isPausedMeanwhile = (
  { group }: GroupImpact,
  { operations }: Pick<Plan, 'operations'>,
): boolean => operations.some(({ object, passing }) => passing !== undefined && object === group);

/** What makes a group special, and what hangs on it, as sentences. */
export function remarks(
  { processing, carries, everybody, secondOrder, buckets }: GroupImpact,
  plan: Plan,
): readonly string[] {
  const hanging = [
    ...(carries.licences.length > 0 ? [`assigns ${carries.licences.map(safe).join(', ')}`] : []),
    ...(carries.team ? ['has a team in Microsoft Teams'] : []),
    ...(carries.roleAssignable ? ['can hold admin roles'] : []),
    ...(carries.mailEnabled && !carries.team ? ['receives mail'] : []),
    ...(carries.synced ? ['is synced from on-premises'] : []),
  ];
  const readers = secondOrder.map((key) => safe(plan.names[key] ?? key)).join(', ');
  return [
    ...(hanging.length > 0 ? [`The group ${hanging.join(', ')}.`] : []),
    ...(everybody ? ['The rule matches everybody, or every device, in the tenant.'] : []),
    ...(processing === 'paused'
      ? ['Its processing is paused: nobody enters or leaves until it is on again. Then:']
      : []),
    ...(processing === 'frozen'
      ? [
          'Its rule names members of other groups, which Entra no longer evaluates (since 2026-11-03): nobody enters or leaves.',
        ]
      : []),
    ...(buckets.some(({ direction }) => direction === 'unexpectedMember' || direction === 'missingMember')
      ? [
          'Unreliable: the members that Entra has are not those of the rule of today. Entra may not be done yet; `tenantry calibrate` says more.',
        ]
      : []),
    ...(readers === ''
      ? []
      : [`The rules of ${readers} read licences that it assigns; what follows there is not worked out.`]),
  ];
}

/** How the people of a bucket fare. */
export const directionWords: Readonly<
  Record<ImpactDirection, { readonly text: string; readonly role: Role }>
> = {
  leaves: { text: '−', role: 'removed' },
  enters: { text: '+', role: 'added' },
  leavesMeanwhile: { text: '~ leaves until the rule is written:', role: 'warning' },
  entersMeanwhile: { text: '~ enters until the rule is written:', role: 'warning' },
  undeterminedMember: { text: '? a member now, cannot be determined:', role: 'warning' },
  undeterminedOther: { text: '? no member now, cannot be determined:', role: 'warning' },
  unexpectedMember: {
    text: '! a member now, though the rule of today does not say so; not counted:',
    role: 'quiet',
  },
  missingMember: { text: '! no member now, though the rule of today says so; not counted:', role: 'quiet' },
};

/** People for whom the same words would stand. */
function together(buckets: readonly ImpactBucket[]): readonly ImpactBucket[] {
  const same = Map.groupBy(buckets, (bucket) => `${bucket.direction} ${reasonOf(bucket)}`);
  return [...same.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, members: [first, ...rest].flatMap(({ members }) => members) }] : [],
  );
}

const shown = 8;

function showBucket(bucket: ImpactBucket, plan: Plan, columns: number): readonly Line[] {
  const { direction, members } = bucket;
  const { text, role } = directionWords[direction];
  const names = members.map((key) => safe(plan.names[key] ?? key)).toSorted();
  const more = names.length > shown ? ` and ${(names.length - shown).toLocaleString('en')} more` : '';
  return [
    ...wrap([span(text, role), span(` ${names.slice(0, shown).join(', ')}${more}`)], columns, 8, 6),
    ...paragraph(reasonOf(bucket), columns, 8, 'quiet'),
  ];
}

/** What decides for the people of a bucket, and what of the plan causes it. */
export const reasonOf = ({ direction, because, changes }: ImpactBucket): string =>
  `${undetermined(direction, because)}${causes(changes)}`;

const undetermined = (direction: ImpactDirection, because: string): string =>
  `${becauseWords(direction)} ${openReason(direction, because) ?? safe(because)}`;

/** Where Entra and the rule of today disagree, the reason is the rule's and none for how it is now. */
export function becauseWords(direction: ImpactDirection): string {
  if (direction === 'unexpectedMember') return 'the rule leaves them out because';
  return direction === 'missingMember' ? 'the rule takes them in because' : 'because';
}

/** Why nothing can be said of people; undefined where a part of the rule decides. */
export function openReason(direction: ImpactDirection, because: string): string | undefined {
  if (direction !== 'undeterminedMember' && direction !== 'undeterminedOther') return undefined;
  const reason = undeterminedReasons.find((each) => each === because);
  return reason === undefined ? undefined : reasonWords(reason);
}

/** `; changed: department, the rule` */
export function causes(changes: readonly string[]): string {
  const kinds = new Set(changes.map((key) => key.slice(key.lastIndexOf('/') + 1)));
  if (kinds.has('exists')) return '';
  // A rule that comes into force starts its processing, which is no news.
  if (kinds.has('membershipRule')) kinds.delete('membershipRuleProcessingState');
  const named = [...kinds].map((name) => changeWords[name] ?? name).toSorted();
  return named.length === 0 ? '' : `; changed: ${named.join(', ')}`;
}

const changeWords: Readonly<Record<string, string>> = {
  membershipRule: 'the rule',
  membershipRuleProcessingState: 'its processing',
};
