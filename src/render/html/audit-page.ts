import type { Audit } from '../../core/audit/audit.ts';
import { absentPart } from './audit-absent.ts';
import { findingsPart, kindsPart } from './audit-findings.ts';
import { groupsPart } from './audit-groups.ts';
import { auditHeader } from './audit-header.ts';
import { auditCss } from './audit-style.ts';
import { valuesParts } from './audit-values.ts';
import { pageDocument } from './document.ts';
import { html } from './element.ts';
import { looks } from './style.ts';

export interface AuditPageOptions {
  /** What one types to see what the page only counts. */
  readonly command: string;
}

/**
 * An audit as one page that needs nothing else: findings by kind, how the values of attributes are spread, how large
 * groups are. It stays readable for a large tenant: what goes beyond some hundreds of rows is counted.
 */
export function auditPage(audit: Audit, options: AuditPageOptions): string {
  const title = html`Audit of <bdi>${audit.tenant.displayName}</bdi>`;
  const parts = [
    ...kindsPart(audit),
    ...findingsPart(audit, options),
    ...absentPart(audit, options),
    ...valuesParts(audit),
    ...groupsPart(audit),
  ];
  return pageDocument({
    // Within the title of a document no element is read.
    title: html`Audit of ${audit.tenant.displayName}`,
    header: auditHeader(audit, title),
    parts,
    footer,
    looks: auditLooks,
  }).toString();
}

const auditLooks = looks(auditCss);

const footer = html`Nothing was written to the tenant to make this page. Names of people and groups and values
of the directory are on it, so keep it like the files that it is about.`;
