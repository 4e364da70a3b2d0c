import type { Group, JsonObject, State, User } from '../../../src/emulator/state.ts';

const instant = '2018-12-22T00:51:37Z';

/** A tenant in which every documented question has an answer: the objects that the examples name, with their ids. */
export function readingTenant(): State {
  return tenant(users(), groups(), {
    deletedItems: [
      {
        '@odata.type': '#microsoft.graph.group',
        deletedDateTime: instant,
        ...group('46cc6179-19d0-473e-97ad-6ff84347bbbb', 'SampleGroup', {
          ...microsoft365('Example'),
          members: [],
        }),
      },
    ],
    extensionProperties: [
      {
        id: 'd6a8bfec-893d-46e4-88fd-7db5fcc0fa62',
        appDisplayName: 'SampleApp',
        name: 'extension_4d405aa8baa04fb494d3e0571fd9fd71_skypeId',
        dataType: 'String',
        isMultiValued: false,
        isSyncedFromOnPremises: false,
        targetObjects: ['User'],
      },
    ],
  });
}

/** A tenant in which the documented creations meet nothing of the same name; the people they refer to exist. */
export function creatingTenant(): State {
  const people = [
    '26be1845-4119-4801-a799-aea79d09f1a2',
    'ff7cb387-6688-423c-8188-3da9532a73cc',
    '69456242-0067-49d3-ba96-9de6f2728e14',
  ];
  return tenant(
    people.map((id, index) => user(id, `Person ${index + 1}`)),
    [],
    {},
  );
}

/** A tenant with more users and groups than fit on two pages of a delta query. Every group has members. */
export function largeTenant(size: number): State {
  const member = [{ id: numbered('a', 0) }];
  return tenant(
    Array.from({ length: size }, (_, index) => user(numbered('a', index), `Testuser${index + 1}`)),
    Array.from({ length: size }, (_, index) =>
      group(numbered('b', index), `TestGroup${index + 1}`, {
        ...microsoft365(`TestGroup${index + 1}`),
        classification: 'Low',
        members: member,
      }),
    ),
    {},
  );
}

function tenant(people: User[], teams: Group[], more: Partial<State>): State {
  return {
    format: 1,
    organization: {
      id: '84841066-274d-4ec0-a5c1-276be684bdd3',
      displayName: 'Contoso',
      _service: { groupNaming: { prefix: 'Myprefix_', suffix: '_mysuffix' } },
    },
    domains: [
      domain('contoso.com', { isDefault: true }),
      domain('contoso.onmicrosoft.com', { isInitial: true }),
      domain('graphlearn.com', {}),
    ],
    users: people.toSorted(byId),
    groups: teams.toSorted(byId),
    deletedItems: [],
    auditLogs: [],
    membershipEvents: [],
    schemaExtensions: [
      {
        id: 'graphlearn_courses',
        description: 'Courses',
        owner: '50897f70-a455-4adf-87bc-4cf17091d5ac',
        status: 'Available',
        targetTypes: ['Group'],
        properties: ['courseId', 'courseName', 'courseType'].map((name) => ({ name, type: 'String' })),
      },
    ],
    extensionProperties: [],
    applications: [],
    ...more,
  };
}

function users(): User[] {
  return [
    user('87d349ed-44d7-43e1-9a83-5f2406dee5bd', 'Adele Vance', { jobTitle: 'Retail Manager' }),
    user('e8b753b5-4117-464e-9a08-713e1ff266b3', 'Grady Archie', { mail: 'GradyA@contoso.com' }),
    user('84b80893-8749-40a3-97b7-68513b600544', 'Trevor Jones'),
    user('5d6059b6-368d-45f8-91e1-8e07d485f1d0', 'Billy Smith'),
    user('c1a7d9ad-3a2c-4d5c-8f2b-0c1a7d9ad300', 'Oscar Ward', { mailNickname: 'oscward' }),
    user('d2b8eabe-4b3d-4e6d-9a3c-1d2b8eabe411', 'a', { otherMails: ['a@contoso.com'] }),
    user('e3c9fbcf-5c4e-4f7e-8b4d-2e3c9fbcf522', 'Tom Toland', { accountEnabled: false }),
    user('f4dac0d0-6d5f-4a8f-9c5e-3f4dac0d0633', 'John Smith', {
      identities: [
        {
          signInType: 'emailAddress',
          issuer: 'contoso.onmicrosoft.com',
          issuerAssignedId: 'j.smith@yahoo.com',
        },
      ],
    }),
    user('cb4954e8-467f-4a6d-a8c8-28b9034fadbc', 'Admin', licensed('cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46')),
    user(
      '81a133c2-bdf2-4e67-8755-7264366b04ee',
      'Debra Berger',
      licensed('184efa21-98c3-4e5d-95ab-d07053a96e67'),
    ),
    user('319b41e8-d9e4-42f8-bdc9-741113f48b33', 'EndTestUser001', { imAddresses: ['admin@contoso.com'] }),
  ];
}

