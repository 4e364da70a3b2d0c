import { expect, test } from 'vitest';
import { extensionsYaml } from '../../config/extension-files.ts';
import { desk } from './desk.ts';

const staff = `defaults: { companyName: Contoso }
users:
  - user: adele@contoso.com
    id: 63384f56-42d2-4aa7-b1d6-b10c78f143a2
    department: "=cmd|' /C calc'!A0"
    extensionAttribute2: "-1"
    city: null
    mobilePhone: "+49 30 1"
    onPremisesImmutableId: { objectGuid: 00112233-4455-6677-8899-aabbccddeeff }
    directoryExtensions: { skills: [b, "a;c"], level: 7 }
    userPrincipalName: adele.new@contoso.com
  - user: lee@contoso.com
    manager: adele@contoso.com
`;
const files = { 'users/staff.yaml': staff, 'extensions/all.yaml': extensionsYaml };
const linesOf = (csv: string): readonly string[] =>
  csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');

test('everybody whom the files declare, with what they declare, but for what is sensitive', async () => {
  expect(linesOf(await desk(files).export())).toEqual([
    'id,userPrincipalName,department,companyName,city,manager,extensionAttribute2,directoryExtensions.level,directoryExtensions.skills',
    `63384f56-42d2-4aa7-b1d6-b10c78f143a2,adele@contoso.com,'=cmd|' /C calc'!A0,Contoso,null,,'-1,7,"[""b"",""a;c""]"`,
    ',lee@contoso.com,,Contoso,,adele@contoso.com,,,',
  ]);
});

test('what is sensitive is there where it is named', async () => {
  const columns = 'userPrincipalName,mobilePhone,objectGuid,newUserPrincipalName';
  expect(linesOf(await desk(files).export({ columns }))).toEqual([
    columns,
    "adele@contoso.com,'+49 30 1,00112233-4455-6677-8899-aabbccddeeff,adele.new@contoso.com",
    'lee@contoso.com,,,',
  ]);
});

test('columns without anything that says who it is get it', async () => {
  const [headers] = linesOf(await desk(files).export({ columns: 'department, level' }));
  expect(headers).toBe('id,userPrincipalName,department,directoryExtensions.level');
});

test('the byte order mark and the delimiter are as one likes', async () => {
  expect(await desk(files).export({ columns: 'id,city' })).toMatch(/^\ufeffid,city\r\n/);
  expect(await desk(files).export({ columns: 'id,city', bom: false, delimiter: 'tab' })).toMatch(
    /^id\tcity\r\n/,
  );
});

test.each([
  [{ columns: 'departmnt' }, /did you mean `department`\?/],
  [{ columns: 'openExtensions' }, /is no attribute of a user/],
  [{ columns: 'mail' }, /The files do not say mail addresses/],
  [{ delimiter: 'x' }, /cannot separate columns/],
  [{ delimiter: ';;' }, /cannot separate columns/],
])('%j is refused', async (options, expected) => {
  await expect(desk(files).export(options)).rejects.toThrow(expected);
});

test('everybody in the tenant, with what it holds', async () => {
  const adele = { id: '63384f56-42d2-4aa7-b1d6-b10c78f143a2', userPrincipalName: 'adele@contoso.com' };
  const users = [
    {
      id: 'e5600642-060d-4a21-a64b-88b0402db603',
      userPrincipalName: 'zoe@contoso.com',
      mail: 'z@contoso.com',
      otherMails: ['b@x.org', 'a@x.org'],
      manager: adele.id,
    },
    { ...adele, mail: null, department: ' @sum', manager: null },
  ];
  const columns = 'userPrincipalName,mail,department,otherMails,manager';
  expect(linesOf(await desk(files, users).export({ live: true, columns }))).toEqual([
    columns,
    'adele@contoso.com,, @sum,,',
    'zoe@contoso.com,z@contoso.com,,a@x.org; b@x.org,adele@contoso.com',
  ]);
});
