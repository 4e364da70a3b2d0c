import { guardTexts } from '../../core/guards/guard.ts';
import type { GuardVerdict } from '../../core/plan/plan.ts';
import { detailsOf, named, overridesHead, pasteWords } from '../text/guards.ts';
import { count } from '../text/summary.ts';
import { html, lines, type Child, type Html } from './element.ts';
import { linkTo, listed, type Page, type Part } from './shown.ts';

/** What every guard measured, and the overrides to paste. */
export function guardPart(page: Page): readonly Part[] {
  const { guards } = page.plan;
  const telling = guards
    .filter(({ verdict, measured }) => verdict !== 'passed' || measured > 0)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const others = guards.filter((guard) => !telling.includes(guard));
  const refused = guards.filter(({ verdict }) => verdict === 'refused');
  const body = [
    telling.length === 0 ? html`<p>Nothing that a guard limits.</p>` : table(telling, page),
    others.length === 0
      ? undefined
      : html`<details>
          <summary>${count(others.length, 'guard')} that measured nothing</summary>
          ${table(others, page)}
        </details>`,
    refused.length === 0 ? undefined : pasting(refused, page),
  ];
  return [{ id: 'guards', title: 'Guards', body }];
}

const table = (guards: readonly GuardVerdict[], page: Page): Html =>
  html`<table class="stacked close" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Guard</th>
        <th scope="col" role="columnheader">Verdict</th>
        <th scope="col" role="columnheader" class="number">Measured</th>
        <th scope="col" role="columnheader" class="number">Of</th>
        <th scope="col" role="columnheader" class="number">Limit</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${guards.map((guard) => row(guard, page))}
    </tbody>
  </table>`;

function row(guard: GuardVerdict, page: Page): Html {
  const { verdict, measured, of, limit, reason, note } = guard;
  return html`<tr role="row">
    <th scope="row" role="rowheader">
      ${guardTexts[guard.guard]}${
        reason === undefined ? undefined : html`<p class="quiet">${reason}</p>`
      }${note === undefined ? undefined : html`<p class="note">${note}</p>`}${objects(guard, page)}
    </th>
    <td role="cell" data-label="Verdict" class="verdict-word ${verdict}">${words[verdict]}</td>
    <td role="cell" data-label="Measured" class="number">${measured}</td>
    <td role="cell" data-label="Of" class="number">${of ?? '–'}</td>
    <td role="cell" data-label="Limit" class="number">${limit ?? 'none'}</td>
  </tr> `;
}

const order = ['refused', 'overridden', 'passed'] as const;
const words = { passed: 'passed', overridden: 'overridden', refused: 'REFUSED' } as const;

/** Of a guard that lets the plan pass by itself the objects are folded. */
function objects(guard: GuardVerdict, page: Page): Child {
  if (guard.objects.length === 0) return undefined;
  const details = detailsOf(guard);
  const title = count(guard.objects.length, 'object');
  const all = guard.objects.map((object) => [linkTo(object, page), details.get(object) ?? '']);
  return guard.verdict === 'passed'
    ? html`<details>
        <summary class="quiet">${title}</summary>
        <ul class="names">
          ${all.map((each) => html`<li>${each}</li>`)}
        </ul>
      </details>`
    : listed(title, all, details.size > 0);
}

const pasting = (refused: readonly GuardVerdict[], { plan }: Page): Child => [
  html`<h3>Overrides</h3>
    <p>${pasteWords}</p>`,
  html`<pre>
${lines([
  overridesHead,
  ...refused.flatMap(({ override = '' }) =>
    override
      .split('\n')
      .flatMap((text) => named(text, plan, Number.POSITIVE_INFINITY))
      .map((text) => `  ${text}`),
  ),
])}</pre>`,
];
