import type { Audit } from '../../core/audit/audit.ts';
import { auditSummary } from '../text/audit.ts';
import { count } from '../text/summary.ts';
import { countList } from './count-list.ts';
import { html, type Child, type Html } from './element.ts';

/** Whose audit it is and when it was made, what came of it, its numbers, and what it does not know. */
export const auditHeader = (audit: Audit, title: Html): Html =>
  html`<header>
    <h1>${title}</h1>
    ${verdict(audit)} ${facts(audit)} ${numbers(audit)}
    ${audit.notLookedAt.map((each) => html`<p class="note">${each}</p>`)}
  </header>`;

function verdict(audit: Audit): Html {
  const { error, warning, info } = audit.counts.newFindings;
  const [role, word] =
    error > 0
      ? ['refused', 'Errors']
      : warning > 0
        ? ['overridden', 'Warnings']
        : ['passed', info > 0 ? 'Nothing but information' : 'All is well'];
  return html`<p class="verdict ${role}"><strong>${word}</strong> <span>${auditSummary(audit)}</span></p>`;
}

function facts({ tenant, evaluatedAt, baseline, counts }: Audit): Html {
  const { declared } = counts;
  const rows: readonly (readonly [string, Child])[] = [
    ['Tenant', tenant.id],
    ['Looked at', html`<time datetime="${evaluatedAt}">${instant(evaluatedAt)}</time>`],
    ['Declared in the files', `${count(declared.users, 'user')}, ${count(declared.groups, 'group')}`],
    ...(baseline === undefined ? [] : [['Known before by', html`<bdi>${baseline.file}</bdi>`] as const]),
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** `2026-11-22T04:55:05.123Z` for people. */
const instant = (text: string): string => `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;

function numbers({ counts: found }: Audit): Html {
  const rows: readonly (readonly [string, number])[] = [
    ['users', found.users],
    ['guests', found.guests],
    ['disabled', found.disabledUsers],
    ['synced from on-premises', found.syncedUsers],
    ['groups', found.groups],
    ['dynamic groups', found.dynamicGroups],
    ['synced groups', found.syncedGroups],
  ];
  return countList(rows);
}
