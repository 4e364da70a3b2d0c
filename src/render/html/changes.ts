import type { Change, ObjectKey } from '../../core/plan/plan.ts';
import { fateOf, sectionsOf, throughExchange, throughExchangeWords } from '../text/objects.ts';
import { originTitles } from '../text/plan.ts';
import { count } from '../text/summary.ts';
import { besides, changeTable } from './change-table.ts';
import { html, type Child, type Html } from './element.ts';
import { classes, nameOf, type Page, type Part } from './shown.ts';

/** The changes, object by object; what the head brings stands apart from what was pending before. */
export function changeParts(page: Page): readonly Part[] {
  const { changes, provenance } = page.plan;
  const part = (id: string, title: string, of: readonly Change[]): readonly Part[] =>
    of.length === 0 ? [] : [{ id, title, count: of.length, body: body(of, page) }];
  if (provenance.base === undefined) return part('changes', 'Changes', changes);
  const titles = originTitles(provenance.base);
  return (['introduced', 'pending'] as const).flatMap((origin) =>
    part(
      origin,
      titles[origin],
      changes.filter((change) => change.origin === origin),
    ),
  );
}

/** So many objects of a kind stand there without being unfolded. */
const many = 200;

function body(changes: readonly Change[], page: Page): Child {
  const exchange = throughExchange(page.plan.operations);
  return sectionsOf(changes, page.plan.names).map(({ title, objects }) => {
    const articles = objects.map(([object, ofObject]) => article(object, ofObject, exchange, page));
    const open = html`<summary>${count(objects.length, 'object')}</summary>
      ${articles}`;
    return html`<h3>${title}</h3>
      ${objects.length > many ? html`<details>${open}</details>` : html`<details open>${open}</details>`}`;
  });
}

function article(
  object: ObjectKey,
  changes: readonly Change[],
  exchange: ReadonlySet<ObjectKey>,
  page: Page,
): Html {
  const existence = changes.find(({ attribute }) => attribute === 'exists');
  const rest = changes.filter((change) => change !== existence);
  const content = [
    html`<h4>${nameOf(object, page)}${kind(existence, page)}</h4>`,
    ...besides(existence),
    rest.length === 0 ? undefined : changeTable(rest, page),
    exchange.has(object) ? html`<p class="quiet">${throughExchangeWords}</p>` : undefined,
  ];
  return isAnchor(object, changes, page)
    ? html`<article id="${page.anchors.get(object)}">${content}</article> `
    : html`<article>${content}</article> `;
}

/** Where an object is both introduced and pending, the anchor is where it is introduced. */
const isAnchor = (object: ObjectKey, changes: readonly Change[], page: Page): boolean =>
  changes[0]?.origin === 'introduced' || !page.introduced.has(object);

function kind(existence: Change | undefined, { restored }: Page): Html {
  const { sign, role, words } = fateOf(existence, restored);
  return html`<span class="kind ${classes[role] ?? 'open'}"
    >${sign === '-' ? '−' : sign} ${words === '' ? 'changed' : words}</span
  >`;
}
