import { describe, expect, test } from 'vitest';
import { group, id, outcome, practice, refs, roleAssignment, user } from './practice.ts';

const tenant = await practice({
  users: [
    user(1, { department: 'Sales', employeeOrgData: { division: 'North', costCenter: '7' } }),
    user(2, { mail: 'two@contoso.com', proxyAddresses: ['SMTP:two@contoso.com'] }),
    user(3, { onPremisesSyncEnabled: true, department: 'Sales' }),
    user(4, { _service: { exchangeMastered: true } }),
    user(5),
    user(6, { onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute13: 'b' } }),
    user(7, { manager: { id: id(1) } }),
    user(8),
  ],
  groups: [group(101, { isAssignableToRole: true, members: refs(8) })],
  roleAssignments: [roleAssignment(5)],
  extensionProperties: [
    {
      id: id(900),
      name: 'extension_0123456789abcdef0123456789abcdef_grade',
      dataType: 'String',
      targetObjects: ['User'],
    },
  ],
});

const read = (number: number, select: string) => tenant.get(`/users/${id(number)}?$select=${select}`);
const patch = (number: number, body: unknown) => tenant.call('PATCH', `/users/${id(number)}`, body);

const putManager = (number: number, address: string) =>
  tenant.call('PUT', `/users/${id(number)}/manager/$ref`, { '@odata.id': address });

const invalid = (property: string): string =>
  `400 Request_BadRequest: Invalid value specified for property '${property}' of resource 'User'.`;
const readOnly = (property: string): string =>
  `400 Request_BadRequest: Property '${property}' is read-only and cannot be set.`;
const denied = '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const synced =
  '400 Request_BadRequest: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';

describe('PATCH /users/{id}', () => {
  test.each<[number, Record<string, unknown>, string]>([
    [1, { department: 'Sales' }, '204'],
    [1, { DEPARTMENT: 'IT' }, '204'],
    [1, { department: null }, '204'],
    [1, { department: '' }, invalid('department')],
    [1, { department: '   ' }, invalid('department')],
    [1, { department: 'x'.repeat(65) }, invalid('department')],
    [1, { department: 7 }, invalid('department')],
    [1, { accountEnabled: 'yes' }, invalid('accountEnabled')],
    [1, { displayName: null }, invalid('displayName')],
    [1, { businessPhones: ['1', '2'] }, invalid('businessPhones')],
    [1, { businessPhones: [] }, '204'],
    [1, { otherMails: Array.from({ length: 251 }, (_, index) => `m${index}@x.com`) }, invalid('otherMails')],
    [1, { usageLocation: 'BRA' }, invalid('usageLocation')],
    [1, { userType: 'Robot' }, invalid('userType')],
    [1, { onPremisesImmutableId: 'a_b' }, invalid('onPremisesImmutableId')],
    [1, { mail: null }, invalid('mail')],
    [1, { employeeHireDate: '2026-03-01T00:00:00Z' }, '204'],
    [1, { employeeHireDate: 'soon' }, invalid('employeeHireDate')],
    [
      1,
      { nickname: 'x' },
      "400 Request_BadRequest: Property 'nickname' does not exist as a declared property or extension property.",
    ],
    [1, { onPremisesSyncEnabled: true }, readOnly('onPremisesSyncEnabled')],
    [1, { proxyAddresses: [] }, readOnly('proxyAddresses')],
    [1, { userPrincipalName: 'jöhn@contoso.com' }, invalid('userPrincipalName')],
    [
      1,
      { userPrincipalName: 'one@elsewhere.com' },
      '400 Request_BadRequest: The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    ],
    [
      1,
      { userPrincipalName: 'PERSON2@contoso.com' },
      '400 Request_BadRequest: Another object with the same value for property userPrincipalName already exists.',
    ],
    [
      1,
      { mail: 'two@contoso.com' },
      '400 Request_BadRequest: Another object with the same value for property proxyAddresses already exists.',
    ],
    [1, { aboutMe: 'x' }, denied],
    [
      1,
      { aboutMe: 'x', department: 'y' },
      '400 Request_BadRequest: The properties aboutMe cannot be updated together with other properties.',
    ],
    [
      1,
      { onPremisesExtensionAttributes: { extensionAttribute16: 'x' } },
      invalid('onPremisesExtensionAttributes'),
    ],
    [
      1,
      { onPremisesExtensionAttributes: { extensionAttribute1: '' } },
      invalid('onPremisesExtensionAttributes'),
    ],
    [1, { extension_0123456789abcdef0123456789abcdef_grade: 'E4' }, '204'],
    [
      1,
      { extension_0123456789abcdef0123456789abcdef_other: 'E4' },
      '400 Request_BadRequest: The following extension properties are not available: extension_0123456789abcdef0123456789abcdef_other.',
    ],
    [3, { department: 'IT' }, synced],
    [3, { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } }, synced],
    [3, { employeeOrgData: { division: 'x', costCenter: 'y' } }, synced],
    [3, { usageLocation: 'BR' }, '204'],
    [4, { department: 'IT' }, '204'],
    [
      4,
      { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } },
      '400 Request_BadRequest: Unable to update the specified properties for objects that have originated within an external service.',
    ],
    [5, { department: 'IT' }, '204'],
    [5, { mobilePhone: '+1 425 555 0100' }, denied],
    [5, { accountEnabled: false }, denied],
    [8, { mobilePhone: '+1 425 555 0100' }, denied],
    [8, { jobTitle: 'x' }, '204'],
  ])('person %i: %j', async (number, body, expected) => {
    const answer = await patch(number, body);
    expect(outcome(answer)).toBe(expected);
    expect(answer.text === '').toBe(expected === '204');
  });

  test('extension attributes merge, null removes one', async () => {
    await patch(6, {
      onPremisesExtensionAttributes: { extensionAttribute2: 'new', extensionAttribute13: null },
    });
    const { body } = await read(6, 'onPremisesExtensionAttributes');
    expect(body['onPremisesExtensionAttributes']).toMatchObject({
      extensionAttribute1: 'a',
      extensionAttribute2: 'new',
      extensionAttribute13: null,
      extensionAttribute15: null,
    });
  });

  test('employeeOrgData is replaced: the half that is not sent is lost', async () => {
    await patch(1, { employeeOrgData: { division: 'South' } });
    const { body } = await read(1, 'employeeOrgData');
    expect(body['employeeOrgData']).toEqual({ division: 'South', costCenter: null });
  });

  test('spaces at the ends of a text are dropped', async () => {
    await patch(1, { jobTitle: '  Engineer ' });
    expect((await read(1, 'jobTitle')).body['jobTitle']).toBe('Engineer');
  });

  test('a new mail address is the primary proxy address', async () => {
    await patch(2, { mail: 'second@contoso.com' });
    expect((await read(2, 'proxyAddresses')).body['proxyAddresses']).toEqual([
      'SMTP:second@contoso.com',
      'smtp:two@contoso.com',
    ]);
  });

  test('a directory extension is shown only where it is selected and set', async () => {
    const name = 'extension_0123456789abcdef0123456789abcdef_grade';
    expect((await read(1, name)).body[name]).toBe('E4');
    expect((await read(2, name)).body).not.toHaveProperty(name);
  });

  test('the hire date can be forbidden to applications', async () => {
    const strict = await practice({ users: [user(1)] }, { hireDateByApplications: false });
    const answer = await strict.call('PATCH', `/users/${id(1)}`, {
      employeeHireDate: '2026-03-01T00:00:00Z',
    });
    expect(outcome(answer)).toBe(denied);
  });
});