function groups(): Group[] {
  return [
    group('b320ee12-b1cd-4cca-b648-a437be61c5cd', 'Library Assist', {
      ...microsoft365('library'),
      allowExternalSenders: false,
      autoSubscribeNewMembers: false,
      isSubscribedByMail: false,
      unseenCount: 0,
    }),
    group('45b7d2e7-b882-4a80-ba97-10b7a63b8fa4', 'Golf Assist', microsoft365('golfassist')),
    group('d7797254-3084-44d0-99c9-a3b5ab149538', 'Golf Discussion', { mail: 'golftalk@contoso.com' }),
    group('11111111-2222-4333-8444-555555555555', 'Contoso Group 1', { hasMembersWithLicenseErrors: true }),
    group('22222222-3333-4444-8555-666666666666', 'Contoso Group 2', { hasMembersWithLicenseErrors: true }),
    group('a5ebd1e1-7e60-4b90-8d6f-405ebd1e1744', 'a', { mailNickname: 'a241' }),
    group('b6fce2f2-8f71-4ca1-9e70-516fce2f2855', 'SFA Videos', microsoft365('SFAVideos')),
    group('c70df303-9082-4db2-8f81-6270df303966', 'Video Production', {
      ...microsoft365('VideoProduction'),
      description: 'Video Production',
    }),
    group('dfc8016f-db97-4c47-a582-49cb8f849355', 'New Managers March 2017', {
      ...microsoft365('newMan201703'),
      graphlearn_courses: { courseId: '123', courseName: 'New Managers', courseType: 'Online' },
    }),
  ];
}

/** Every property that an example of a user shows has a value, so that its type can be compared. */
function user(id: string, displayName: string, more: JsonObject = {}): User {
  const [givenName = displayName, surname = 'Doe'] = displayName.split(' ');
  const nickname = displayName.replaceAll(/\W/g, '');
  return {
    id,
    accountEnabled: true,
    businessPhones: ['+1 425 555 0109'],
    createdDateTime: instant,
    displayName,
    givenName,
    surname,
    jobTitle: 'Designer',
    mail: `${nickname}@contoso.com`,
    mailNickname: nickname,
    mobilePhone: '+1 425 555 0109',
    officeLocation: '18/2111',
    preferredLanguage: 'en-US',
    proxyAddresses: [`SMTP:${nickname}@contoso.com`],
    userPrincipalName: `${nickname}@contoso.com`,
    userType: 'Member',
    ...more,
  };
}

function group(
  id: string,
  displayName: string,
  more: JsonObject & { members?: { id: string }[] } = {},
): Group {
  return {
    id,
    createdDateTime: instant,
    description: `Self help community for ${displayName}`,
    displayName,
    groupTypes: [],
    mailEnabled: false,
    mailNickname: displayName.replaceAll(/\W/g, ''),
    renewedDateTime: instant,
    securityEnabled: true,
    securityIdentifier: 'S-1-12-1-1905728287-1207447622-870010782-555555555',
    visibility: 'Private',
    ...more,
  };
}

function microsoft365(nickname: string): JsonObject {
  return {
    groupTypes: ['Unified'],
    mail: `${nickname}@contoso.com`,
    mailEnabled: true,
    mailNickname: nickname,
    preferredDataLocation: 'CAN',
    proxyAddresses: [`SMTP:${nickname}@contoso.com`],
    securityEnabled: false,
    visibility: 'Public',
  };
}

function licensed(skuId: string): JsonObject {
  return { assignedLicenses: [{ disabledPlans: [], skuId }] };
}

function domain(id: string, more: { isDefault?: boolean; isInitial?: boolean }) {
  const authenticationType = 'Managed' as const;
  return { id, isVerified: true, isDefault: false, isInitial: false, authenticationType, ...more };
}

function numbered(first: string, index: number): string {
  return `${first}0000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

function byId(left: { id: string }, right: { id: string }): number {
  return left.id < right.id ? -1 : 1;
}
