import { emptyState } from '../../src/emulator/empty-state.ts';
import { practiceApplication } from '../../src/emulator/http/caller.ts';
import type { State } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { settings, yaml, type Texts } from './support-practice.ts';

/** A small tenant, and files whose apply does one of everything that an apply can do. */

const person = (number: number, name: string, more: object = {}) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  userType: 'Member',
  department: 'Sales',
  ...more,
});
const team = (number: number, name: string, more: object = {}) => ({
  id: id(number),
  displayName: name,
  mailNickname: name,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: [],
  owners: [{ id: id(1) }, { id: id(2) }],
  ...more,
});
const dynamic = {
  groupTypes: ['DynamicMembership'],
  membershipRule: 'user.department -eq "Sales"',
  membershipRuleProcessingState: 'On',
};
export const wire = 'extension_00112233445566778899aabbccddeeff_level';
export const appId = '00112233-4455-6677-8899-aabbccddeeff';

export const state: State = {
  ...emptyState(),
  users: [
    person(1, 'adele', {
      manager: { id: id(2) },
      employeeOrgData: { division: 'Cloud', costCenter: '1' },
      businessPhones: ['1'],
      [wire]: 'E4',
    }),
    person(2, 'lee'),
    person(3, 'megan', {
      onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-4',
      onPremisesExtensionAttributes: { extensionAttribute1: 'old' },
      _service: { exchangeMastered: true },
    }),
    person(4, 'ken', { extensions: [openExtension('com.contoso.x', { a: 1 })] }),
  ],
  groups: [
    team(51, 'rule', { ...dynamic, members: [{ id: id(1) }, { id: id(2) }, { id: id(3) }, { id: id(4) }] }),
    team(52, 'assigned', { members: [{ id: id(2) }, { id: id(4) }] }),
    team(53, 'unruled', {
      ...dynamic,
      members: [{ id: id(1) }, { id: id(2) }, { id: id(3) }, { id: id(4) }],
    }),
    team(54, 'doomed', { description: 'kept', members: [{ id: id(3) }] }),
    team(55, 'paused', dynamic),
  ],
  applications: [
    { id: id(80), appId, displayName: 'HR' },
    { id: id(81), appId: practiceApplication.appId, displayName: 'Tenantry' },
  ],
  extensionProperties: [
    {
      id: id(90),
      name: wire,
      dataType: 'String',
      isMultiValued: false,
      isSyncedFromOnPremises: false,
      targetObjects: ['User'],
      appDisplayName: 'HR',
      deletedDateTime: null,
    },
  ],
  exchange: { recipients: [{ id: id(3), recipientTypeDetails: 'UserMailbox' }] },
};

function openExtension(name: string, values: object) {
  return { '@odata.type': '#microsoft.graph.openTypeExtension', extensionName: name, id: name, ...values };
}

export const loose = `${settings}  assignedToDynamic: { count: 100 }
  immutableIdsWritten: { count: 100 }
  membersLeaving: { count: 100 }
  groupsEmptied: { count: 100 }
  matchesEverybody: { count: 100 }
  groupsCreated: { count: 100 }
`;
export const files = (parts: { users?: object[]; groups?: object[]; extensions?: string } = {}): Texts => ({
  'tenant.yaml': loose,
  'users/all.yaml': yaml('users', (parts.users ?? []) as Record<string, unknown>[]),
  'groups/all.yaml': yaml('groups', (parts.groups ?? []) as Record<string, unknown>[]),
  ...(parts.extensions === undefined ? {} : { 'extensions/all.yaml': parts.extensions }),
});

/** Of everything that an apply can do, one. */
export const everything = files({
  users: [
    {
      user: 'adele@contoso.com',
      department: 'Engineering',
      jobTitle: 'Engineer',
      manager: null,
      employeeOrgData: { costCenter: '2' },
      businessPhones: null,
      accountEnabled: false,
      userPrincipalName: 'adele.new@contoso.com',
      onPremisesImmutableId: { objectGuid: '00112233-4455-6677-8899-aabbccddeeff' },
      id: id(1),
    },
    { user: 'lee@contoso.com', manager: 'megan@contoso.com', extensionAttribute2: 'x' },
    { user: 'megan@contoso.com', extensionAttribute1: 'new' },
    { user: 'ken@contoso.com', openExtensions: { 'com.contoso.x': { b: 2 }, 'com.contoso.y': { c: 3 } } },
  ],
  groups: [
    {
      group: 'rule',
      id: id(51),
      description: 'by rule',
      transition: 'pause',
      membership: { rule: 'user.city -eq "x"' },
    },
    { group: 'assigned', id: id(52), membership: { rule: 'user.department -eq "Sales"', processing: 'on' } },
    { group: 'unruled', id: id(53), membership: 'assigned', owners: ['megan@contoso.com'] },
    { group: 'doomed', id: id(54), delete: true },
    {
      group: 'paused',
      id: id(55),
      membership: {
        rule: 'user.department -eq "Sales"',
        processing: { paused: { until: '2099-01-01', reason: 'x' } },
      },
    },
    {
      group: 'made',
      displayName: 'Made',
      mailNickname: 'made',
      type: 'security',
      owners: ['lee@contoso.com'],
    },
  ],
  extensions: `directory:
  - { name: level, owner: { appId: ${appId} }, delete: true }
  - { name: grade, owner: { appId: ${appId} }, type: String, targets: [User] }
schema:
  - { id: courses, owner: { appId: ${practiceApplication.appId} }, status: InDevelopment, targets: [User], properties: { title: String } }
`,
});
