import type { DeclaredValue, Desired, DesiredObject } from '../../src/core/desired/desired.ts';
import type { Settings } from '../../src/core/desired/settings.ts';
import { noDefinitions, noEvidence, type Live, type LiveObject } from '../../src/core/live/live.ts';
import { makePlan, type PlanInput } from '../../src/core/plan/make-plan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';

/** Ids that can be told apart at a glance: `id(7)` ends in 7. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';

export const settings = (changes: Partial<Settings> = {}): Settings => ({
  file: 'tenant/tenant.yaml',
  tenant: { id: tenantId, cloud: 'global' },
  exchange: { route: 'auto' },
  pace: { percentOfLimit: 50 },
  guards: {},
  protected: { users: [], groups: [] },
  freeze: [],
  authorities: [],
  findings: {},
  vocabularies: {},
  overrides: [],
  ...changes,
});

type Values = Readonly<Record<string, DeclaredValue>>;

function entry(kind: 'user' | 'group', label: string, values: Values, rest: object): DesiredObject {
  const place = { file: `tenant/${kind}s/all.yaml`, line: 1, column: 1 };
  const attributes = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, place }]),
  );
  return { kind, label, place, attributes, ...rest };
}

export const user = (label: string, values: Values = {}, rest: Partial<DesiredObject> = {}): DesiredObject =>
  entry('user', label, values, rest);
export const group = (label: string, values: Values = {}, rest: Partial<DesiredObject> = {}): DesiredObject =>
  entry('group', label, values, rest);

export const desired = (entries: readonly DesiredObject[], changes: Partial<Settings> = {}): Desired => ({
  settings: settings(changes),
  users: entries.filter((each) => each.kind === 'user'),
  groups: entries.filter((each) => each.kind === 'group'),
  definitions: [],
});

export const liveUser = (number: number, name: string, rest: object = {}): LiveObject => ({
  id: id(number),
  userPrincipalName: name,
  displayName: name.split('@', 1)[0] ?? name,
  ...rest,
});

export const liveGroup = (number: number, name: string, rest: object = {}): LiveObject => ({
  id: id(number),
  displayName: name,
  mailNickname: name,
  groupTypes: [],
  securityEnabled: true,
  mailEnabled: false,
  ...rest,
});

export const live = (
  users: readonly LiveObject[],
  groups: readonly LiveObject[] = [],
  rest: Partial<Live> = {},
): Live => ({
  tenant: {
    id: tenantId,
    displayName: 'Contoso',
    verifiedDomains: ['contoso.com', 'contoso.onmicrosoft.com'],
    federatedDomains: [],
  },
  users,
  groups,
  devices: [],
  deletedUsers: [],
  deletedGroups: [],
  evidence: noEvidence,
  definitions: noDefinitions,
  ...rest,
});

export const now = new Date('2026-11-21T12:00:00Z');

export function planOf(head: Desired, tenant: Live, rest: Partial<PlanInput> = {}): Plan {
  return makePlan({
    head,
    live: tenant,
    now,
    provenance: { tool: 'tenantry test', directory: 'tenant', endpoint: 'global' },
    ...rest,
  });
}

/** `attribute: before → after` of every change, by the last digits of the object's id. */
export const changesOf = (plan: Plan): readonly string[] =>
  plan.changes.map(
    ({ object, attribute, before, after }) =>
      `${object.replace(/0{8}-0{4}-40{3}-80{3}-0*/, '')} ${attribute}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
