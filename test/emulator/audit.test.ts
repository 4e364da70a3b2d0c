import { expect, test } from 'vitest';
import { group, id, practice, refs, rows, user } from './practice.ts';

const tenant = await practice(
  {
    users: [
      user(1, { department: 'IT', onPremisesExtensionAttributes: { extensionAttribute1: 'a' } }),
      user(2),
    ],
    groups: [group(101, { members: refs(1) })],
  },
  { throttling: false },
);

const counted = async (filter: string): Promise<number> => rows(await audits(`?$filter=${filter}`)).length;
const audits = (query = '') => tenant.get(`/auditLogs/directoryAudits${query}`);

function token(claims: Record<string, unknown>): Record<string, string> {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return { authorization: `Bearer e30.${payload}.x` };
}

test('an update says who changed what, from what to what', async () => {
  const app = { appid: 'a0a0a0a0-0000-4000-8000-000000000001', app_displayname: 'HR sync', oid: id(77) };
  const correlation = { 'client-request-id': id(88) };
  await tenant.call(
    'PATCH',
    `/users/${id(1)}`,
    { department: 'Sales', onPremisesExtensionAttributes: { extensionAttribute1: null } },
    { ...token(app), ...correlation },
  );
  const [entry] = rows(await audits('?$top=1'));
  expect(entry).toMatchObject({
    activityDisplayName: 'Update user',
    category: 'UserManagement',
    operationType: 'Update',
    correlationId: id(88),
    result: 'success',
    loggedByService: 'Core Directory',
    initiatedBy: {
      user: null,
      app: { appId: app.appid, displayName: 'HR sync', servicePrincipalId: id(77) },
    },
    targetResources: [
      {
        id: id(1),
        displayName: 'Person 1',
        type: 'User',
        userPrincipalName: 'person1@contoso.com',
        modifiedProperties: [
          { displayName: 'Department', oldValue: '["IT"]', newValue: '["Sales"]' },
          { displayName: 'ExtensionAttribute1', oldValue: '["a"]', newValue: '[]' },
          {
            displayName: 'Included Updated Properties',
            oldValue: null,
            newValue: '"Department, ExtensionAttribute1"',
          },
        ],
      },
    ],
  });
});

test('a change of the usage location is not in the log, and the fax number has its old name', async () => {
  const before = await counted(`targetResources/any(t:t/id eq '${id(2)}')`);
  await tenant.call('PATCH', `/users/${id(2)}`, { usageLocation: 'BR' });
  expect(await counted(`targetResources/any(t:t/id eq '${id(2)}')`)).toBe(before);
  await tenant.call('PATCH', `/users/${id(2)}`, { usageLocation: 'DE', faxNumber: '1' });
  const [entry] = rows(await audits('?$top=1'));
  expect(entry).toMatchObject({
    targetResources: [
      {
        modifiedProperties: [
          { displayName: 'FacsimileTelephoneNumber', newValue: '["1"]' },
          { displayName: 'Included Updated Properties', newValue: '"FacsimileTelephoneNumber"' },
        ],
      },
    ],
  });
});

test('an edit by hand is a person’s, and goes through the same checks', async () => {
  tenant.edit('user', id(2), { department: 'Legal' });
  const [entry] = rows(await audits('?$top=1'));
  expect(entry?.['initiatedBy']).toMatchObject({
    app: null,
    user: { userPrincipalName: 'admin@contoso.com' },
  });
  expect(() => tenant.edit('user', id(2), { nickname: 'x' })).toThrow("Property 'nickname' does not exist");
});

test('links are activities of their own, the linked object first', async () => {
  await tenant.call('POST', `/groups/${id(101)}/owners/$ref`, {
    '@odata.id': `${tenant.graph}/users/${id(2)}`,
  });
  await tenant.call('DELETE', `/groups/${id(101)}/members/${id(1)}/$ref`);
  await tenant.call('PUT', `/users/${id(1)}/manager/$ref`, { '@odata.id': `${tenant.graph}/users/${id(2)}` });
  const found = rows(await audits('?$top=3'));
  expect(found.map((entry) => entry['activityDisplayName'])).toEqual([
    'Set user manager',
    'Remove member from group',
    'Add owner to group',
  ]);
  expect(found[2]?.['targetResources']).toMatchObject([
    {
      id: id(2),
      type: 'User',
      modifiedProperties: [{ displayName: 'Group.ObjectID', newValue: `"${id(101)}"` }, {}],
    },
    { id: id(101), type: 'Group', groupType: 'azureAD' },
  ]);
});

test('is filtered by activity, target, time and initiator', async () => {
  expect(await counted("activityDisplayName eq 'Update user'")).toBe(3);
  expect(await counted(`targetResources/any(t: t/id eq '${id(101)}')`)).toBe(2);
  expect(await counted('activityDateTime ge 2100-01-01T00:00:00Z')).toBe(0);
  expect(await counted("initiatedBy/user/userPrincipalName eq 'admin@contoso.com'")).toBe(1);
});

test('a change of nothing leaves no trace', async () => {
  const before = tenant.state().auditLogs.length;
  await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' });
  expect(tenant.state().auditLogs).toHaveLength(before);
});

test('every entry into and exit from a group is kept', () => {
  expect(tenant.state().membershipEvents).toEqual([
    { at: expect.stringMatching(/Z$/), group: id(101), member: id(1), event: 'removed' },
  ]);
});