describe('POST /users', () => {
  const person = {
    accountEnabled: true,
    displayName: 'Nia Okafor',
    mailNickname: 'nia',
    passwordProfile: { password: 'x' },
    userPrincipalName: 'nia@contoso.com',
  };

  test('answers with the default properties, and never shows the password', async () => {
    const answer = await tenant.call('POST', '/users', { ...person, department: 'IT' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ displayName: 'Nia Okafor', userPrincipalName: 'nia@contoso.com' });
    expect(answer.body).not.toHaveProperty('department');
    expect(JSON.stringify(tenant.state())).not.toContain('password');
  });

  test.each(Object.keys(person))('needs %s', async (name) => {
    const answer = await tenant.call('POST', '/users', { ...person, [name]: undefined });
    expect(outcome(answer)).toBe(
      `400 Request_BadRequest: A value is required for property '${name}' of resource 'User'.`,
    );
  });
});

describe('managers', () => {
  test('is set by any address of a user, and cleared', async () => {
    for (const address of [
      `https://graph.microsoft.com/v1.0/users/${id(2)}`,
      `${tenant.graph}/directoryObjects/${id(2)}`,
      `${tenant.graph}/users/person2@contoso.com`,
    ]) {
      expect(outcome(await putManager(1, address))).toBe('204');
      const manager = await tenant.get(`/users/${id(1)}/manager?$select=id`);
      expect(manager.body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: id(2) });
    }
    expect(outcome(await tenant.call('DELETE', `/users/${id(1)}/manager/$ref`))).toBe('204');
    expect(outcome(await tenant.get(`/users/${id(1)}/manager`))).toBe(
      "404 Request_ResourceNotFound: Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    );
  });

  test('of a synchronised person is not the cloud’s to set', async () => {
    expect(outcome(await putManager(3, `${tenant.graph}/users/${id(2)}`))).toBe(synced);
  });

  test('that does not exist is 404', async () => {
    expect(outcome(await putManager(1, `${tenant.graph}/users/${id(99)}`))).toContain(
      '404 Request_ResourceNotFound',
    );
  });

  test('direct reports are the other end', async () => {
    const reports = await tenant.get(`/users/${id(1)}/directReports?$select=id`);
    expect(reports.body['value']).toEqual(
      refs(7).map((ref) => ({ '@odata.type': '#microsoft.graph.user', ...ref })),
    );
  });
});
