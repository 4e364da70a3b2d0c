import { restoredIn } from '../../core/plan/counts.ts';
import type { ObjectKey, Plan } from '../../core/plan/plan.ts';
import { formatPlace, type Place } from '../../core/problem.ts';
import { html, type Child, type Html } from './element.ts';

/** A plan on a page: which of its objects have an anchor there, with its name. */
export interface Page {
  readonly plan: Plan;
  readonly anchors: ReadonlyMap<ObjectKey, string>;
  /** Objects of which the head brings a change. */
  readonly introduced: ReadonlySet<ObjectKey>;
  readonly restored: ReadonlySet<ObjectKey>;
}

/** The class of what comes and of what goes, by its role in a terminal. */
export const classes: Readonly<Record<string, string>> = { added: 'enters', removed: 'leaves' };

export function pageOf(plan: Plan): Page {
  const introduced = plan.changes.filter(({ origin }) => origin === 'introduced');
  return {
    plan,
    anchors: anchorsOf(plan),
    introduced: new Set(introduced.map(({ object }) => object)),
    restored: restoredIn(plan),
  };
}

/** A part of the page, which the table of contents names. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** How many there are of what the part shows. */
  readonly count?: number;
  readonly body: Child;
}

/** Anchors of the objects that change, by number, since names and keys are foreign text. */
function anchorsOf({ changes }: Plan): Page['anchors'] {
  const objects = new Set(changes.map(({ object }) => object));
  return new Map(Array.from(objects, (object, index) => [object, `o${index + 1}`]));
}

/** The name of an object. Letters that are written from right to left move nothing beside it. */
export const nameOf = (object: ObjectKey, { plan }: Page): Html =>
  html`<bdi>${plan.names[object] ?? object}</bdi>`;

/** The name with a link to the changes of the object, where it has any. */
export function linkTo(object: ObjectKey, page: Page): Html {
  const anchor = page.anchors.get(object);
  const name = nameOf(object, page);
  return anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`;
}

export const placeOf = (place: Place): Html => html`<p class="place">${formatPlace(place)}</p>`;

/** So many names stand there without being unfolded. */
const few = 12;

/** A list, in columns unless its items are long; one of many is folded under what it is a list of. */
export function listed(title: Child, items: readonly Child[], long = false): Html {
  const list = html`<ul class="${long ? 'items' : 'names'}">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
  return items.length > few
    ? html`<details>
        <summary>${title}</summary>
        ${list}
      </details>`
    : list;
}
