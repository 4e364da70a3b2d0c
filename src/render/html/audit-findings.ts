import type { Audit, FindingCount } from '../../core/audit/audit.ts';
import { explanations } from '../../core/audit/explanations.ts';
import type { AuditFinding } from '../../core/audit/finding.ts';
import { titles } from '../../core/audit/titles.ts';
import { count } from '../text/summary.ts';
import type { AuditPageOptions } from './audit-page.ts';
import { findingRows, type RowLimits } from './audit-rows.ts';
import { bar } from './bar.ts';
import { html, type Html } from './element.ts';
import { prose } from './prose.ts';
import { severityBadge } from './severity.ts';
import type { Part } from './shown.ts';

const anchorOf = ({ id }: FindingCount): string => `kind-${id}`;

/** What was found, one line for each kind. */
export function kindsPart(audit: Audit): readonly Part[] {
  const { kinds, baseline } = audit;
  if (kinds.length === 0) return [];
  const most = Math.max(...kinds.map(({ findings }) => findings));
  const body = html`${
      baseline &&
      html`<p class="quiet">Full bars are new findings, hollow ones those that were known before.</p>`
    }
    <table class="kinds stacked close" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Kind</th>
          <th scope="col" role="columnheader">Severity</th>
          <th scope="col" role="columnheader" class="number">Findings</th>
          ${baseline && html`<th scope="col" role="columnheader" class="number">New</th>`}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${kinds.map(
          (kind) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">
                <a href="#${anchorOf(kind)}">${titles[kind.id]}</a>
                ${bar(
                  { share: kind.new / most, look: 'full' },
                  { share: (kind.findings - kind.new) / most, look: 'hollow' },
                )}
              </th>
              <td role="cell">${severityBadge(kind.severity)}</td>
              <td role="cell" data-label="Findings" class="number">${kind.findings}</td>
              ${baseline && html`<td role="cell" data-label="New" class="number">${kind.new}</td>`}
            </tr> `,
        )}
      </tbody>
    </table>`;
  return [{ id: 'kinds', title: 'At a glance', count: kinds.length, body }];
}

/** The findings themselves, kind by kind. */
export function findingsPart(audit: Audit, options: AuditPageOptions): readonly Part[] {
  const { kinds, findings } = audit;
  if (kinds.length === 0) return [];
  const byId = Map.groupBy(findings, ({ id }) => id);
  // Many kinds with many findings each would make a page that nobody opens.
  const most = Math.max(25, Math.min(100, Math.floor(1500 / kinds.length)));
  return [
    {
      id: 'findings',
      title: 'Findings',
      count: findings.length,
      body: kinds.map((kind) => article(kind, byId.get(kind.id) ?? [], { ...options, most })),
    },
  ];
}

function article(kind: FindingCount, all: readonly AuditFinding[], limits: RowLimits): Html {
  const fresh = all.filter(({ state }) => state !== 'known');
  const known = all.filter(({ state }) => state === 'known');
  return html`<article id="${anchorOf(kind)}">
    <h3>${titles[kind.id]} ${severityBadge(kind.severity)}</h3>
    <p class="quiet">${numbers(fresh.length, known.length)} <code>${kind.id}</code></p>
    <p>${prose(explanations[kind.id])}</p>
    ${findingRows(fresh, limits)}
    ${
      known.length === 0
        ? undefined
        : html`<details>
            <summary>${count(known.length, 'finding')} known before</summary>
            ${findingRows(known, limits)}
          </details>`
    }
  </article> `;
}

const numbers = (fresh: number, known: number): string =>
  known === 0
    ? `${count(fresh, 'finding')}.`
    : `${count(fresh, 'new finding')}, ${known.toLocaleString('en')} known.`;
