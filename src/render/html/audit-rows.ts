import type { AuditFinding } from '../../core/audit/finding.ts';
import { formatPlace } from '../../core/problem.ts';
import { html, type Child, type Html } from './element.ts';
import { prose } from './prose.ts';

export interface RowLimits {
  /** Findings that are on the page; the others are counted. */
  readonly most: number;
  /** What one types to see them. */
  readonly command: string;
}

/** So many rows and names stand there without being unfolded. */
const fewRows = 8;
const fewNames = 24;

/**
 * Findings of one kind. Those that say the same are one heading with names below it; where each says something of its own
 * they are a table, and a remedy that holds for all of them stands above it once.
 */
export function findingRows(findings: readonly AuditFinding[], { most, command }: RowLimits): Child {
  const said = Map.groupBy(findings, ({ message, remedy }) => JSON.stringify([message, remedy]));
  const groups = [...said.values()];
  const repeated = repeatedNames(findings);
  let room = most;
  const alike = groups
    .filter((group) => group.length > 1)
    .flatMap((group) => {
      if (room === 0) return [];
      const shown = group.slice(0, room);
      room -= shown.length;
      return [
        html`<h4>${prose(group[0]?.message ?? '')} <span class="quiet">${group.length}</span></h4>
          ${fix(group[0]?.remedy ?? '')} ${names(shown, repeated)}`,
      ];
    });
  const others = groups.flatMap((group) => (group.length > 1 ? [] : group));
  const rows = others.slice(0, room);
  const left = findings.length - (most - room) - rows.length;
  return [
    ...alike,
    rows.length === 0 ? undefined : table(rows, repeated),
    left === 0
      ? undefined
      : html`<p class="quiet">${left} more are not on this page; <code>${command}</code> lists them.</p>`,
  ];
}

const fix = (remedy: string): Child =>
  remedy === '' ? undefined : html`<p class="fix"><strong>To mend it:</strong> ${prose(remedy)}</p>`;

/** Names that do not say which object is meant. */
function repeatedNames(findings: readonly AuditFinding[]): ReadonlySet<string> {
  const objects = Map.groupBy(findings, ({ name }) => name);
  return new Set(
    [...objects].flatMap(([name, of]) => (new Set(of.map(({ object }) => object)).size > 1 ? name : [])),
  );
}

const nameOf = ({ name, object, place }: AuditFinding, repeated: ReadonlySet<string>): Child => [
  html`<bdi>${name}</bdi>`,
  repeated.has(name) ? html` <span class="place">${object.replace(/^\w+:/, '')}</span>` : undefined,
  place === undefined ? undefined : html` <span class="place">${formatPlace(place)}</span>`,
];

const names = (group: readonly AuditFinding[], repeated: ReadonlySet<string>): Child =>
  folded(
    group,
    fewNames,
    (some) =>
      html`<ul class="names">
        ${some.map((each) => html`<li>${nameOf(each, repeated)}</li>`)}
      </ul>`,
  );

function table(findings: readonly AuditFinding[], repeated: ReadonlySet<string>): Child {
  const remedies = new Set(findings.map(({ remedy }) => remedy));
  const [only] = remedies;
  const shared = remedies.size === 1 && findings.length > 1;
  const rows = (some: readonly AuditFinding[]): Html =>
    html`<table class="found stacked" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">What</th>
          <th scope="col" role="columnheader">Found</th>
          ${shared ? undefined : html`<th scope="col" role="columnheader">To mend it</th>`}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${some.map(
          (each) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">${nameOf(each, repeated)}</th>
              <td role="cell">${prose(each.message)}</td>
              ${shared ? undefined : html`<td role="cell" data-label="To mend it">${prose(each.remedy)}</td>`}
            </tr> `,
        )}
      </tbody>
    </table>`;
  return [shared ? fix(only ?? '') : undefined, folded(findings, fewRows, rows)];
}

/** The first few, and the others folded below them. */
function folded<Each>(all: readonly Each[], few: number, show: (some: readonly Each[]) => Html): Child {
  const rest = all.slice(few);
  return [
    show(all.slice(0, few)),
    rest.length === 0
      ? undefined
      : html`<details>
          <summary>${rest.length} more</summary>
          ${show(rest)}
        </details>`,
  ];
}
