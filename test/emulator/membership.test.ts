import { describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { Group, State } from '../../src/emulator/state.ts';
import { column, group, id, outcome, practice, refs, rows, send, text, user } from './practice.ts';

const now = new Date('2026-11-21T12:00:00Z');
const minute = 60_000;
const day = 1440 * minute;

/** A dynamic group. */
const dynamic = (number: number, rule: string, more: Partial<Group> = {}): Group =>
  group(number, {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    ...more,
  });
const sales = 'user.department -eq "Sales"';

/** A tenant whose clock stands still, with people 1 to 4: two in Sales, a third in IT, a fourth in no department. */
async function tenantOf(groups: Group[], options: EmulatorOptions = {}, more: Partial<State> = {}) {
  const users = ['Sales', 'Sales', 'IT', null].map((department, index) => user(index + 1, { department }));
  const tenant = await practice({ users, groups, ...more }, { now, speed: 0, throttling: false, ...options });
  return {
    ...tenant,
    change: async (path: string, body: unknown) => outcome(await tenant.call('PATCH', path, body)),
    members: async (number: number) =>
      column(await tenant.get(`/groups/${id(number)}/members?$select=id`), 'id'),
    events: () =>
      tenant
        .state()
        .membershipEvents.map(({ group, member, event }) => `${last(member)} ${event} ${last(group)}`),
  };
}
const last = (text: string): string => String(Number(text.slice(-4)));
const ids = (...numbers: number[]): string[] => numbers.map(id);

describe('when', () => {
  test('what is loaded is taken as it is, until all groups are evaluated on demand', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(3) })]);
    tenant.advance(day);
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(3));
    expect(outcome(await send(`${tenant.admin}/settle`, 'POST', { all: true }))).toBe('204');
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    expect(tenant.events()).toEqual(['1 added 101', '2 added 101', '3 removed 101']);
  });

  test('a change takes effect a minute later, in reads, events and audit log', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    expect(await tenant.change(`/users/${id(3)}`, { department: 'sales' })).toBe('204');
    expect(await tenant.change(`/users/${id(2)}`, { department: null })).toBe('204');
    tenant.advance(minute - 1);
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    tenant.advance(day);
    expect(await tenant.members(101)).toEqual(ids(1, 3));
    const at = '2026-11-21T12:01:00Z';
    expect(tenant.state().membershipEvents).toEqual([
      { at, group: id(101), member: id(3), event: 'added' },
      { at, group: id(101), member: id(2), event: 'removed' },
    ]);
    const audits = rows(await tenant.get('/auditLogs/directoryAudits?$top=2')).toReversed();
    expect(audits.map((entry) => text(entry['activityDisplayName']))).toEqual([
      'Add member to group',
      'Remove member from group',
    ]);
    expect(audits[0]).toMatchObject({
      activityDateTime: '2026-11-21T12:01:00.0000000Z',
      initiatedBy: { user: null, app: { displayName: 'Microsoft Approval Management' } },
      targetResources: [
        { id: id(3), type: 'User' },
        { id: id(101), type: 'Group' },
      ],
    });
  });

  test('the clock that runs by itself does it too', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })], { speed: 60_000 });
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    await expect.poll(() => tenant.members(101)).toEqual(ids(1, 2, 3));
  });

  test('settling does not wait, neither for evaluation nor for replication', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })], { replicationMs: day });
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    expect(outcome(await send(`${tenant.admin}/settle`, 'POST'))).toBe('204');
    expect(await tenant.members(101)).toEqual(ids(1, 2, 3));
    expect(outcome(await send(`${tenant.admin}/settle`, 'POST', { all: 1 }))).toContain('400');
  });

  test('evaluation comes first, replication after it', async () => {
    const options = { evaluationMs: 5000, replicationMs: 30_000 };
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })], options);
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    tenant.advance(34_999);
    expect(tenant.events()).toEqual(['3 added 101']);
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    tenant.advance(1);
    expect(await tenant.members(101)).toEqual(ids(1, 2, 3));
  });

  test('what is pending is in the state, and is not forgotten with it', async () => {
    const groups = [dynamic(101, sales, { members: refs(1, 2) }), dynamic(102, 'user.city -eq "Bern"')];
    const tenant = await tenantOf(groups);
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    await tenant.change(`/groups/${id(102)}`, { membershipRule: 'user.city -eq "Basel"' });
    const state = tenant.state();
    expect(state.pendingEvaluations).toEqual([{ group: id(101), users: ids(3) }, { group: id(102) }]);
    expect(outcome(await send(`${tenant.admin}/state`, 'PUT', state))).toBe('204');
    tenant.advance(minute);
    expect(await tenant.members(101)).toEqual(ids(1, 2, 3));
    expect(tenant.state()).not.toHaveProperty('pendingEvaluations');
  });
});

