import { shownName } from '../../core/attributes/extension-value.ts';
import type { Audit, Distribution, ValueCount } from '../../core/audit/audit.ts';
import { count } from '../text/summary.ts';
import { bar } from './bar.ts';
import { html, type Child, type Html } from './element.ts';
import type { Part } from './shown.ts';

/** So many values stand there without being unfolded, and so many are on the page. */
const few = 8;
const most = 50;

const isExtension = ({ attribute }: Distribution): boolean =>
  /^extension|^schema|^directory/i.test(attribute);

/** How the values of each attribute are spread over people; extension attributes stand apart. */
export function valuesParts({ distributions, findings }: Audit): readonly Part[] {
  // Values that are marked are mostly rare, and so not among those that are listed.
  const about = Map.groupBy(
    findings.filter(({ object }) => object.startsWith('value:')),
    ({ attribute }) => attribute,
  );
  const numbered = distributions.map((each, index) => ({
    ...each,
    anchor: `values-${index + 1}`,
    marked: Math.max(each.values.filter(isMarked).length, about.get(each.attribute)?.length ?? 0),
  }));
  return [
    ...part(
      'values',
      'Values of attributes',
      numbered.filter((each) => !isExtension(each)),
    ),
    ...part('extensions', 'Extension attributes in use', numbered.filter(isExtension)),
  ];
}

interface Anchored extends Distribution {
  readonly anchor: string;
  /** Values that are probably meant to be other ones. */
  readonly marked: number;
}

function part(id: string, title: string, of: readonly Anchored[]): readonly Part[] {
  if (of.length === 0) return [];
  const used = of.filter(({ distinct }) => distinct > 0);
  const body = html`<p class="quiet">
      Of users that are no guests. Every spelling counts as a value; marked are those that look like another
      one or are not in the vocabulary.
    </p>
    ${glance(of, id)}
    <div class="cards">${used.map(card)}</div>`;
  return [{ id, title, count: of.length, body }];
}

const isMarked = ({ meant, vocabulary }: ValueCount): boolean =>
  meant !== undefined || vocabulary === 'alias' || vocabulary === 'outside';

/** One line for each attribute. */
const glance = (of: readonly Anchored[], id: string): Html =>
  html`<table class="glance stacked close" role="table" aria-label="${id}">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Attribute</th>
        <th scope="col" role="columnheader" class="number">With one</th>
        <th scope="col" role="columnheader" class="number">Without</th>
        <th scope="col" role="columnheader" class="number">Values</th>
        <th scope="col" role="columnheader" class="number">Marked</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${of.map((each) => {
        const name = shownName(each.attribute);
        const share = each.withValue / Math.max(1, each.withValue + each.withoutValue);
        return html`<tr role="row">
          <th scope="row" role="rowheader">
            ${each.distinct === 0 ? html`<span>${name}</span>` : html`<a href="#${each.anchor}">${name}</a>`}
            ${bar({ share, look: 'full' })}
          </th>
          <td role="cell" data-label="With one" class="number">${each.withValue}</td>
          <td role="cell" data-label="Without" class="number">${each.withoutValue}</td>
          <td role="cell" data-label="Values" class="number">${each.distinct}</td>
          <td role="cell" data-label="Marked" class="number">${each.marked}</td>
        </tr> `;
      })}
    </tbody>
  </table>`;

function card(distribution: Anchored): Html {
  const { attribute, anchor, values, rest, distinct, withValue } = distribution;
  const shown = values.slice(0, most);
  const folded = shown.slice(few);
  const marked = folded.filter(isMarked).length;
  const hidden = values.slice(most);
  const others = rest.values + hidden.length;
  const people = rest.users + hidden.reduce((sum, each) => sum + each.users, 0);
  return html`<article id="${anchor}">
    <h3>${shownName(attribute)}</h3>
    <p class="quiet">${count(distinct, 'value')}, ${count(withValue, 'person')}</p>
    ${table(shown.slice(0, few), distribution)}
    ${
      folded.length === 0
        ? undefined
        : html`<details>
            <summary>${folded.length} more${marked === 0 ? '' : `, ${marked} of them marked`}</summary>
            ${table(folded, distribution)}
          </details>`
    }
    ${
      others === 0
        ? undefined
        : html`<p class="quiet">and ${count(others, 'rarer value')} of ${count(people, 'person')}</p>`
    }
  </article> `;
}

function table(values: readonly ValueCount[], { values: all }: Distribution): Html {
  const largest = all[0]?.users ?? 1;
  return html`<table class="values">
    <thead>
      <tr>
        <th scope="col">Value</th>
        <th scope="col" class="number">People</th>
      </tr>
    </thead>
    <tbody>
      ${values.map(
        (each) =>
          html`<tr>
            <th scope="row">
              <bdi>${visible(each.value)}</bdi
              >${mark(each)}${bar({ share: each.users / largest, look: isMarked(each) ? 'hollow' : 'full' })}
            </th>
            <td class="number">${each.users}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Spaces around a value, of which mostly nobody knows, can be seen between quotation marks. */
const visible = (value: string): string => (value === value.trim() ? value : `"${value}"`);

/** What is the matter with a value, in words. */
function mark({ vocabulary, meant }: ValueCount): Child {
  const of = meant === undefined ? undefined : html` <bdi>${visible(meant)}</bdi>`;
  if (vocabulary === 'alias') return html` <span class="mark">▲ an alias of${of ?? ' another value'}</span>`;
  if (vocabulary === 'outside')
    return html` <span class="mark">▲ not in the vocabulary${of && html`; meant is perhaps${of}`}</span>`;
  return of && html` <span class="mark">▲ looks like${of}</span>`;
}
