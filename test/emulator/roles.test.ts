import { describe, expect, test } from 'vitest';
import {
  asApplication,
  column,
  group,
  id,
  outcome,
  practice,
  refs,
  roleAssignment,
  rows,
  send,
  user,
} from './practice.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const authenticationAdministrator = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';
const practiceApp = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';
const unit = id(700);

const state = {
  users: [
    user(1),
    user(2),
    user(3),
    user(4),
    user(5),
    user(6, { isManagementRestricted: true, _service: { administrativeUnit: unit } }),
  ],
  groups: [
    group(101, { isAssignableToRole: true, members: refs(4), owners: refs(5) }),
    group(102, {
      isManagementRestricted: true,
      _service: { administrativeUnit: unit },
      members: refs(1),
      owners: refs(1, 2),
    }),
  ],
  servicePrincipals: [{ id: id(901), appId: id(801), displayName: 'Mighty' }],
  roleAssignments: [
    roleAssignment(2, { roleDefinitionId: userAdministrator }),
    roleAssignment(901, { roleDefinitionId: authenticationAdministrator }),
    roleAssignment(902, {
      roleDefinitionId: userAdministrator,
      directoryScopeId: `/administrativeUnits/${unit}`,
    }),
    roleAssignment(903, { roleDefinitionId: userAdministrator }),
  ],
  roleEligibilityScheduleInstances: [roleAssignment(3)],
  roleDefinitions: [{ id: id(600), displayName: 'Phone book keeper', isBuiltIn: false }],
};
const tenant = await practice(state);
const denied = '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const root = '/roleManagement/directory';

const patch = (number: number, body: unknown, headers?: Record<string, string>) =>
  tenant.call('PATCH', `/users/${id(number)}`, body, headers);
const link = (number: number) => ({ '@odata.id': `${tenant.graph}/directoryObjects/${id(number)}` });

