import type { GroupImpact, ImpactBucket, ImpactCause, ObjectKey } from '../../core/plan/plan.ts';
import { impactDirections } from '../../core/plan/plan.ts';
import {
  byLosses,
  directionWords,
  impactTitle,
  isPausedMeanwhile,
  membersWords,
  reasonOf,
  remarks,
  stillWords,
  transitionWords,
} from '../text/impact.ts';
import { worseMoves, worseTitle, worseWords } from '../text/worse.ts';
import { html, type Child, type Html } from './element.ts';
import { classes, linkTo, listed, type Page, type Part } from './shown.ts';

/** Who enters and who leaves which group: the largest losses first, and of each group leavers first. */
export function impactPart(page: Page): readonly Part[] {
  const { plan } = page;
  if (plan.impact.length === 0) return [];
  const { moving, still } = byLosses(plan);
  const body = [
    ...moving.map((impact) => group(impact, page)),
    still.length === 0
      ? undefined
      : html`<p>${stillWords(still.length)}</p>
          ${listed(
            'Which',
            still.map((impact) => [linkTo(impact.group, page), ` ${membersWords(impact)}`]),
          )}`,
  ];
  return [{ id: 'impact', title: impactTitle, count: moving.length, body }];
}

function group(impact: GroupImpact, page: Page): Html {
  const { causes, enters, leaves } = impact;
  const moves = [
    leaves > 0 ? html` <span class="leaves">−${leaves}</span>` : undefined,
    enters > 0 ? html` <span class="enters">+${enters}</span>` : undefined,
  ];
  return html`<article>
    <h3>${linkTo(impact.group, page)}</h3>
    <p>Members: ${membersWords(impact)}${moves}</p>
    ${causes.length === 0 ? undefined : html`<p class="quiet">Because of ${causes.map((cause) => causeWords[cause]).join(', ')}.</p>`}
    ${isPausedMeanwhile(impact, page.plan) ? html`<p>${transitionWords}</p>` : undefined}
    ${remarks(impact, page.plan).map((text) => html`<p class="note">${text}</p>`)}
    ${impact.buckets.toSorted((a, b) => rank(a) - rank(b)).map((bucket) => people(bucket, page))}
  </article> `;
}

const rank = ({ direction }: ImpactBucket): number => impactDirections.indexOf(direction);

const causeWords: Readonly<Record<ImpactCause, string>> = {
  rule: 'its rule',
  attributes: 'attributes of people',
  conversion: 'its change from assigned members to a rule',
  resumed: 'its processing, which goes on',
  created: 'its creation',
  deleted: 'its deletion',
  members: 'members added and removed one by one',
};

function people(bucket: ImpactBucket, page: Page): Html {
  const { direction, members } = bucket;
  const { text, role } = directionWords[direction];
  const word = spelled[text];
  const title =
    word === undefined
      ? html`<span class="open">${text}</span> ${members.length}`
      : html`<span class="${classes[role] ?? 'open'}"
          >${text} ${members.length} ${members.length === 1 ? word.one : word.more}</span
        >`;
  return html`<div class="bucket">
    <p>${title}</p>
    <p class="quiet">${reasonOf(bucket)}</p>
    ${listed(
      'Who',
      sorted(members, page).map((member) => linkTo(member, page)),
    )}
  </div> `;
}

/** Signs that say enough in a terminal. */
const spelled: Readonly<Record<string, { readonly one: string; readonly more: string }>> = {
  '−': { one: 'leaves', more: 'leave' },
  '+': { one: 'enters', more: 'enter' },
};

const sorted = (members: readonly ObjectKey[], { plan: { names } }: Page): readonly ObjectKey[] =>
  members.toSorted((a, b) => ((names[a] ?? a) < (names[b] ?? b) ? -1 : 1));

/** Why nothing of a plan runs although all of it was approved. */
export function worsePart(page: Page): readonly Part[] {
  const { worse } = page.plan;
  if (worse.length === 0) return [];
  const moves = (title: string, of: readonly ObjectKey[]): Child =>
    of.length === 0
      ? undefined
      : html`<p>${title}:</p>
          ${listed(
            'Who',
            of.map((each) => linkTo(each, page)),
          )}`;
  const body = [
    html`<p class="note">${worseWords}</p>`,
    ...worse.map(
      ({ group: key, leaves, enters }) =>
        html`<article>
          <h3>${linkTo(key, page)}</h3>
          ${moves(worseMoves.leaves, leaves)}${moves(worseMoves.enters, enters)}
        </article> `,
    ),
  ];
  return [{ id: 'worse', title: worseTitle, count: worse.length, body }];
}
