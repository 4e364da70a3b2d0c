import type { Audit, GroupSizes } from '../../core/audit/audit.ts';
import { count } from '../text/summary.ts';
import { bar } from './bar.ts';
import { html, type Child, type Html } from './element.ts';
import type { Part } from './shown.ts';

/** How many groups there are of each size, and the largest. */
export function groupsPart({ groupSizes, counts }: Audit): readonly Part[] {
  const { buckets, largest, unknown } = groupSizes;
  if (counts.groups === 0) return [];
  const body = [
    unknown === 0
      ? undefined
      : html`<p class="note">
          Of ${count(unknown, 'group')} the tenant did not tell the number of members.
        </p>`,
    html`<p class="quiet">
      By the number of direct members. Full bars are groups with assigned members, hollow ones are dynamic
      groups.
    </p>`,
    sizes(buckets),
    largest.length === 0 ? undefined : largestGroups(largest),
  ];
  return [{ id: 'groups', title: 'Groups by size', count: counts.groups, body }];
}

function sizes(buckets: GroupSizes['buckets']): Html {
  const most = Math.max(1, ...buckets.map(({ assigned, dynamic }) => assigned + dynamic));
  return html`<table class="sizes stacked close" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Members</th>
        <th scope="col" role="columnheader" class="number">Groups</th>
        <th scope="col" role="columnheader" class="number">Assigned</th>
        <th scope="col" role="columnheader" class="number">Dynamic</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${buckets.map(
        ({ from, to, assigned, dynamic }) =>
          html`<tr role="row">
            <th scope="row" role="rowheader">
              ${range(from, to)}
              ${bar({ share: assigned / most, look: 'full' }, { share: dynamic / most, look: 'hollow' })}
            </th>
            <td role="cell" data-label="Groups" class="number">${assigned + dynamic}</td>
            <td role="cell" data-label="Assigned" class="number">${assigned}</td>
            <td role="cell" data-label="Dynamic" class="number">${dynamic}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function range(from: number, to: number | undefined): Child {
  if (to === from) return from === 0 ? 'none' : html`<span>${from}</span>`;
  return to === undefined ? html`<span>${from} or more</span>` : html`<span>${from} to ${to}</span>`;
}

const largestGroups = (groups: GroupSizes['largest']): Html =>
  html`<h3>The largest groups</h3>
    <table class="stacked close" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Group</th>
          <th scope="col" role="columnheader">Membership</th>
          <th scope="col" role="columnheader" class="number">Members</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${groups.map(
          ({ name, members, dynamic, object }) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">
                <bdi>${name}</bdi> <span class="place">${object.replace(/^group:/, '')}</span>
              </th>
              <td role="cell">${dynamic ? 'dynamic' : 'assigned'}</td>
              <td role="cell" data-label="Members" class="number">${members}</td>
            </tr> `,
        )}
      </tbody>
    </table>`;
