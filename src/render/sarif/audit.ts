import { createHash } from 'node:crypto';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Audit } from '../../core/audit/audit.ts';
import { explanations } from '../../core/audit/explanations.ts';
import { fingerprint, type AuditFinding, type FindingKey } from '../../core/audit/finding.ts';
import { isNew } from '../../core/audit/make-audit.ts';
import { titles } from '../../core/audit/titles.ts';
import type { Place } from '../../core/problem.ts';
import { dataFindingIds, findingIds, severityOf, type FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import { safe } from '../safe.ts';

export interface SarifOptions {
  readonly version: string;
  /** Stands for what no file declares, since GitHub shows nothing without a file: tenant.yaml. */
  readonly settingsFile: string;
  /** With a baseline: what is known and what is gone too, which GitHub would show as if it were new. */
  readonly all: boolean;
}

/** Results that GitHub takes in one run; with more the file is refused. */
export const mostResults = 25_000;

/**
 * The audit as SARIF 2.1.0. GitHub reads no `baselineState`, so what a baseline knows is left out unless everything is
 * asked for. It tells findings apart by `primaryLocationLineHash` alone, which is made of the finding and not of a line.
 * https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function auditSarif(audit: Audit, options: SarifOptions): Log {
  const { baseline } = audit;
  const ids = Object.keys(findingIds) as FindingId[];
  const shown = options.all ? audit.findings : audit.findings.filter(isNew);
  const absent = options.all ? (baseline?.absent ?? []) : [];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tenantry', version: options.version, rules: ids.map(ruleOf) } },
        automationDetails: { id: 'tenantry-audit/' },
        columnKind: 'utf16CodeUnits',
        results: [
          ...shown.map((finding) => resultOf(finding, ids, options, baseline !== undefined)),
          ...absent.map((key) => absentResult(key, ids, options)),
        ],
      },
    ],
  };
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

function ruleOf(id: FindingId): ReportingDescriptor {
  return {
    id,
    name: id,
    shortDescription: { text: titles[id] },
    fullDescription: { text: explanations[id] },
    help: { text: `${explanations[id]} See docs/audit.md.` },
    defaultConfiguration: { level: levels[severityOf(id)] },
    properties: { tags: [Object.hasOwn(dataFindingIds, id) ? 'data' : 'rules'] },
  };
}

function resultOf(
  finding: AuditFinding,
  ids: readonly FindingId[],
  options: SarifOptions,
  compared: boolean,
): Result {
  const { id, severity, name, message, remedy, place, object, attribute } = finding;
  return {
    ...common(finding, ids),
    level: levels[severity],
    message: { text: literal(`${name}: ${message} ${remedy}`.trim()) },
    locations: [locationOf(place, options)],
    ...(compared ? { baselineState: isNew(finding) ? 'new' : 'unchanged' } : {}),
    properties: { object, id, ...(attribute === undefined ? {} : { attribute }) },
  };
}

function absentResult(key: FindingKey, ids: readonly FindingId[], options: SarifOptions): Result {
  return {
    ...common(key, ids),
    level: 'none',
    message: { text: literal(`${key.object}: no longer found.`) },
    locations: [locationOf(undefined, options)],
    baselineState: 'absent',
    properties: { object: key.object },
  };
}

function common(key: FindingKey, ids: readonly FindingId[]) {
  const hash = createHash('sha256').update(fingerprint(key)).digest('hex').slice(0, 32);
  return {
    ruleId: key.id,
    ruleIndex: ids.indexOf(key.id),
    partialFingerprints: { primaryLocationLineHash: `${hash}:1`, 'tenantryFinding/v1': hash },
  };
}

function locationOf(place: Place | undefined, { settingsFile }: SarifOptions) {
  const { file, line, column } = place ?? { file: settingsFile, line: 1, column: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
    },
  };
}

/** A path from the root of the repository as a URI; one of the machine stays one. */
function uriOf(file: string): string {
  const path = file
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}

/** Text from the tenant makes no link: https://docs.oasis-open.org/sarif/sarif/v2.1.0 (embedded links). */
const literal = (text: string): string => safe(text).replace(/[\\[\]]/g, String.raw`\$&`);
