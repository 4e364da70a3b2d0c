import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { column, eventual, group, id, practice, refs, user, type Answer, type Practice } from './practice.ts';

const checker = resolve('../shared/tools/check-contract.mjs');

/** Every kind of request that the practice tenant answers, twice where the second answer is another. */
async function everything(tenant: Practice): Promise<void> {
  const { call, get } = tenant;
  const at = (number: number) => ({ '@odata.id': `${tenant.graph}/directoryObjects/${id(number)}` });
  for (const path of [
    '/users',
    '/users?$top=2&$select=id,department,onPremisesExtensionAttributes,employeeOrgData',
    '/users?$expand=manager',
    '/users?$select=nothing',
    '/users?$select=skills',
    `/users/${id(1)}`,
    `/users/${id(99)}`,
    `/users/${id(1)}?$select=id,createdDateTime,proxyAddresses,assignedLicenses&$expand=extensions`,
    `/users/${id(1)}/manager`,
    `/users/${id(2)}/manager`,
    `/users/${id(1)}/manager/$ref`,
    `/users/${id(2)}/directReports`,
    `/users/${id(1)}/memberOf`,
    `/users/${id(1)}/transitiveMemberOf/microsoft.graph.group`,
    '/groups',
    `/groups/${id(101)}`,
    `/groups/${id(101)}/owners`,
    `/groups/${id(101)}/members?$select=id,displayName`,
    `/groups/${id(101)}/members/$ref`,
    `/groups/${id(101)}/transitiveMembers`,
    '/users/delta',
    '/groups/delta?$select=displayName,members',
    '/users/delta?$deltatoken=latest',
    '/organization',
    '/domains',
    '/applications',
    '/schemaExtensions',
    '/servicePrincipals',
    '/roleManagement/directory/roleDefinitions',
    '/roleManagement/directory/roleAssignments',
    '/roleManagement/directory/roleEligibilityScheduleInstances',
    '/auditLogs/directoryAudits',
    `/directoryObjects/${id(1)}`,
    `/users/${id(1)}/onPremisesSyncBehavior`,
  ])
    await get(path);
  for (const path of ['/users/$count', `/groups/${id(101)}/members/$count`]) await get(path, eventual);
  await get("/users?$filter=department ne 'IT'&$count=true&$orderby=displayName", eventual);
  await get('/users?$search=%22displayName:Person%22', eventual);

  await call('POST', '/users', {
    accountEnabled: true,
    displayName: 'New',
    mailNickname: 'new',
    passwordProfile: { password: 'x' },
    userPrincipalName: 'new@contoso.com',
  });
  for (const body of [
    { department: 'HR' },
    { department: '' },
    { onPremisesSyncEnabled: true },
    { unknown: 1 },
  ])
    await call('PATCH', `/users/${id(1)}`, body);
  await call('PUT', `/users/${id(2)}/manager/$ref`, at(1));
  await call('DELETE', `/users/${id(2)}/manager/$ref`);
  await call('POST', `/users/${id(1)}/extensions`, { extensionName: 'com.contoso.x', colour: 'red' });
  await get(`/users/${id(1)}/extensions`);
  const group365 = {
    displayName: 'G',
    mailEnabled: true,
    mailNickname: 'g',
    securityEnabled: false,
    groupTypes: ['Unified'],
  };
  await call('POST', '/groups', group365);
  await call('POST', '/groups', group365);
  await call(
    'PATCH',
    "/groups(uniqueName='u')",
    { ...group365, mailNickname: 'u' },
    { Prefer: 'create-if-missing' },
  );
  await call('PATCH', `/groups/${id(101)}`, { description: 'x' });
  for (const link of ['owners', 'members']) {
    await call('POST', `/groups/${id(101)}/${link}/$ref`, at(2));
    await call('POST', `/groups/${id(101)}/${link}/$ref`, at(2));
    await call('DELETE', `/groups/${id(101)}/${link}/${id(2)}/$ref`);
  }
  await call('POST', `/groups/${id(101)}/validateProperties`, { displayName: 'G', mailNickname: 'g' });
  await call('POST', '/directoryObjects/getByIds', { ids: [id(1), id(101)] });
  await call('POST', `/users/${id(1)}/getMemberGroups`, { securityEnabledOnly: false });
  await call('POST', `/users/${id(1)}/checkMemberGroups`, { groupIds: [id(101)] });
  await call('POST', '/directoryObjects/getAvailableExtensionProperties', {});
  await call('DELETE', `/users/${id(3)}`);
  await get('/directory/deletedItems/microsoft.graph.user');
  await call('POST', `/directory/deletedItems/${id(3)}/restore`, {});
  await call('POST', '/$batch', {
    requests: [
      { id: '1', method: 'GET', url: `/users/${id(1)}?$select=department` },
      { id: '2', method: 'GET', url: '/users/delta' },
      { id: '3', method: 'DELETE', url: `/users/${id(3)}` },
      { id: '4', method: 'GET', url: '/nowhere' },
    ],
  });
}

test.skipIf(!existsSync(checker))('no answer departs from the published contract', async () => {
  const tenant = await practice({
    users: [
      user(1, {
        manager: { id: id(2) },
        businessPhones: ['+1'],
        employeeOrgData: { division: 'a', costCenter: 'b' },
      }),
      user(2),
      user(3, { department: 'IT' }),
    ],
    groups: [group(101, { owners: refs(1), members: refs(1, 3) })],
    applications: [{ id: id(801), appId: id(802), displayName: 'App' }],
  });
  const entries: object[] = [];
  const call: Practice['call'] = async (method, path, body, headers = {}) => {
    const answer = await tenant.call(method, path, body, headers);
    entries.push(recorded(`${tenant.graph}${path}`, method, body, headers, answer));
    return answer;
  };
  await everything({ ...tenant, call, get: (path, headers) => call('GET', path, undefined, headers) });
  expect(column(await tenant.get('/users'), 'id').length).toBeGreaterThan(2);

  const file = join(await mkdtemp(join(tmpdir(), 'tenantry-')), 'trace.har');
  await writeFile(file, JSON.stringify({ log: { version: '1.2', entries } }));
  const report = await promisify(execFile)(process.execPath, [checker, file, '--side', 'server']).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(report.stdout).toContain('0 kinds of departure');
});

function recorded(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
  answer: Answer,
): object {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const postData = body === undefined ? {} : { postData: { text: JSON.stringify(body) } };
  return {
    request: { url, method, headers: list, ...postData },
    response: { status: answer.status, content: { text: answer.text } },
  };
}
