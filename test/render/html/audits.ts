import type { Audit, Distribution, ValueCount } from '../../../src/core/audit/audit.ts';
import type { AuditFinding } from '../../../src/core/audit/finding.ts';
import { findingIds, severityOf, type FindingId } from '../../../src/rules/finding-ids.ts';
import type { Severity } from '../../../src/rules/problem.ts';

type Parts = Pick<Audit, 'findings'> & Partial<Omit<Audit, 'findings' | 'kinds'>>;

const bySeverity = (some: readonly AuditFinding[]): Record<Severity, number> => ({
  error: some.filter(({ severity }) => severity === 'error').length,
  warning: some.filter(({ severity }) => severity === 'warning').length,
  info: some.filter(({ severity }) => severity === 'info').length,
});

/** An audit with these findings; what follows from them is worked out. */
export function auditOf({ findings, ...more }: Parts): Audit {
  const fresh = findings.filter(({ state }) => state !== 'known');
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  return {
    format: 1,
    tenant: { id: '84841066-274d-4ec0-a5c1-276be684bdd3', displayName: 'Contoso' },
    evaluatedAt: '2026-11-22T04:55:05.123Z',
    findings,
    kinds: [...Map.groupBy(findings, ({ id }) => id)]
      .map(([id, of]) => ({
        id,
        severity: of[0]?.severity ?? severityOf(id),
        findings: of.length,
        new: of.filter(({ state }) => state !== 'known').length,
      }))
      .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.findings - a.findings),
    distributions: [],
    groupSizes: { buckets: [], largest: [], unknown: 0 },
    notLookedAt: [],
    counts: {
      users: 2000,
      guests: 140,
      disabledUsers: 61,
      syncedUsers: 800,
      groups: 150,
      dynamicGroups: 48,
      syncedGroups: 20,
      declared: { users: 1800, groups: 120 },
      findings: bySeverity(findings),
      newFindings: bySeverity(fresh),
      ...more.counts,
    },
    ...more,
  };
}

export const finding = (
  id: FindingId,
  object: AuditFinding['object'],
  name: string,
  more: Partial<AuditFinding> = {},
): AuditFinding => ({ id, severity: severityOf(id), object, name, message: 'M.', remedy: 'R.', ...more });

export const distribution = (
  attribute: string,
  values: readonly ValueCount[],
  more: Partial<Distribution> = {},
): Distribution => {
  const withValue = values.reduce((sum, { users }) => sum + users, 0);
  return {
    attribute,
    withValue,
    withoutValue: 1860 - withValue,
    distinct: values.length,
    values,
    rest: { values: 0, users: 0 },
    ...more,
  };
};

/** An audit in which every text that comes from outside holds this one. */
export function auditSaying(text: string): Audit {
  const at = (line: number): Pick<AuditFinding, 'place'> => ({
    place: { file: `tenant/${text}.yaml`, line, column: 5 },
  });
  const noDescription = (number: number, name: string): AuditFinding =>
    finding('no-description', `group:${id(number)}`, name, {
      message: 'The group has no description.',
      remedy: 'Say in `description:` what the group is for and who may be in it.',
    });
  return auditOf({
    tenant: { id: id(99), displayName: `T${text}` },
    baseline: {
      file: `${text}/audit-baseline.json`,
      known: 1,
      absent: [{ id: 'no-owners', object: `group:${text}`, attribute: text }],
    },
    notLookedAt: [`The application ${text} may not read devices.`],
    findings: [
      finding('ordering-of-text', `group:${id(1)}`, `Rings ${text}`, {
        message: `Texts are compared letter by letter, at \`-ge "${text}"\`.`,
        remedy: 'Compare with -in, or with -startsWith.',
        state: 'new',
        ...at(3),
      }),
      finding('near-duplicate', `value:department=${text}`, `Sa1es${text}`, {
        attribute: 'department',
        message: `\`Sa1es${text}\` (1 user) looks like \`Sales${text}\` (412 users).`,
        remedy: `Write \`Sales${text}\`.`,
        state: 'new',
      }),
      finding('near-duplicate', `value:city=${text}`, `Rio${text}`, {
        attribute: 'city',
        message: `\`Rio${text}\` (1 user) looks like \`Río${text}\` (90 users).`,
        remedy: `Write \`Río${text}\`.`,
        state: 'known',
      }),
      noDescription(2, `Twin${text}`),
      noDescription(3, `Twin${text}`),
      noDescription(4, `Other${text}`),
    ],
    distributions: [
      distribution(
        'department',
        [
          { value: `Sales${text}`, users: 412, vocabulary: 'listed' },
          { value: `Sa1es${text}`, users: 3, vocabulary: 'alias', meant: `Sales${text}` },
          { value: `Odd${text}`, users: 1, vocabulary: 'outside' },
        ],
        { distinct: 15, rest: { values: 12, users: 20 } },
      ),
      distribution('city', [{ value: `Rio${text}`, users: 2, meant: `Río${text}` }]),
      distribution('state', []),
      distribution('extensionAttribute3', [{ value: text, users: 7 }]),
    ],
    groupSizes: {
      buckets: [
        { from: 0, to: 0, assigned: 3, dynamic: 2 },
        { from: 1, to: 1, assigned: 0, dynamic: 0 },
        { from: 2, to: 9, assigned: 40, dynamic: 10 },
        { from: 10_000, assigned: 0, dynamic: 1 },
      ],
      largest: [{ object: `group:${id(5)}`, name: `All${text}`, members: 12_345, dynamic: true }],
      unknown: 1,
    },
  });
}

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const department = (index: number): ValueCount => ({
  value: `${['Sales', 'Engineering', 'Human Resources', 'מכירות', '営業部', 'Forschung & Entwicklung'][index % 6]} ${index}`,
  users: Math.max(1, Math.floor(1500 / (index + 1) ** 1.3)),
  ...(index % 7 === 5 ? { meant: 'Sales 0' } : {}),
});