describe('reads', () => {
  test.each([
    [`${root}/roleAssignments`, 'principalId', [id(2), id(901), id(902), id(903)]],
    [`${root}/roleAssignments?$filter=principalId eq '${id(2)}'`, 'roleDefinitionId', [userAdministrator]],
    [
      `${root}/roleAssignments?$filter=roleDefinitionId eq '${authenticationAdministrator}'`,
      'principalId',
      [id(901)],
    ],
    [`${root}/roleEligibilityScheduleInstances`, 'principalId', [id(3)]],
    [`${root}/roleDefinitions?$filter=displayName eq 'User Administrator'`, 'id', [userAdministrator]],
    [`${root}/roleDefinitions?$filter=isBuiltIn eq false`, 'displayName', ['Phone book keeper']],
    [`/servicePrincipals?$filter=appId eq '${id(801)}'`, 'id', [id(901)]],
    [`/servicePrincipals?$filter=appId eq '${practiceApp}'`, 'displayName', ['Tenantry (practice)']],
  ])('%s', async (path, name, expected) => {
    const answer = await tenant.get(path);
    expect(answer.status).toBe(200);
    expect(column(answer, name)).toEqual(expected);
  });

  test('one of each', async () => {
    expect((await tenant.get(`${root}/roleAssignments/assignment-2`)).body).toMatchObject({
      principalId: id(2),
      directoryScopeId: '/',
    });
    expect((await tenant.get(`${root}/roleDefinitions/${userAdministrator}`)).body).toMatchObject({
      displayName: 'User Administrator',
    });
    expect((await tenant.get(`/servicePrincipals/${id(901)}`)).body).toMatchObject({ appId: id(801) });
    expect((await tenant.get(`/servicePrincipals(appId='${id(801)}')`)).body).toMatchObject({ id: id(901) });
    expect((await tenant.get(`/servicePrincipals/${id(99)}`)).status).toBe(404);
  });

  test('the principal or the definition is expanded, of an active assignment one of them', async () => {
    const principals = await tenant.get(`${root}/roleAssignments?$expand=principal`);
    expect(rows(principals).map(({ principal }) => principal)).toEqual([
      expect.objectContaining({ '@odata.type': '#microsoft.graph.user', displayName: 'Person 2' }),
      expect.objectContaining({ '@odata.type': '#microsoft.graph.servicePrincipal', displayName: 'Mighty' }),
      null,
      null,
    ]);
    const both = 'principal,roleDefinition';
    expect(
      rows(await tenant.get(`${root}/roleEligibilityScheduleInstances?$expand=${both}`))[0],
    ).toMatchObject({
      principal: { id: id(3) },
      roleDefinition: { id: globalAdministrator, displayName: 'Global Administrator' },
    });
    expect(outcome(await tenant.get(`${root}/roleAssignments?$expand=${both}`))).toContain(
      '400 BadRequest: The result of parsing $expand contained at least 2 items, but the maximum allowed is 1.',
    );
    expect(outcome(await tenant.get(`${root}/roleAssignments?$expand=appScope`))).toContain('400 BadRequest');
  });

  test('without P2 nobody says who is eligible', async () => {
    const free = await practice(state, { entraP2: false });
    expect(outcome(await free.get(`${root}/roleEligibilityScheduleInstances`))).toBe(
      '400 AadPremiumLicenseRequired: The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    );
    expect((await free.get(`${root}/roleAssignments`)).status).toBe(200);
  });

  test('the state holds them, and takes them back', async () => {
    const copy = await practice({});
    copy.putState(tenant.state());
    expect(copy.state()).toEqual(tenant.state());
    expect(tenant.state()).toMatchObject({
      roleAssignments: state.roleAssignments,
      roleEligibilityScheduleInstances: state.roleEligibilityScheduleInstances,
      roleDefinitions: state.roleDefinitions,
      servicePrincipals: state.servicePrincipals,
    });
    const wrong = { ...tenant.state(), roleAssignments: [{ id: 'x' }] };
    expect(outcome(await send(`${copy.admin}/state`, 'PUT', wrong))).toContain('state/roleAssignments/0');
  });
});

describe('sensitive properties', () => {
  const phone = { mobilePhone: '+1 425 555 0100' };
  test.each([
    [1, 'nobody in particular', '204'],
    [2, 'a holder of a role', denied],
    [3, 'somebody who is eligible', denied],
    [4, 'a member of a role-assignable group', denied],
    [5, 'an owner of one', denied],
  ])('person %i, %s', async (number, _who, expected) => {
    for (const body of [phone, { onPremisesImmutableId: `anchor${number}` }])
      expect(outcome(await patch(number, body))).toBe(expected);
    expect(outcome(await patch(number, { department: 'IT' }))).toBe('204');
    expect(outcome(await patch(number, phone, asApplication(801, 901)))).toBe('204');
    expect(outcome(await patch(number, phone, asApplication(801, 999)))).toBe('204');
    expect(outcome(await patch(number, phone, asApplication(803, 903)))).toBe(expected);
  });
});

describe('members of a restricted management unit', () => {
  const scoped = asApplication(802, 902);

  test.each<[string, string, unknown?]>([
    ['PATCH', `/users/${id(6)}`, { department: 'IT' }],
    ['DELETE', `/users/${id(6)}`],
    ['PUT', `/users/${id(6)}/manager/$ref`, link(1)],
    ['POST', `/users/${id(6)}/extensions`, { extensionName: 'com.contoso.a', theme: 'dark' }],
    ['PATCH', `/users/${id(6)}/onPremisesSyncBehavior`, { isCloudManaged: false }],
    ['PATCH', `/groups/${id(102)}`, { description: 'x' }],
    ['DELETE', `/groups/${id(102)}`],
    ['POST', `/groups/${id(102)}/members/$ref`, link(2)],
    ['DELETE', `/groups/${id(102)}/owners/${id(2)}/$ref`],
    ['DELETE', `/directoryObjects/${id(102)}`],
  ])('%s %s', async (method, path, body) => {
    expect(outcome(await tenant.call(method, path, body))).toBe(denied);
    expect(outcome(await tenant.call(method, path, body, asApplication(803, 903)))).toBe(denied);
  });

  test('can be changed with a role at the scope of the unit, and joined to other groups', async () => {
    expect(outcome(await tenant.call('PATCH', `/users/${id(6)}`, { department: 'IT' }, scoped))).toBe('204');
    expect(outcome(await tenant.call('PATCH', `/groups/${id(102)}`, { description: 'x' }, scoped))).toBe(
      '204',
    );
    expect(outcome(await tenant.call('POST', `/groups/${id(101)}/members/$ref`, link(6)))).toBe('204');
  });
});
