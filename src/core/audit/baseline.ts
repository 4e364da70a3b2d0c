import { isFindingId } from '../../rules/finding-ids.ts';
import { TenantryError } from '../problem.ts';
import type { Audit } from './audit.ts';
import { fingerprint, type AuditFinding, type AuditObject, type FindingKey } from './finding.ts';

/** What is known and to be kept quiet. */
export interface Baseline {
  readonly file: string;
  readonly findings: readonly FindingKey[];
}

/** The text of a baseline file: sorted, one finding a line, so that a change of it can be reviewed. */
export function baselineText(findings: readonly FindingKey[]): string {
  const lines = new Map(findings.map((each) => [fingerprint(each), each]));
  const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([, { id, object, attribute }]) =>
    JSON.stringify({ id, object, ...(attribute === undefined ? {} : { attribute }) }),
  );
  const list = entries.length === 0 ? '[]' : `[\n    ${entries.join(',\n    ')}\n  ]`;
  return `{\n  "format": 1,\n  "findings": ${list}\n}\n`;
}

/** Reads a baseline file. Throws TenantryError where it is none; ids that are not known any more are left out. */
export function readBaseline(text: string, file: string): Baseline {
  const content = parsed(text);
  const list = isObject(content) && content['format'] === 1 ? content['findings'] : undefined;
  if (!Array.isArray(list) || !list.every(isKey))
    throw new TenantryError({
      id: 'baseline',
      message: `${file} is no baseline of an audit`,
      remedy: 'Write it anew with `tenantry audit --write-baseline`.',
    });
  return { file, findings: list.filter(({ id }) => isFindingId(id)) };
}

/** The findings, each new or known, and what the baseline knows besides. */
export function compareWithBaseline(
  findings: readonly AuditFinding[],
  baseline: Baseline,
): { readonly findings: readonly AuditFinding[]; readonly absent: readonly FindingKey[] } {
  const known = new Set(baseline.findings.map(fingerprint));
  const found = new Set(findings.map(fingerprint));
  return {
    findings: findings.map((each) => ({ ...each, state: known.has(fingerprint(each)) ? 'known' : 'new' })),
    absent: baseline.findings.filter((each) => !found.has(fingerprint(each))),
  };
}

/** What a new baseline holds: all that was found, and what the old one knows that was not looked for this time. */
export function baselineKeys(
  { findings, baseline }: Pick<Audit, 'findings' | 'baseline'>,
  old: Baseline | undefined,
): readonly FindingKey[] {
  const absent = new Set(baseline?.absent.map(fingerprint));
  const kept = old?.findings.filter((each) => !absent.has(fingerprint(each))) ?? [];
  return [...findings, ...kept];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (each: unknown): each is Readonly<Record<string, unknown>> =>
  typeof each === 'object' && each !== null && !Array.isArray(each);

const isKey = (each: unknown): each is FindingKey =>
  isObject(each) &&
  typeof each['id'] === 'string' &&
  isAuditObject(each['object']) &&
  (each['attribute'] === undefined || typeof each['attribute'] === 'string');

const isAuditObject = (text: unknown): text is AuditObject =>
  typeof text === 'string' && /^(?:user|group|value|attribute|definition):./su.test(text);
