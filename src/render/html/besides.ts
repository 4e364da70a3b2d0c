import { shownName } from '../../core/attributes/extension-value.ts';
import type { Blocked, BrokenExpectation, Change, Plan, Unresolved } from '../../core/plan/plan.ts';
import { expectationsTitle, expectationsWords } from '../text/expectations.ts';
import { kindWords, originTitles, partTitles, sentence } from '../text/plan.ts';
import { showValue } from '../text/value.ts';
import { changeTable } from './change-table.ts';
import { heading, html, type Child, type Html } from './element.ts';
import { linkTo, nameOf, placeOf, type Page, type Part } from './shown.ts';

/** What the files expect of groups and what will not hold. */
export function expectationsPart(page: Page): readonly Part[] {
  const { expectations, provenance } = page.plan;
  if (expectations.length === 0) return [];
  const show = (each: BrokenExpectation, level: number): Html =>
    html`<article>
      ${heading(level, linkTo(each.group, page))}
      <p>${sentence(each.message)}</p>
      ${placeOf(each.place)}
    </article> `;
  const body = [
    provenance.base === undefined ? html`<p class="quiet">${expectationsWords}</p>` : undefined,
    byOrigin(expectations, page.plan, show),
  ];
  return [{ id: 'expectations', title: expectationsTitle, count: expectations.length, body }];
}

/** What is declared and cannot be written, and what was not found. */
export function openParts(page: Page): readonly Part[] {
  const { blocked, unresolved } = page.plan;
  return [
    ...part('blocked', blocked, () =>
      byOrigin(blocked, page.plan, (each, level) => showBlocked(each, level, page)),
    ),
    ...part('unresolved', unresolved, () => byOrigin(unresolved, page.plan, showUnresolved)),
  ];
}

const showBlocked = (each: Blocked, level: number, page: Page): Html =>
  html`<article>
    ${heading(level, linkTo(each.object, page))}
    <p>${sentence(each.message)} ${each.remedy}</p>
    ${changeTable([each], page)}
  </article> `;

function showUnresolved(each: Unresolved, level: number): Html {
  const name = [
    html`${kindWords[each.kind]} <bdi>${each.label}</bdi>`,
    each.attribute === undefined ? '' : `, ${shownName(each.attribute)}`,
  ];
  return html`<article>
    ${heading(level, name)}
    <p>${sentence(each.message)} ${each.remedy}</p>
    ${placeOf(each.place)}
  </article> `;
}

/** What is on its way, and what is no longer managed. */
export function quietParts(page: Page): readonly Part[] {
  const { unsettled, released, names } = page.plan;
  return [
    ...part('unsettled', unsettled, () =>
      table(
        ['Attribute', 'Exchange Online', 'Graph'],
        unsettled.map((each) => [
          nameOf(each.object, page),
          shownName(each.attribute),
          showValue(each.attribute, each.exchange, names),
          showValue(each.attribute, each.graph, names),
        ]),
      ),
    ),
    ...part('released', released, () =>
      table(
        ['Attribute', 'Value'],
        released.map((each) => [
          nameOf(each.object, page),
          shownName(each.attribute),
          showValue(each.attribute, each.value, names),
        ]),
      ),
    ),
  ];
}

const part = (id: keyof typeof partTitles, of: readonly unknown[], body: () => Child): readonly Part[] =>
  of.length === 0 ? [] : [{ id, title: partTitles[id], count: of.length, body: body() }];

/** What the head brings stands apart; `show` is told the level of its heading. */
function byOrigin<T extends { readonly origin: Change['origin'] }>(
  all: readonly T[],
  { provenance }: Plan,
  show: (each: T, level: number) => Html,
): Child {
  if (provenance.base === undefined) return all.map((each) => show(each, 3));
  const titles = originTitles(provenance.base);
  return (['introduced', 'pending'] as const).flatMap((origin) => {
    const found = all.filter((each) => each.origin === origin);
    return found.length === 0 ? [] : [heading(3, titles[origin]), ...found.map((each) => show(each, 4))];
  });
}

/** A row for each object; the first cell names it. */
const table = (heads: readonly string[], rows: readonly (readonly Child[])[]): Html =>
  html`<table class="stacked" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Object</th>
        ${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        ([name, ...cells]) =>
          html`<tr role="row">
            <th scope="row" role="rowheader">${name}</th>
            ${cells.map((cell, index) => html`<td role="cell" data-label="${heads[index]}">${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
