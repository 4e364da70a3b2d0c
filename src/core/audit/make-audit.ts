import { severityOf, type FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import { isDynamic } from '../attributes/value.ts';
import type { Settings } from '../desired/settings.ts';
import { indexLive } from '../match/live-index.ts';
import type { Audit, AuditCounts, FindingCount } from './audit.ts';
import { compareWithBaseline, type Baseline } from './baseline.ts';
import { declarationsOf } from './declared.ts';
import { distributionsOf } from './distributions.ts';
import { findAll } from './find-all.ts';
import { fingerprint, type AuditFinding, type FindingKey } from './finding.ts';
import { groupSizesOf } from './group-sizes.ts';
import { nearDuplicatesIn } from './near-duplicate.ts';
import type { AuditSubject } from './subject.ts';

/** Looks at the whole of a tenant. With a baseline, each finding is new or known. */
export function makeAudit(subject: AuditSubject, baseline?: Baseline): Audit {
  const { desired, tenant, users, groups } = subject;
  const { findings: severities, vocabularies } = desired.settings;
  const declared = declarationsOf(desired, indexLive({ users, groups }));
  const near = nearDuplicatesIn(users, vocabularies);
  const { found, notLookedAt } = findAll(subject, declared, near);
  const told = found
    .flatMap((each): AuditFinding[] => {
      const severity = severityIn(each.id, severities);
      const place = declared.place(each);
      return severity === 'off' ? [] : [{ ...each, severity, ...(place ? { place } : {}) }];
    })
    .toSorted(byIdAndName);
  const compared = baseline && compareWithBaseline(told, baseline);
  const findings = compared?.findings ?? told;
  const isWhole = subject.definitions !== undefined && subject.devices !== undefined;
  const absent = compared?.absent.filter(
    (key) => severities[key.id] !== 'off' && (isWhole || !isPartial(key)),
  );
  return {
    format: 1,
    tenant: { id: tenant.id, displayName: tenant.displayName },
    evaluatedAt: subject.now.toISOString(),
    counts: countsOf(subject, findings),
    findings,
    kinds: kindsOf(findings),
    distributions: distributionsOf(users, vocabularies, near),
    groupSizes: groupSizesOf(groups, subject.memberCounts),
    notLookedAt,
    ...(baseline && absent
      ? { baseline: { file: baseline.file, known: findings.filter(isKnown).length, absent } }
      : {}),
  };
}

/** Whether a finding of this kind may have been missed, where definitions or devices could not be read. */
const isPartial = ({ id, object }: FindingKey): boolean =>
  object.startsWith('definition:') || id === 'matches-nobody' || id === 'extension-sensitive';

/** A finding that nobody has accepted yet. */
export const isNew = ({ state }: Pick<AuditFinding, 'state'>): boolean => state !== 'known';
const isKnown = ({ state }: Pick<AuditFinding, 'state'>): boolean => state === 'known';

/** The service has taken the rules that are in force, whatever order means to it. */
const severityIn = (id: FindingId, settings: Settings['findings']): Severity | 'off' =>
  settings[id] ?? (id === 'ordering-of-text' ? 'warning' : severityOf(id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byIdAndName = (a: AuditFinding, b: AuditFinding): number =>
  compare(a.id, b.id) ||
  compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
  compare(fingerprint(a), fingerprint(b));

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function kindsOf(findings: readonly AuditFinding[]): readonly FindingCount[] {
  return [...Map.groupBy(findings, ({ id }) => id)]
    .map(([id, all]) => ({
      id,
      severity: all.map(({ severity }) => severity).toSorted((a, b) => weight[a] - weight[b])[0] ?? 'info',
      findings: all.length,
      new: all.filter(isNew).length,
    }))
    .toSorted(
      (a, b) => weight[a.severity] - weight[b.severity] || b.findings - a.findings || compare(a.id, b.id),
    );
}

function countsOf({ users, groups, desired }: AuditSubject, findings: readonly AuditFinding[]): AuditCounts {
  return {
    users: users.length,
    guests: users.filter((user) => user['userType'] === 'Guest').length,
    disabledUsers: users.filter((user) => user['accountEnabled'] === false).length,
    syncedUsers: users.filter(isSynced).length,
    groups: groups.length,
    dynamicGroups: groups.filter(isDynamic).length,
    syncedGroups: groups.filter(isSynced).length,
    declared: { users: desired.users.length, groups: desired.groups.length },
    findings: bySeverity(findings),
    newFindings: bySeverity(findings.filter(isNew)),
  };
}

function bySeverity(findings: readonly AuditFinding[]): Readonly<Record<Severity, number>> {
  const of = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  return { error: of('error'), warning: of('warning'), info: of('info') };
}

const isSynced = (object: Readonly<Record<string, unknown>>): boolean =>
  object['onPremisesSyncEnabled'] === true;
