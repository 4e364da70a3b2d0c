import { shownName } from '../../core/attributes/extension-value.ts';
import type { Blocked, Change } from '../../core/plan/plan.ts';
import { difference, notUndone, otherInGraph, wordsOf, type Difference } from '../text/change.ts';
import type { Piece } from '../text/word-diff.ts';
import { html, type Child, type Html } from './element.ts';
import { placeOf, type Page } from './shown.ts';

type Shown = Pick<Change | Blocked, 'attribute' | 'before' | 'after' | 'place'> &
  Pick<Change, 'consequence' | 'fromDefaults' | 'shownByGraph' | 'irreversible'>;

/**
 * Attributes of one object before and after. Roles stand there although the elements have them: on a narrow screen rows
 * are stacked, and browsers then forget that it is a table.
 */
export const changeTable = (changes: readonly Shown[], page: Page): Html =>
  html`<table class="changes stacked" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Attribute</th>
        <th scope="col" role="columnheader">Before</th>
        <th scope="col" role="columnheader">After</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${changes.map((change) => row(change, page))}
    </tbody>
  </table>`;

function row(change: Shown, page: Page): Html {
  const [before, after] = cells(difference(change, page.plan.names));
  return html`<tr role="row">
    <th scope="row" role="rowheader">${shownName(change.attribute)}${placeOf(change.place)}</th>
    <td role="cell" data-label="Before">${before}</td>
    <td role="cell" data-label="After">${after}${notes(change, page)}</td>
  </tr> `;
}

function cells(found: Difference): readonly [Child, Child] {
  switch (found.shape) {
    case 'items':
      return [items(found.removed, 'old', '− '), items(found.added, 'new', '+ ')];
    case 'given':
      return [nothing('(none)'), html`<span class="new">${found.wanted}</span>`];
    case 'cleared':
      return [html`<span class="old">${found.old}</span>`, nothing('(cleared)')];
    case 'replaced': {
      const words = wordsOf(found.old, found.wanted);
      return words
        ? [side(words, 'old'), side(words, 'new')]
        : [html`<span class="old">${found.old}</span>`, html`<span class="new">${found.wanted}</span>`];
    }
  }
}

const nothing = (text: string): Html => html`<span class="nothing">${text}</span>`;

const items = (names: readonly string[], side: string, sign: string): Child =>
  names.length === 0
    ? nothing('(none)')
    : html`<ul class="${side}">
        ${names.map((name) => html`<li>${sign}<bdi>${name}</bdi></li>`)}
      </ul>`;

/** The old or the new text, with what the other one has not marked. */
const side = (words: readonly Piece[], of: 'old' | 'new'): Child =>
  words.flatMap((piece): readonly Child[] => {
    if (piece.of === 'both') return [piece.text];
    if (piece.of !== of) return [];
    return [of === 'old' ? html`<del>${piece.text}</del>` : html`<ins>${piece.text}</ins>`];
  });

function notes(change: Shown, { plan }: Page): Child {
  const { attribute, consequence, fromDefaults, shownByGraph, irreversible } = change;
  return [
    fromDefaults ? html` <span class="quiet">(from defaults)</span>` : undefined,
    shownByGraph === undefined
      ? undefined
      : html`<p class="quiet">${otherInGraph(attribute, shownByGraph, plan.names)}</p>`,
    ...besides({ consequence, irreversible }),
  ];
}

/** What happens besides, and what a rollback does not bring back. */
export const besides = (
  change:
    | { readonly consequence?: string | undefined; readonly irreversible?: string | undefined }
    | undefined,
): readonly Child[] => [
  change?.consequence === undefined ? undefined : html`<p class="note">${change.consequence}</p>`,
  change?.irreversible === undefined
    ? undefined
    : html`<p class="note">${notUndone(change.irreversible)}</p>`,
];