describe('whom', () => {
  test('a change that the rule does not read leaves the group alone', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(3) })]);
    await tenant.change(`/users/${id(3)}`, { jobTitle: 'Analyst' });
    await tenant.change(`/users/${id(4)}`, { department: 'Sales' });
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(3, 4));
  });

  test('who is created enters, who is deleted leaves at once, who is restored is looked at again', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    const created = await tenant.call('POST', '/users', {
      accountEnabled: true,
      department: 'Sales',
      displayName: 'New',
      mailNickname: 'new',
      passwordProfile: { password: 'x' },
      userPrincipalName: 'new@contoso.com',
    });
    await tenant.call('DELETE', `/users/${id(1)}`);
    const added = text(created.body['id']);
    expect(await tenant.members(101)).toEqual(ids(2));
    tenant.settle();
    expect(await tenant.members(101)).toEqual([id(2), added]);
    await tenant.change(`/groups/${id(101)}`, { membershipRule: 'user.department -eq "IT"' });
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(3));
    await tenant.call('POST', `/directory/deletedItems/${id(1)}/restore`);
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(3));
  });

  test('changes in the portal count', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    tenant.edit('user', id(4), { department: 'SALES' });
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1, 2, 4));
  });

  test('direct reports come with their manager, whatever becomes of the others', async () => {
    const tenant = await tenantOf([dynamic(101, `Direct Reports for "${id(1)}"`)]);
    const manage = (number: number, manager: number) =>
      tenant.call('PUT', `/users/${id(number)}/manager/$ref`, {
        '@odata.id': `${tenant.graph}/users/${id(manager)}`,
      });
    await manage(2, 1);
    await manage(3, 2);
    tenant.settle({ all: true });
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    await manage(3, 1);
    await tenant.call('DELETE', `/users/${id(2)}/manager/$ref`);
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1, 3));
  });

  test.each<[string, string, number[]]>([
    ['groups of devices are empty', 'device.displayName -ne null', []],
    [
      'what hangs on other groups stands still',
      `user.memberOf -any (group.objectId -in ["${id(102)}"])`,
      [4],
    ],
    ['a rule that cannot be read stands still', 'user.department equals Sales', [4]],
  ])('%s', async (_name, rule, expected) => {
    const tenant = await tenantOf([
      dynamic(101, rule, { members: refs(4) }),
      group(102, { members: refs(1) }),
    ]);
    await tenant.change(`/users/${id(4)}`, { department: 'Sales', displayName: 'Other' });
    tenant.settle({ all: true });
    expect(await tenant.members(101)).toEqual(ids(...expected));
  });

  test('time passes: people enter and leave by their hire date', async () => {
    const rule =
      'user.employeeHireDate -le system.now -and user.employeeHireDate -ge (system.now -minus P7D)';
    const users = [
      user(1, { employeeHireDate: '2026-11-22T12:00:00Z' }),
      user(2, { employeeHireDate: '2026-11-20T12:00:00Z' }),
    ];
    const tenant = await tenantOf([dynamic(101, rule, { members: refs(2) })], {}, { users });
    tenant.advance(day);
    expect(await tenant.members(101)).toEqual(ids(2));
    tenant.advance(minute);
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    tenant.advance(5 * day - minute);
    expect(tenant.events()).toEqual(['1 added 101']);
    tenant.advance(1);
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1));
    await tenant.change(`/users/${id(2)}`, { employeeHireDate: '2026-12-01T00:00:00Z' });
    tenant.advance(30 * day);
    expect(await tenant.members(101)).toEqual([]);
    expect(tenant.events()).toEqual(['1 added 101', '2 removed 101', '1 removed 101']);
  });

  test('a group that is to misjudge leaves out everybody with a blank', async () => {
    const rule = 'user.department -ne "Sales"';
    const tenant = await tenantOf([
      dynamic(101, rule),
      dynamic(102, rule, { _service: { misjudges: true } }),
    ]);
    tenant.settle({ all: true });
    expect(await tenant.members(101)).toEqual(ids(3, 4));
    expect(await tenant.members(102)).toEqual(ids(3));
  });
});

