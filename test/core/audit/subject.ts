import type { Audit } from '../../../src/core/audit/audit.ts';
import { makeAudit } from '../../../src/core/audit/make-audit.ts';
import type { AuditSubject } from '../../../src/core/audit/subject.ts';
import type { Desired } from '../../../src/core/desired/desired.ts';
import type { Settings } from '../../../src/core/desired/settings.ts';
import type { LiveObject } from '../../../src/core/live/live.ts';

export const now = new Date('2026-11-20T08:00:00Z');

export const settings = (more: Partial<Settings> = {}): Settings => ({
  file: 'tenant/tenant.yaml',
  tenant: { id: 't', cloud: 'global' },
  exchange: { route: 'auto' },
  pace: { percentOfLimit: 50 },
  guards: {},
  protected: { users: [], groups: [] },
  freeze: [],
  authorities: [],
  vocabularies: {},
  findings: {},
  overrides: [],
  ...more,
});

/** A user that nothing is wrong with. */
export const user = (id: string, more: Partial<LiveObject> = {}): LiveObject => ({
  id,
  userPrincipalName: `${id}@contoso.com`,
  userType: 'Member',
  accountEnabled: true,
  department: 'Sales',
  usageLocation: 'BR',
  ...more,
});

/** So many users with one value. */
export const users = (number: number, attribute: string, value: string): readonly LiveObject[] =>
  Array.from({ length: number }, (_, index) => user(`${value}-${index}`, { [attribute]: value }));

/** A group that nothing is wrong with. */
export const group = (id: string, more: Partial<LiveObject> = {}): LiveObject => ({
  id,
  displayName: `Group ${id}`,
  description: 'something',
  groupTypes: [],
  securityEnabled: true,
  mailEnabled: false,
  owners: ['owner1', 'owner2'],
  ...more,
});

export const dynamic = (id: string, membershipRule: string, more: Partial<LiveObject> = {}): LiveObject =>
  group(id, {
    groupTypes: ['DynamicMembership'],
    membershipRule,
    membershipRuleProcessingState: 'On',
    ...more,
  });

export interface Given extends Partial<Omit<AuditSubject, 'desired'>> {
  readonly settings?: Partial<Settings>;
  readonly desired?: Partial<Desired>;
}

export const subject = ({ settings: given, desired, ...more }: Given): AuditSubject => ({
  tenant: { id: 't', displayName: 'Contoso' },
  users: [],
  groups: [],
  devices: [],
  definitions: undefined,
  memberCounts: new Map(),
  paused: [],
  now,
  notLookedAt: [],
  ...more,
  desired: { users: [], groups: [], definitions: [], ...desired, settings: settings(given) },
});

export const auditOf = (given: Given): Audit => makeAudit(subject(given));

/** The objects of the findings with an id, with the attribute where there are several. */
export const objectsOf = (id: string, given: Given): readonly string[] =>
  auditOf(given)
    .findings.filter((each) => each.id === id)
    .map(({ object }) => object);
