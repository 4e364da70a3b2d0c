import { describe, expect, test } from 'vitest';
import { column, group, id, outcome, practice, refs, text, user } from './practice.ts';

const people = Array.from({ length: 120 }, (_, index) => user(index + 1));
const rule = '(user.department -eq "Sales")';
const tenant = await practice(
  {
    users: people,
    groups: [
      group(201, { owners: refs(1), members: refs(1, 2) }),
      group(202, { owners: refs(1, 2) }),
      group(203, {
        groupTypes: ['DynamicMembership'],
        membershipRule: rule,
        membershipRuleProcessingState: 'On',
        members: refs(1),
      }),
      group(204, {
        groupTypes: ['Unified'],
        mailEnabled: true,
        securityEnabled: false,
        visibility: 'Public',
      }),
      group(205, { onPremisesSyncEnabled: true }),
      group(206, { mailEnabled: true }),
      group(207, { owners: people.slice(0, 100).map((person) => ({ id: person.id })) }),
      group(208, { isAssignableToRole: true }),
      group(209),
    ],
  },
  { throttling: false },
);

const bad = (message: string): string => `400 Request_BadRequest: ${message}`;
const invalid = (property: string): string =>
  bad(`Invalid value specified for property '${property}' of resource 'Group'.`);
const denied = '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const at = (number: number): string => `${tenant.graph}/directoryObjects/${id(number)}`;

const security = { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true };
const microsoft365 = {
  ...security,
  groupTypes: ['Unified'],
  mailEnabled: true,
  securityEnabled: false,
  mailNickname: 'new365',
};

describe('POST /groups', () => {
  test.each<[Record<string, unknown>, string]>([
    [security, '201'],
    [{ ...security }, '201'],
    [
      { ...security, displayName: undefined },
      bad("A value is required for property 'displayName' of resource 'Group'."),
    ],
    [{ ...security, mailNickname: 'a b' }, invalid('mailNickname')],
    [{ ...security, mailNickname: 'x'.repeat(65) }, invalid('mailNickname')],
    [{ ...security, displayName: 'x'.repeat(257) }, invalid('displayName')],
    [{ ...security, description: 'x'.repeat(1025) }, invalid('description')],
    [{ ...security, groupTypes: ['DynamicMembership'] }, invalid('membershipRule')],
    [
      { ...security, groupTypes: ['DynamicMembership'], membershipRule: 'x'.repeat(3073) },
      invalid('membershipRule'),
    ],
    [{ ...security, groupTypes: ['DynamicMembership'], membershipRule: rule }, '201'],
    [
      { ...security, groupTypes: ['DynamicMembership'], membershipRule: rule, isAssignableToRole: true },
      invalid('isAssignableToRole'),
    ],
    [{ ...security, visibility: 'HiddenMembership' }, invalid('visibility')],
    [{ ...microsoft365, visibility: 'HiddenMembership', mailNickname: 'hidden' }, '201'],
    [microsoft365, '201'],
    [microsoft365, bad('Another object with the same value for property mailNickname already exists.')],
    [
      { ...security, mailEnabled: true },
      bad(
        'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
      ),
    ],
    [{ ...security, 'owners@odata.bind': [at(1)], 'members@odata.bind': [at(1), at(2)] }, '201'],
    [
      { ...security, 'members@odata.bind': Array.from({ length: 21 }, (_, index) => at(index + 1)) },
      bad("The request has 21 references for 'members', and at most 20 are allowed."),
    ],
    [
      { ...security, 'owners@odata.bind': [at(201)] },
      bad("An invalid operation was included in the following modified references: 'owners'."),
    ],
    [{ ...security, 'owners@odata.bind': [at(999)] }, '404'],
    [{ ...security, allowExternalSenders: true }, '400'],
  ])('%j', async (body, expected) => {
    expect(outcome(await tenant.call('POST', '/groups', body))).toContain(expected);
  });

  test('a Microsoft 365 group gets an address', async () => {
    const answer = await tenant.call('POST', '/groups', { ...microsoft365, mailNickname: 'addressed' });
    expect(answer.body).toMatchObject({
      mail: 'addressed@contoso.com',
      proxyAddresses: ['SMTP:addressed@contoso.com'],
      visibility: 'Public',
    });
  });
});

describe('upsert by unique name', () => {
  const path = "/groups(uniqueName='tenantry-sales')";
  const create = { Prefer: 'create-if-missing' };

  test('404 without the preference, then 201, then 204', async () => {
    expect((await tenant.call('PATCH', path, security)).status).toBe(404);
    const created = await tenant.call('PATCH', path, security, create);
    expect(created.status).toBe(201);
    expect(created.body['uniqueName']).toBe('tenantry-sales');
    expect((await tenant.call('PATCH', path, { description: 'again' }, create)).status).toBe(204);
    expect((await tenant.get(path)).body).toMatchObject({ id: created.body['id'], description: 'again' });
  });

  test('a unique name is set once', async () => {
    const own = `/groups/${id(209)}`;
    expect(outcome(await tenant.call('PATCH', own, { uniqueName: 'first' }))).toBe('204');
    expect(outcome(await tenant.call('PATCH', own, { uniqueName: 'second' }))).toBe(
      bad("Property 'uniqueName' is read-only and cannot be set."),
    );
  });
});