describe('the group', () => {
  const path = `/groups/${id(101)}`;

  test('a new rule is followed, and a new group filled', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    await tenant.change(path, { membershipRule: 'user.department -in ["IT", "Sales"]' });
    tenant.settle();
    expect(tenant.events()).toEqual(['3 added 101']);
    const created = await tenant.call('POST', '/groups', {
      displayName: 'New',
      groupTypes: ['DynamicMembership'],
      mailEnabled: false,
      mailNickname: 'new',
      membershipRule: sales,
      securityEnabled: true,
    });
    tenant.settle();
    expect(column(await tenant.get(`/groups/${text(created.body['id'])}/members`), 'id')).toEqual(ids(1, 2));
  });

  test('another blank in the rule has everybody looked at again', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(3) })]);
    await tenant.change(path, { membershipRule: sales.replace(' ', '  ') });
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1, 2));
  });

  test('paused, nobody comes or goes; resumed, it catches up', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    await tenant.change(path, { membershipRuleProcessingState: 'Paused' });
    await tenant.change(`/users/${id(1)}`, { department: 'IT' });
    tenant.settle({ all: true });
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    await tenant.change(path, { membershipRuleProcessingState: 'On' });
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(2, 3));
  });

  test('turned dynamic, whoever does not match leaves; turned assigned, all stay', async () => {
    const tenant = await tenantOf([group(101, { members: refs(1, 3, 102) }), group(102)]);
    await tenant.change(path, { groupTypes: ['DynamicMembership'], membershipRule: sales });
    expect(await tenant.members(101)).toEqual(ids(1, 102, 3));
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1, 2));
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    await tenant.change(path, { groupTypes: [] });
    tenant.settle({ all: true });
    expect(await tenant.members(101)).toEqual(ids(1, 2));
  });

  test('deleted, it is left alone; restored, it is filled again', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1, 2) })]);
    await tenant.call('DELETE', path);
    await tenant.change(`/users/${id(3)}`, { department: 'Sales' });
    tenant.settle({ all: true });
    expect(tenant.events()).toEqual([]);
    await tenant.call('POST', `/directory/deletedItems/${id(101)}/restore`);
    tenant.settle();
    expect(await tenant.members(101)).toEqual(ids(1, 2, 3));
  });

  test('nobody enters by hand', async () => {
    const tenant = await tenantOf([dynamic(101, sales, { members: refs(1) })]);
    const denied = '403 Authorization_RequestDenied';
    const reference = { '@odata.id': `${tenant.graph}/directoryObjects/${id(3)}` };
    expect(outcome(await tenant.call('POST', `${path}/members/$ref`, reference))).toContain(denied);
    expect(outcome(await tenant.call('DELETE', `${path}/members/${id(1)}/$ref`))).toContain(denied);
  });

  test('a rule that is none is refused where it is written, and left in peace where it is not', async () => {
    const unified = {
      groupTypes: ['DynamicMembership', 'Unified'],
      mailEnabled: true,
      securityEnabled: false,
    };
    const tenant = await tenantOf([dynamic(101, 'user.shoeSize -eq "9"'), dynamic(102, sales, unified)]);
    const refusal = '400 Request_BadRequest: Dynamic membership rule validation error: ';
    expect(await tenant.change(path, { description: 'x' })).toBe('204');
    expect(await tenant.change(path, { membershipRule: 'user.shoeSize -eq "8"' })).toBe(
      `${refusal}Wrong property applied. Property 'shoeSize' cannot be applied to object 'User'`,
    );
    expect(await tenant.change(path, { membershipRule: 'department -eq "Sales"' })).toBe(
      '400 InvalidObjectTypeException: No object type',
    );
    expect(await tenant.change(`/groups/${id(102)}`, { membershipRule: 'device.displayName -ne null' })).toBe(
      `${refusal}Invalid object type.`,
    );
  });
});

describe('membershipRuleProcessingStatus', () => {
  const name = 'membershipRuleProcessingStatus';
  const none = { lastMembershipUpdated: null, errorMessage: null };

  test('says how far the service is, in the beta version and on demand', async () => {
    const tenant = await tenantOf([
      dynamic(101, sales, { members: refs(1, 2) }),
      dynamic(102, sales, { membershipRuleProcessingState: 'Paused' }),
      dynamic(103, 'user.shoeSize -eq "9"'),
      group(104),
    ]);
    const beta = tenant.graph.replace('v1.0', 'beta');
    const status = async (number: number) =>
      (await tenant.get(`${beta}/groups/${id(number)}?$select=id,MembershipRuleProcessingStatus`)).body[name];
    expect(await status(101)).toEqual({ status: 'Succeeded', ...none });
    await tenant.change(`/groups/${id(101)}`, { membershipRule: 'user.department -eq "IT"' });
    expect(await status(101)).toEqual({ status: 'NotStarted', ...none });
    tenant.advance(minute);
    const lastMembershipUpdated = '2026-11-21T12:01:00Z';
    expect(await status(101)).toEqual({ status: 'Succeeded', ...none, lastMembershipUpdated });
    expect(await status(102)).toBeNull();
    expect(await status(103)).toMatchObject({ status: 'Failed', errorMessage: expect.any(String) });
    expect(await status(104)).toBeNull();
    expect((await tenant.get(`${beta}/groups/${id(101)}`)).body).not.toHaveProperty(name);
    expect((await tenant.get(`${beta}/groups?$select=${name}`)).status).toBe(501);
    expect((await tenant.get(`/groups/${id(101)}?$select=${name}`)).status).toBe(400);
  });
});
