import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageServer } from './language-server.ts';

/** What an editor with the YAML extension shows, from the committed schemas that a first line names. */
const server = new LanguageServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const modeline = (kind: string): string =>
  `# yaml-language-server: $schema=../../schemas/${kind}.schema.json\n`;

describe('a file of users', () => {
  const path = 'tenant/users/engineering.yaml';
  const text = `${modeline('users')}users:
  - user: adele
    departmnt: IT
    employeeId: 00123
    department: Sales
    userType: \n    \n`;

  test('is told what is wrong while it is written', async () => {
    const found = (await server.open(path, text)).map(({ message, range }) => [
      range.start.line + 1,
      range.start.character + 1,
      message,
    ]);
    expect(found.toSorted(([a], [b]) => Number(a) - Number(b)).slice(0, 3)).toEqual([
      [
        3,
        11,
        "Must be a sign-in name such as adele.vance@contoso.com, of the characters A-Z a-z 0-9 ' . - _ ! # ^ ~.",
      ],
      [4, 5, 'Property departmnt is not allowed.'],
      [5, 17, 'Incorrect type. Expected one of string, null.'],
    ]);
  });

  test('is offered the attributes that it does not have yet, and the choices of one', async () => {
    const names = await server.complete(path, 7, 4);
    expect(names).toEqual(expect.arrayContaining(['id', 'jobTitle', 'manager', 'extensionAttribute15']));
    expect(names).not.toContain('department');
    expect(await server.complete(path, 6, 14)).toEqual(['Member', 'Guest', 'null']);
  });

  test('explains an attribute, its limits, how it is cleared and what happens besides', async () => {
    const hover = await server.hover(path, 6, 6);
    expect(hover).toContain('How the person relates to the organisation: Member or Guest.');
    expect(hover).toContain('`null`, in lower case, clears it.');
    expect(hover).toContain(
      '**What happens besides:** Guests and members have different default permissions',
    );
    expect(await server.hover(path, 5, 6)).toContain('At most 64 characters.');
  });
});

describe('a file of groups', () => {
  const path = 'tenant/groups/engineering.yaml';
  const text = `${modeline('groups')}groups:
  - group: engineers
    membership: assigned
  - group: everybody
    membership: { rule: user.city -ne null, processing: on }
    owners: { atLeast: [lee.gu@contoso.com] }
  - group: nobody
    membership: all
`;

  test('takes each form of membership and no other', async () => {
    const found = await server.open(path, text);
    expect(found.map(({ message, range }) => [range.start.line + 1, message])).toEqual([
      [9, 'Must be `assigned`, or hold a `rule:`.'],
    ]);
  });
});

describe('a file of extensions', () => {
  const path = 'tenant/extensions/all.yaml';
  const text = `${modeline('extensions')}directory:
  - name: 4th
    owner: { appId: me }
    type: Text
    targets: [User]
  - name: gone
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }
    delete: true
    type: String
schema:
  - id: contoso_courses
    owner: { appId: b7d8e648-520f-41d3-9c0f-db3ba0b2a5a4 }
    status: \n    \n`;

  test('is told what is wrong, which of a deletion is more than it may say', async () => {
    const found = (await server.open(path, text)).map(({ message, range }) => [
      range.start.line + 1,
      message,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        [3, 'Must be made of letters A-Z a-z, digits and _, with a letter in front.'],
        [4, 'Must be the application (client) id, such as 5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb.'],
        [5, expect.stringContaining('Value is not accepted. Valid values: "Binary", "Boolean", "DateTime"')],
        [10, 'Value is not accepted. Valid values: "name", "owner", "delete".'],
        [12, 'Missing property "targets".'],
      ]),
    );
  });

  test('is offered keys and choices, and explains them', async () => {
    expect(await server.complete(path, 14, 4)).toEqual(
      expect.arrayContaining(['description', 'targets', 'properties', 'delete']),
    );
    expect(await server.complete(path, 13, 12)).toEqual(['InDevelopment', 'Available', 'Deprecated']);
    expect(await server.hover(path, 2, 5)).toContain('by which entries and rules of this repository call it');
    expect(await server.hover(path, 13, 6)).toContain('which only goes forward');
  });
});

describe('values of extensions and an immutable id', () => {
  const path = 'tenant/users/extended.yaml';
  const text = `${modeline('users')}users:
  - user: adele.vance@contoso.com
    onPremisesImmutableId: { objectGUID: 00112233-4455-6677-8899-aabbccddeeff }
    directoryExtensions: { jobGroupTracker: E4, skills: [a, b], level: 3, gone: null }
    schemaExtensions: { courses: { courseId: 100, name: null }, others: null }
    openExtensions: { com.contoso.a: { b: [1, x], c: null }, d: null }
  - user: lee.gu@contoso.com
    onPremisesImmutableId: { objectGuid: 00112233-4455-6677-8899-aabbccddeeff }
  - user: megan.bowen@contoso.com
    onPremisesImmutableId: MyIRAFVEd2aImaq7zN3u/w==
`;

  test('are taken as far as they can be judged without their definitions', async () => {
    const found = await server.open(path, text);
    expect(found.map(({ message, range }) => [range.start.line + 1, message])).toEqual([
      [4, 'Property objectGUID is not allowed.'],
      [7, 'Incorrect type. Expected one of boolean, number, string, array.'],
    ]);
  });

  test('are explained', async () => {
    expect(await server.hover(path, 4, 8)).toContain('Values of directory extensions by their short name');
    expect(await server.hover(path, 8, 32)).toContain('The objectGUID of the on-premises object');
  });
});

describe('tenant.yaml', () => {
  test('is offered the routes of exchange, and explains them', async () => {
    const first = '# yaml-language-server: $schema=../schemas/tenant.schema.json\n';
    const path = 'tenant/exchange.yaml';
    const text = `${first}format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\nexchange:\n  route: \nauthorities: [{ attributes: [directoryExtensions.level, city, citty], owner: HR }]\n`;
    const found = await server.open(path, text);
    expect(found.map(({ range }) => [range.start.line + 1, range.start.character + 1])).toContainEqual([
      6, 63,
    ]);
    expect(await server.complete(path, 4, 9)).toEqual(['auto', 'always', 'never']);
    expect(await server.hover(path, 4, 4)).toContain('through Exchange Online where Graph refuses them');
  });

  test('is offered the guards', async () => {
    const first = '# yaml-language-server: $schema=../schemas/tenant.schema.json\n';
    const text = `${first}format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\nguards:\n  \n`;
    await server.open('tenant/tenant.yaml', text);
    expect(await server.complete('tenant/tenant.yaml', 4, 2)).toContain('membersLeaving');
  });
});
