import type { Audit } from '../../core/audit/audit.ts';
import { titles } from '../../core/audit/titles.ts';
import type { AuditPageOptions } from './audit-page.ts';
import { html } from './element.ts';
import { listed, type Part } from './shown.ts';

const most = 100;

/** What the baseline knows and is not there any more, which is good news. */
export function absentPart({ baseline }: Audit, { command }: AuditPageOptions): readonly Part[] {
  const absent = baseline?.absent ?? [];
  if (absent.length === 0) return [];
  const body = [
    html`<p class="quiet">The baseline knows them. Writing it anew takes them out.</p>`,
    ...[...Map.groupBy(absent.slice(0, most), ({ id }) => id)].map(
      ([id, of]) =>
        html`<h3>${titles[id]}</h3>
          ${listed(
            `${of.length}`,
            of.map(
              ({ object, attribute }) =>
                html`<bdi>${object}</bdi
                  >${attribute === undefined ? undefined : html` <code>${attribute}</code>`}`,
            ),
          )}`,
    ),
    absent.length <= most
      ? undefined
      : html`<p class="quiet">and ${absent.length - most} more, which <code>${command}</code> lists</p>`,
  ];
  return [{ id: 'absent', title: 'No longer found', count: absent.length, body }];
}