describe('PATCH /groups/{id}', () => {
  test.each<[number, Record<string, unknown>, string]>([
    [201, { description: 'x' }, '204'],
    [201, { displayName: null }, invalid('displayName')],
    [201, { mail: 'x@contoso.com' }, bad("Property 'mail' is read-only and cannot be set.")],
    [201, { visibility: 'HiddenMembership' }, invalid('visibility')],
    [201, { groupTypes: ['Unified'] }, invalid('groupTypes')],
    [204, { visibility: 'Private' }, '204'],
    [205, { displayName: 'x' }, 'on-premises mastered Directory Sync objects'],
    [
      206,
      { displayName: 'x' },
      bad('Cannot Update a mail-enabled security groups and or distribution list.'),
    ],
    [
      208,
      { isAssignableToRole: false },
      bad("Property 'isAssignableToRole' is read-only and cannot be set."),
    ],
    [204, { hideFromOutlookClients: true }, '200'],
    [204, { hideFromOutlookClients: true, description: 'x' }, '400'],
    [203, { membershipRuleProcessingState: 'Paused' }, '204'],
    [203, { membershipRuleProcessingState: 'Running' }, invalid('membershipRuleProcessingState')],
    [203, { membershipRule: null }, invalid('membershipRule')],
    [201, { 'members@odata.bind': [at(3), at(4)] }, '204'],
    [
      201,
      { 'members@odata.bind': [at(5), at(3)] },
      bad(
        "One or more added object references already exist for the following modified properties: 'members'.",
      ),
    ],
    [203, { 'members@odata.bind': [at(5)] }, denied],
  ])('group %i: %j', async (number, body, expected) => {
    expect(outcome(await tenant.call('PATCH', `/groups/${id(number)}`, body))).toContain(expected);
  });

  test('references are added all or none', async () => {
    const members = await tenant.get(`/groups/${id(201)}/members?$select=id`);
    expect(column(members, 'id')).toEqual([1, 2, 3, 4].map(id));
  });

  test('a group turns dynamic and back in place', async () => {
    const { body } = await tenant.call('POST', '/groups', { ...security, 'members@odata.bind': [at(1)] });
    const path = `/groups/${text(body['id'])}`;
    expect(outcome(await tenant.call('PATCH', path, { groupTypes: ['DynamicMembership'] }))).toBe(
      invalid('membershipRule'),
    );
    const turn = { groupTypes: ['DynamicMembership'], membershipRule: rule };
    expect(outcome(await tenant.call('PATCH', path, turn))).toBe('204');
    expect((await tenant.get(path)).body).toMatchObject({ ...turn, membershipRuleProcessingState: 'On' });
    expect(outcome(await tenant.call('POST', `${path}/members/$ref`, { '@odata.id': at(2) }))).toBe(denied);
    expect(outcome(await tenant.call('DELETE', `${path}/members/${id(1)}/$ref`))).toBe(denied);
    expect(outcome(await tenant.call('PATCH', path, { groupTypes: [] }))).toBe('204');
    expect(outcome(await tenant.call('POST', `${path}/members/$ref`, { '@odata.id': at(2) }))).toBe('204');
  });
});

describe('owners and members', () => {
  test.each<[string, string, number | null, string]>([
    ['POST', `/groups/${id(202)}/owners/$ref`, 3, '204'],
    [
      'POST',
      `/groups/${id(202)}/owners/$ref`,
      3,
      bad(
        "One or more added object references already exist for the following modified properties: 'owners'.",
      ),
    ],
    [
      'POST',
      `/groups/${id(207)}/owners/$ref`,
      101,
      "403 Directory_QuotaExceeded: Unable to perform operation as '101' would exceed the maximum quota count '100' for forward-link 'owners'.",
    ],
    ['POST', `/groups/${id(202)}/owners/$ref`, 999, '404 Request_ResourceNotFound'],
    ['POST', `/groups/${id(202)}/members/$ref`, 201, '204'],
    [
      'POST',
      `/groups/${id(204)}/members/$ref`,
      201,
      bad("An invalid operation was included in the following modified references: 'members'."),
    ],
    [
      'POST',
      `/groups/${id(202)}/members/$ref`,
      202,
      bad("An invalid operation was included in the following modified references: 'members'."),
    ],
    ['POST', `/groups/${id(205)}/members/$ref`, 1, 'on-premises mastered Directory Sync objects'],
    ['DELETE', `/groups/${id(202)}/owners/${id(3)}/$ref`, null, '204'],
    [
      'DELETE',
      `/groups/${id(202)}/owners/${id(3)}/$ref`,
      null,
      bad(
        "One or more removed object references do not exist for the following modified properties: 'owners'.",
      ),
    ],
    ['DELETE', `/groups/${id(202)}/owners/${id(998)}/$ref`, null, '404 Request_ResourceNotFound'],
    [
      'DELETE',
      `/groups/${id(201)}/owners/${id(1)}/$ref`,
      null,
      bad('The group must have at least one owner, hence this owner cannot be removed.'),
    ],
    ['DELETE', `/groups/${id(202)}/members/${id(201)}`, null, '40'],
  ])('%s %s %s', async (method, path, number, expected) => {
    const body = number === null ? undefined : { '@odata.id': at(number) };
    expect(outcome(await tenant.call(method, path, body))).toContain(expected);
  });

  test('members of members are transitive', async () => {
    const members = await tenant.get(`/groups/${id(202)}/transitiveMembers/microsoft.graph.user?$select=id`);
    expect(column(members, 'id')).toEqual([1, 2, 3, 4].map(id));
    const groups = await tenant.get(`/users/${id(1)}/transitiveMemberOf/microsoft.graph.group?$select=id`);
    expect(column(groups, 'id')).toEqual(expect.arrayContaining([id(201), id(202), id(203)]));
    const answer = await tenant.call('POST', `/users/${id(1)}/checkMemberGroups`, {
      groupIds: [id(202), id(207)],
    });
    expect(answer.body['value']).toEqual([id(202)]);
  });
});
