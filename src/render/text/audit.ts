import type { Audit, FindingCount } from '../../core/audit/audit.ts';
import type { AuditFinding } from '../../core/audit/finding.ts';
import { isNew } from '../../core/audit/make-audit.ts';
import { titles } from '../../core/audit/titles.ts';
import { formatPlace } from '../../core/problem.ts';
import type { Severity } from '../../rules/problem.ts';
import { safe } from '../safe.ts';
import { blank, hanging, line, paragraph, span, wrap, type Line, type Role } from './lines.ts';
import { count } from './summary.ts';

/** How much is shown: the first few findings of each kind, without those that are known; or everything. */
export interface AuditShowing {
  readonly all: boolean;
  /** What one types to see everything. */
  readonly command: string;
}

/** Findings of a kind that are shown. */
const first = 5;

/** The findings by kind, the gravest first, and what else there is to say. */
export function showAudit(audit: Audit, { all, command }: AuditShowing, columns: number): readonly Line[] {
  const byId = Map.groupBy(audit.findings, ({ id }) => id);
  return [
    ...hanging(
      [
        span(`Audit of ${safe(audit.tenant.displayName)}`, 'heading'),
        span(` (tenant ${audit.tenant.id})`, 'quiet'),
      ],
      columns,
    ),
    ...paragraph(looked(audit), columns, 0, 'quiet'),
    ...audit.kinds.flatMap((kind) => showKind(kind, byId.get(kind.id) ?? [], { all, command }, columns)),
    ...(audit.notLookedAt.length === 0 ? [] : [blank]),
    ...audit.notLookedAt.flatMap((each) => hanging([span(safe(each), 'warning')], columns)),
    ...showAbsent(audit, all, columns),
    blank,
    ...paragraph(auditSummary(audit), columns, 0, 'heading'),
    ...showMore(audit, { all, command }, columns),
  ];
}

/** The whole in one or two sentences. */
export function auditSummary({ counts, baseline, findings }: Audit): string {
  const { newFindings } = counts;
  const parts = [
    newFindings.error > 0 ? count(newFindings.error, 'error') : '',
    newFindings.warning > 0 ? count(newFindings.warning, 'warning') : '',
    newFindings.info > 0 ? `${newFindings.info.toLocaleString('en')} for information` : '',
  ].filter((part) => part !== '');
  const known =
    baseline === undefined ? '' : ` ${baseline.known.toLocaleString('en')} known (${safe(baseline.file)}).`;
  const fresh = findings.filter(isNew).length;
  const word = baseline === undefined ? 'finding' : 'new finding';
  return fresh === 0
    ? `${baseline === undefined ? 'Nothing found.' : 'Nothing new.'}${known}`
    : `${count(fresh, word)}: ${parts.join(', ')}.${known}`;
}

function looked({ counts }: Audit): string {
  const { declared } = counts;
  return `${count(counts.users, 'user')} (${count(counts.guests, 'guest')}) and ${count(counts.groups, 'group')} (${counts.dynamicGroups.toLocaleString('en')} dynamic); the files declare ${count(declared.users, 'user')} and ${count(declared.groups, 'group')}.`;
}

const roles: Readonly<Record<Severity, Role>> = { error: 'refused', warning: 'warning', info: 'plain' };

function showKind(
  kind: FindingCount,
  findings: readonly AuditFinding[],
  { all }: AuditShowing,
  columns: number,
): readonly Line[] {
  const told = all ? findings : findings.filter(isNew);
  if (told.length === 0) return [];
  const shown = all ? told : told.slice(0, first);
  const known = kind.findings - kind.new;
  const number = `${kind.new.toLocaleString('en')}${known === 0 ? '' : `, ${known.toLocaleString('en')} known`}`;
  const said = new Set<string>();
  return [
    blank,
    ...hanging(
      [
        span(`${titles[kind.id]} (${number})`, 'heading'),
        span(`  ${kind.severity} ${kind.id}`, kind.severity === 'info' ? 'quiet' : roles[kind.severity]),
      ],
      columns,
    ),
    ...shown.flatMap((finding) => {
      const lines = showFinding(finding, said.has(finding.remedy), columns);
      said.add(finding.remedy);
      return lines;
    }),
    ...(told.length > shown.length
      ? [line('  ', span(`and ${(told.length - shown.length).toLocaleString('en')} more`, 'quiet'))]
      : []),
  ];
}

function showFinding(finding: AuditFinding, isSaid: boolean, columns: number): readonly Line[] {
  const { name, place, message, remedy, object, state } = finding;
  // Names of groups are not unique, those of users and values are.
  const id = object.startsWith('group:') ? `  ${object.slice('group:'.length)}` : '';
  return [
    ...wrap(
      [
        span(state === 'known' ? '· ' : '! ', state === 'known' ? 'quiet' : roles[finding.severity]),
        span(safe(name), 'name'),
        span(`${id}${place === undefined ? '' : `  ${formatPlace(place)}`}`, 'quiet'),
      ],
      columns,
      4,
      2,
    ),
    ...paragraph(safe(message), columns, 4),
    ...(isSaid || remedy === '' ? [] : paragraph(safe(remedy), columns, 4, 'quiet')),
  ];
}

function showAbsent({ baseline }: Audit, all: boolean, columns: number): readonly Line[] {
  const absent = baseline?.absent ?? [];
  if (absent.length === 0 || baseline === undefined) return [];
  const shown = all ? absent : absent.slice(0, first);
  return [
    blank,
    ...paragraph(
      `${count(absent.length, 'finding')} of ${safe(baseline.file)} no longer there; \`--write-baseline\` takes them out:`,
      columns,
      0,
    ),
    ...shown.flatMap(({ id, object, attribute }) =>
      wrap(
        [span(`${id}  ${safe(object)}${attribute === undefined ? '' : `  ${safe(attribute)}`}`, 'passed')],
        columns,
        4,
        2,
      ),
    ),
    ...(absent.length > shown.length
      ? [line('  ', span(`and ${(absent.length - shown.length).toLocaleString('en')} more`, 'quiet'))]
      : []),
  ];
}

function showMore(audit: Audit, { all, command }: AuditShowing, columns: number): readonly Line[] {
  const hidden =
    audit.findings.some(({ state }) => state === 'known') || audit.kinds.some((kind) => kind.new > first);
  return all || !hidden
    ? []
    : [...paragraph('To see all of them:', columns, 0), line('  ', span(command, 'name'))];
}
