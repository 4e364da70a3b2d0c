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

describe('tenant.yaml', () => {
  test('is offered the guards', async () => {
    const first = '# yaml-language-server: $schema=../schemas/tenant.schema.json\n';
    const text = `${first}format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\nguards:\n  \n`;
    await server.open('tenant/tenant.yaml', text);
    expect(await server.complete('tenant/tenant.yaml', 4, 2)).toContain('membersLeaving');
  });
});