/** A tenant that has grown for years: thousands of findings of every kind, thousands of departments. */
export function largeAudit(): Audit {
  const kinds = Object.keys(findingIds) as FindingId[];
  const names = [
    'Adele Vance',
    'שרה כהן',
    'محمد الأحمد',
    '田中 健',
    '🚀 Rocket Team',
    'Łukasz Dąbrowski',
    'SG-All-Staff-With-A-Very-Long-Name-Nobody-Ever-Shortened-2019-EMEA-Readers',
  ];
  const findings = Array.from({ length: 5000 }, (_, index): AuditFinding => {
    // Some kinds are much more frequent than others.
    const kind = kinds[Math.floor(kinds.length * ((index % 997) / 997) ** 3)] ?? 'no-owners';
    const name = `${names[index % names.length]} ${index}`;
    // Some kinds say the same of all, some share how to mend it, some say something else of each.
    const form = kinds.indexOf(kind) % 3;
    return finding(kind, `group:${id(index)}`, name, {
      message:
        form === 0
          ? 'The group has no owner.'
          : `The comparison is true of whoever has no value, at \`user.department -ne "${name}"\`.`,
      remedy:
        form === 2
          ? `Write \`(user.department -ne "${name}") -and (user.department -ne null)\`.`
          : 'Name two owners, so that somebody looks after it.',
      ...(index % 4 === 0
        ? { place: { file: `tenant/groups/team-${index % 40}.yaml`, line: index, column: 7 } }
        : {}),
    });
  });
  const all = Array.from({ length: 2000 }, (_, index) => department(index));
  const attributes = [
    'department',
    'companyName',
    'jobTitle',
    'city',
    'state',
    'country',
    'usageLocation',
    'officeLocation',
    'employeeType',
    ...Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
  ];
  return auditOf({
    findings,
    distributions: attributes.map((attribute, index) => {
      const some = all.slice(index, index + 2 + ((index * 37) % 48));
      return attribute === 'department'
        ? distribution(attribute, all, { withoutValue: 230 })
        : distribution(attribute, some, {
            withoutValue: 500,
            distinct: some.length + index,
            rest: { values: index, users: index * 2 },
          });
    }),
    groupSizes: {
      buckets: [
        { from: 0, to: 0, assigned: 21, dynamic: 4 },
        { from: 1, to: 1, assigned: 16, dynamic: 3 },
        { from: 2, to: 9, assigned: 44, dynamic: 11 },
        { from: 10, to: 99, assigned: 17, dynamic: 22 },
        { from: 100, to: 999, assigned: 4, dynamic: 6 },
        { from: 1000, to: 9999, assigned: 0, dynamic: 2 },
        { from: 10_000, assigned: 0, dynamic: 0 },
      ],
      largest: names.map((name, index) => ({
        object: `group:${id(index)}` as const,
        name,
        members: 1900 - index * 211,
        dynamic: index % 2 === 0,
      })),
      unknown: 3,
    },
    notLookedAt: ['Devices were not read, so rules about devices were not asked whom they take in.'],
  });
}
