import type { Value } from '../../core/attributes/attribute.ts';
import type { GroupImpact, ImpactDirection } from '../../core/plan/plan.ts';
import type { UndeterminedReason } from '../../rules/outcome.ts';
import { safe } from '../safe.ts';
import { reasonWords } from './explanation.ts';
import { blank, paragraph, span, wrap, type Line, type Role } from './lines.ts';
import { count } from './summary.ts';
import { showValue } from './value.ts';

/** What a person's groups would be with other attributes. */
export interface WhatIf {
  readonly person: string;
  readonly assumed: readonly {
    readonly attribute: string;
    readonly before: Value;
    readonly after: Value;
    readonly unchanged: boolean;
  }[];
  /** Assumed attributes that no rule can read. */
  readonly ignored: readonly string[];
  readonly impact: readonly GroupImpact[];
  /** Names of groups, and of managers, by key. */
  readonly names: Readonly<Record<string, string>>;
}

/** The answer of `tenantry whatif`. */
export function showWhatIf(whatIf: WhatIf, columns: number): readonly Line[] {
  const { person, assumed, ignored, impact, names } = whatIf;
  const moves = impact
    .flatMap((group) => group.buckets.map((bucket) => ({ group, ...bucket })))
    .toSorted((a, b) => rank(a.direction) - rank(b.direction) || nameOf(a.group, names, b.group));
  const frozen = impact.filter((group) => group.processing === 'frozen');
  return [
    ...wrap([span('If '), span(safe(person), 'name'), span(' had')], columns, 2, 0),
    ...assumed.flatMap(({ attribute, before, after, unchanged }) =>
      wrap(
        [
          span(`${attribute}: `),
          span(showValue(attribute, before, names), 'removed'),
          span(' → '),
          span(showValue(attribute, after, names), 'added'),
          span(unchanged ? '  (as it is)' : '', 'quiet'),
        ],
        columns,
        4,
        2,
      ),
    ),
    ...(ignored.length > 0
      ? paragraph(
          `Rules cannot read ${ignored.join(', ')}, so nothing follows from that.`,
          columns,
          0,
          'quiet',
        )
      : []),
    blank,
    ...moves.flatMap(({ group, direction, because }) => [
      ...wrap(
        [
          span(words[direction].text.padEnd(9), words[direction].role),
          span(safe(names[group.group] ?? group.group), 'name'),
          ...hanging(group),
        ],
        columns,
        11,
        2,
      ),
      ...remarks(group, direction, because).flatMap((text) => paragraph(text, columns, 11, 'quiet')),
    ]),
    ...frozen.flatMap((group) =>
      paragraph(
        `frozen   ${safe(names[group.group] ?? group.group)}: Entra no longer evaluates memberOf, so nobody enters or leaves.`,
        columns,
        2,
        'warning',
      ),
    ),
    ...(moves.length + frozen.length === 0 ? [] : [blank]),
    ...paragraph(
      `${conclusion(moves)} This is by the rules that the tenant has now. Nothing was written.`,
      columns,
      0,
      'heading',
    ),
  ];
}

const words: Readonly<Record<ImpactDirection, { readonly text: string; readonly role: Role }>> = {
  leaves: { text: '− leaves', role: 'removed' },
  enters: { text: '+ enters', role: 'added' },
  leavesMeanwhile: { text: '~ leaves', role: 'warning' },
  entersMeanwhile: { text: '~ enters', role: 'warning' },
  undeterminedMember: { text: '? open', role: 'warning' },
  undeterminedOther: { text: '? open', role: 'warning' },
  unexpectedMember: { text: '! differs', role: 'quiet' },
  missingMember: { text: '! differs', role: 'quiet' },
};

const order = Object.keys(words);
const rank = (direction: ImpactDirection): number => order.indexOf(direction);

function nameOf(a: GroupImpact, names: WhatIf['names'], b: GroupImpact): number {
  return (names[a.group] ?? a.group) < (names[b.group] ?? b.group) ? -1 : 1;
}

/** What goes with the group. */
function hanging({ carries }: GroupImpact): readonly ReturnType<typeof span>[] {
  const all = [
    ...(carries.licences.length > 0 ? [`assigns ${carries.licences.map(safe).join(', ')}`] : []),
    ...(carries.team ? ['has a team'] : []),
    ...(carries.roleAssignable ? ['can hold admin roles'] : []),
  ];
  return all.length === 0 ? [] : [span(`  (${all.join('; ')})`, 'warning')];
}

function remarks(group: GroupImpact, direction: ImpactDirection, because: string): readonly string[] {
  return [
    direction === 'undeterminedMember' || direction === 'undeterminedOther'
      ? `${direction === 'undeterminedMember' ? 'a member now' : 'no member now'}; it cannot be determined: ${reasonWords(because as UndeterminedReason)}`
      : `because ${safe(because)}`,
    ...(direction === 'unexpectedMember' ? ['a member already, though the rule does not say so today'] : []),
    ...(direction === 'missingMember' ? ['no member yet, though the rule says so today'] : []),
    ...(group.processing === 'paused' ? ['not before its processing is on again: it is paused'] : []),
  ];
}

function conclusion(moves: readonly { readonly direction: ImpactDirection }[]): string {
  const number = (direction: ImpactDirection): number =>
    moves.filter((move) => move.direction === direction).length;
  const [enters, leaves] = [number('enters'), number('leaves')];
  if (enters + leaves === 0) return 'They would enter and leave no group.';
  if (leaves === 0) return `They would enter ${count(enters, 'group')} and leave none.`;
  if (enters === 0) return `They would leave ${count(leaves, 'group')} and enter none.`;
  return `They would enter ${count(enters, 'group')} and leave ${count(leaves, 'group')}.`;
}
