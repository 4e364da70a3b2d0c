import { expect, test } from 'vitest';
import { extensionsYaml } from '../../config/extension-files.ts';
import { tenantYaml } from '../../config/support.ts';
import { desk, type Desk } from './desk.ts';

const adele = '63384f56-42d2-4aa7-b1d6-b10c78f143a2';
const lee = '61796ac4-1055-4b62-9804-abbec2b8c1c5';
const zoe = 'e5600642-060d-4a21-a64b-88b0402db603';

const staff = `# Our people.
defaults: { companyName: Contoso }
users:
  - user: adele@contoso.com   # on parental leave
    id: ${adele}
    department: Sales
    employeeId: "00123"
    manager: lee@contoso.com
    extensionAttribute1: null
  - user: lee@contoso.com
    id: ${lee}
    employeeHireDate: 2020-03-02
`;
const live = [
  {
    id: adele,
    userPrincipalName: 'Adele@contoso.com',
    mail: 'adele.vance@contoso.com',
    employeeId: '00123',
    displayName: 'Adele Vance',
  },
  {
    id: lee,
    userPrincipalName: 'lee@contoso.com',
    mail: 'lee@contoso.com',
    employeeId: '00200',
    displayName: 'Lee Gu',
  },
  {
    id: zoe,
    userPrincipalName: 'zoe@contoso.com',
    mail: null,
    employeeId: '00300',
    displayName: 'Zoë Keller',
    proxyAddresses: ['SMTP:zoe@contoso.com', 'smtp:zoe.k@contoso.com'],
  },
];
const files = {
  'tenant.yaml': `${tenantYaml}authorities: [{ attributes: [companyName], owner: HR (Workday) }]\nvocabularies: { department: { values: [Sales, IT], aliases: { IT: [I.T.] } } }\n`,
  'users/staff.yaml': staff,
  'extensions/all.yaml': extensionsYaml,
};
const offline = (): Desk => desk(files);
const online = (): Desk => desk(files, live);

/** What a cell of a column says, for Adele. */
const changes: readonly (readonly [string, string, string])[] = [
  ['department', 'IT', '"Sales" → "IT"'],
  ['Department', '  IT \u00a0', '"Sales" → "IT"'],
  ['department', 'null', '"Sales" → null'],
  ['job title', 'Head; of "IT"', 'nothing → "Head; of \\"IT\\""'],
  ['jobTitle', "'=1+1", 'nothing → "=1+1"'],
  ['employeeId', '="007"', '"00123" → "007"'],
  ['jobTitle', 'Head\u00a0of Bu\u0308ro', 'nothing → "Head of Büro"'],
  ['jobTitle', "'null", 'nothing → "null"'],
  ['jobTitle', 'Null', 'nothing → "Null"'],
  ['Enabled', 'WAHR', 'nothing → true'],
  ['Block sign in (Yes/No) [accountEnabled] Required', 'Yes', 'nothing → false'],
  ['userType', 'guest', 'nothing → "Guest"'],
  ['Hire date', '25/03/2026', 'nothing → "2026-03-25T00:00:00Z"'],
  ['employeeId', "'123", '"00123" → "123"'],
  ['Cost Center', '0815', 'nothing → "0815"'],
  ['CustomAttribute7', 'x', 'nothing → "x"'],
  ['otherMails', 'b@x.org; a@x.org', 'nothing → ["b@x.org","a@x.org"]'],
  ['Phone', "'+49 30; 1", 'nothing → ["+49 30; 1"]'],
  ['objectGUID', '{00112233-4455-6677-8899-AABBCCDDEEFF}', 'nothing → "MyIRAFVEd2aImaq7zN3u/w=="'],
  ['mS-DS-ConsistencyGuid', '00112233-4455-6677-8899-aabbccddeeff', 'nothing → "MyIRAFVEd2aImaq7zN3u/w=="'],
  ['onPremisesImmutableId', 'MyIRAFVEd2aImaq7zN3u/w==', 'nothing → "MyIRAFVEd2aImaq7zN3u/w=="'],
  ['newUserPrincipalName', 'adele.new@contoso.com', 'nothing → "adele.new@contoso.com"'],
  ['directoryExtensions.level', '7', 'nothing → 7'],
  ['skills', 'b; a', 'nothing → ["b","a"]'],
  ['directoryExtensions.skills', '["a;b","c"]', 'nothing → ["a;b","c"]'],
  ['directoryExtensions.active', 'yes', 'nothing → true'],
  ['directoryExtensions.since', '2.3.2026', 'nothing → "2026-03-02T00:00:00Z"'],
  ['schemaExtensions.graphLearnCourses.courseId', '-3', 'nothing → -3'],
  ['extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_jobGroupTracker', 'E4', 'nothing → "E4"'],
];
test.each(changes)('the column %s with %s', async (header, cell, expected) => {
  const at = offline();
  const {
    code,
    problems,
    changes: made,
  } = await at.import(
    table([
      ['user', header],
      ['adele@contoso.com', cell],
    ]),
  );
  expect(problems).toEqual([]);
  expect(code).toBe(0);
  expect(made.map((each) => each.replace(/^\S+ \S+: /, ''))).toEqual([expected]);
  // What it wrote says what the table says.
  expect(
    (
      await at.import(
        table([
          ['user', header],
          ['adele@contoso.com', cell],
        ]),
      )
    ).changes,
  ).toEqual([]);
});

const nothing: readonly (readonly [string, string])[] = [
  ['department', ''],
  ['department', 'Sales'],
  ['companyName', 'Contoso'],
  ['extensionAttribute1', 'null'],
  ['employeeId', '00123'],
  ['manager', 'LEE@contoso.com'],
  ['manager', lee],
  ['manager', '00200'],
  ['createdDateTime', '2026-01-01'],
  ['mail', 'null'],
];
test.each(nothing)('the column %s with %s changes nothing', async (header, cell) => {
  const at = online();
  const csv = table([
    ['user', header, 'jobTitle'],
    ['adele@contoso.com', cell, ''],
  ]);
  const { code, problems, changes: made } = await at.import(csv);
  expect({ code, problems, made }).toEqual({ code: 0, problems: [], made: [] });
  expect(at.files).toEqual(files);
});

/** What is wrong with a cell of a column, for Adele. */
const flaws: readonly (readonly [string, string, RegExp])[] = [
  [
    'department',
    'Slaes',
    /^row 2, column B \(department\): `Slaes` is not in the vocabulary of `department`\. Write `Sales`/,
  ],
  ['department', 'I.T.', /Write `IT`/],
  ['companyName', 'Fabrikam', /the authority for companyName is HR \(Workday\)/],
  ['department', 'x'.repeat(65), /`department` has 65 characters; the service takes at most 64/],
  ['jobTitle', 'a\u0007b', /holds the control character U\+0007/],
  ['jobTitle', 'a\nb', /holds a line break/],
  ['jobTitle', '#REF!', /what a spreadsheet shows where it has no value/],
  ['jobTitle', '=HYPERLINK("http://x")', /is a formula and not its value/],
  ['department', '\u200bSales', /cannot be seen, U\+200B at character 1/],
  ['jobTitle', 'M\ufffdller', /lost when the table was saved/],
  ['jobTitle', 'BÃ¼ro', /is `Büro` in an encoding that was mistaken/],
  ['manager', 'Gu, Lee', /Did you mean lee@contoso\.com\?/],
  ['jobTitle', 'NULL', /write null in lower case to clear it/],
  ['employeeId', '1.23457E+11', /the digits are lost/],
  ['employeeId', '123.0', /decimal places/],
  ['employeeId', '123', /`123` was `00123`, and has lost the zeros/],
  ['jobTitle', '3-Apr', /took for a date/],
  ['otherMails', 'System.String[]', /type of PowerShell/],
  ['otherMails', 'a@x.org; b', /must be a mail address, not `b`/],
  ['hireDate', '03/04/2026', /can be 2026-04-03 or 2026-03-04\. Say how/],
  ['hireDate', '46083', /counts days/],
  ['usageLocation', 'Brazil', /two-letter country code/],
  ['usageLocation', 'null', /cannot be cleared/],
  ['userType', 'Employee', /is no value of `userType`\. Write one of Member; Guest/],
  ['enabled', 'perhaps', /neither true nor false/],
  ['objectGUID', 'abc', /no GUID/],
  [
    'manager',
    'Lee Gu',
    /is no id, user principal name, mail address or employeeId .* Did you mean lee@contoso\.com\?/,
  ],
  ['manager', 'leee@contoso.com', /Did you mean lee@contoso\.com\?/],
  ['directoryExtensions.level', 'x', /must be a whole number/],
  ['directoryExtensions.level', '3000000000', /must be from/],
  ['skills', '[a', /a list of JSON and is none/],
  ['skills', '[{"a":1}]', /a list of JSON and is none/],
  ['otherMails', '; ;', /holds no value/],
  [
    'Departmnt',
    'x',
    /^column B: the header `Departmnt` is not known; did you mean `department`\? .*--map 'Departmnt=department'/,
  ],
  ['openExtensions.x', 'x', /is not known/],
  ['Name', 'Vance, Adele', /the header `Name` is not known/],
  ['directoryExtensions.purpose', 'x', /is not known/],
  ['', 'x', /has values but no header/],
];
test.each(flaws)('the column %s does not take %s', async (header, cell, expected) => {
  const at = online();
  const {
    code,
    problems,
    changes: made,
  } = await at.import(
    table([
      ['user', header, 'city'],
      ['adele@contoso.com', cell, 'Oslo'],
    ]),
  );
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(expected);
  expect({ code, made }).toEqual({ code: 1, made: [] });
  expect(at.files).toEqual(files);
});

const people: readonly (readonly [string, string, string])[] = [
  ['id', adele.toUpperCase(), 'adele@contoso.com'],
  ['UPN', 'ADELE@contoso.com', 'adele@contoso.com'],
  ['Personnel number', '00200', 'lee@contoso.com'],
  ['E-Mail', 'adele.vance@contoso.com', 'adele@contoso.com'],
  ['E-Mail', 'zoe.k@contoso.com', 'zoe@contoso.com'],
];
test.each(people)('by %s, %s is %s', async (header, cell, user) => {
  const { problems, changes: made } = await online().import(
    table([
      [header, 'city'],
      [cell, 'Oslo'],
    ]),
  );
  expect(problems).toEqual([]);
  expect(made).toEqual([`${user} city: nothing → "Oslo"`]);
});

const strangers: readonly (readonly [readonly string[], readonly string[], RegExp])[] = [
  [
    ['upn'],
    ['adel@contoso.com'],
    /nobody in the tenant or the files has the user principal name `adel@contoso\.com`\. Did you mean adele@contoso\.com\?/i,
  ],
  [['upn', 'Display name'], ['a.v@contoso.com', 'Adele Vance'], /Did you mean Adele@contoso\.com\?/],
  [['employeeId'], ['123'], /Did you mean 00123\? Excel takes zeros away/],
  [['id'], ['adele'], /no an object id|no object id/],
  [
    ['id', 'upn'],
    [adele, 'lee@contoso.com'],
    /by object id the row is Adele@contoso\.com, but `lee@contoso\.com` is lee@contoso\.com/,
  ],
  [['id', 'upn'], [adele, 'new@contoso.com'], /nobody has the user principal name `new@contoso\.com`/],
  [['upn', 'employeeId'], ['adele@contoso.com', '00200'], /but `00200` is lee@contoso\.com/],
  [['upn', 'mail'], ['adele@contoso.com', 'lee@contoso.com'], /but `lee@contoso\.com` is lee@contoso\.com/],
  [['upn'], [''], /does not say who is meant/],
];
test.each(strangers)('%j with %j', async (headers, cells, expected) => {
  const { code, problems } = await online().import(
    table([
      [...headers, 'city'],
      [...cells, 'Oslo'],
    ]),
  );
  expect(code).toBe(1);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(expected);
});

test('two who share what identifies them are not told apart', async () => {
  const twins = live.map((user) => ({ ...user, employeeId: '1' }));
  const { problems } = await desk(files, twins).import(
    table([
      ['employeeId', 'city'],
      ['1', 'Oslo'],
    ]),
  );
  expect(problems).toEqual([
    expect.stringContaining(
      'is the employeeId of 3 people: Adele@contoso.com, lee@contoso.com, zoe@contoso.com.',
    ),
  ]);
});

test('the first of id, user principal name, employeeId and mail that a row has identifies, or what --match says', async () => {
  const csv = table([
    ['mail', 'employeeId', 'city'],
    ['zoe.k@contoso.com', '', 'Oslo'],
    ['', '00200', 'Rom'],
    ['other@contoso.com', '00123', 'Bonn'],
  ]);
  expect((await online().import(csv)).changes).toEqual([
    'zoe@contoso.com city: nothing → "Oslo"',
    'lee@contoso.com city: nothing → "Rom"',
    'adele@contoso.com city: nothing → "Bonn"',
  ]);
  const { problems } = await online().import(csv, { match: 'mail' });
  expect(problems).toHaveLength(2);
});

test('who is in no file gets an entry with the id pinned', async () => {
  const at = online();
  const csv = table([
    ['upn', 'department', 'division', 'skills', 'title', 'city'],
    ['zoe@contoso.com', 'IT', 'Cloud', 'a; b', '', 'null'],
  ]);
  const { code, problems } = await at.import(csv);
  expect({ code, problems }).toEqual({ code: 0, problems: [] });
  expect(at.files['users/imported.yaml'])
    .toBe(`# yaml-language-server: $schema=../../schemas/users.schema.json
users:
  - user: zoe@contoso.com
    id: ${zoe}
    department: IT
    employeeOrgData: { division: Cloud }
    city: null
    directoryExtensions: { skills: [a, b] }
`);
  expect((await at.import(csv)).changes).toEqual([]);
});

test('who is to be added to another file gets what its defaults say besides, which is said', async () => {
  const at = online();
  const { stdout } = await at.import(
    table([
      ['upn', 'department'],
      ['zoe@contoso.com', 'IT'],
    ]),
    { addTo: 'users/staff.yaml' },
  );
  expect(stdout).toBe('');
  expect(at.files['users/staff.yaml']).toBe(
    `${staff}  - user: zoe@contoso.com\n    id: ${zoe}\n    department: IT\n`,
  );
  const { problems } = await at.import(
    table([
      ['upn', 'city'],
      ['zoe@contoso.com', 'x'],
    ]),
    { addTo: 'groups/a.yaml' },
  );
  expect(problems[0]).toMatch(/is no file of users/);
});

test('what is not changed stays as it is, byte for byte', async () => {
  const at = offline();
  await at.import(
    table([
      ['upn', 'department', 'manager'],
      ['adele@contoso.com', 'IT', 'null'],
    ]),
  );
  expect(at.files).toEqual({
    ...files,
    'users/staff.yaml': staff
      .replace('department: Sales', 'department: IT')
      .replace('manager: lee@contoso.com', 'manager: null'),
  });
});

test('two rows for one person are a problem even where they say the same', async () => {
  const { problems } = await online().import(
    table([
      ['upn', 'employeeId', 'city'],
      ['adele@contoso.com', '', 'Oslo'],
      ['', '00123', 'Oslo'],
    ]),
  );
  expect(problems).toEqual([
    'row 3: it is about Adele@contoso.com, and so is row 2. Keep one row for each person.',
  ]);
});

test('a missing row says nothing, and neither does an empty cell unless it is to clear', async () => {
  const csv = table([
    ['upn', 'department', 'manager', 'displayName'],
    ['adele@contoso.com', '', '', ''],
  ]);
  expect((await online().import(csv)).changes).toEqual([]);
  expect((await online().import(csv, { emptyClears: true })).changes).toEqual([
    'adele@contoso.com department: "Sales" → null',
    'adele@contoso.com manager: "lee@contoso.com" → null',
  ]);
});

test('what is alike in several rows is said once', async () => {
  const rows = live.map(({ userPrincipalName }) => [userPrincipalName, 'Slaes']);
  const { problems } = await online().import(table([['upn', 'department'], ...rows]));
  expect(problems).toEqual([expect.stringMatching(/^rows 2, 3 and 4, column B \(department\): `Slaes`/)]);
});

test('of fifty unknown people each is told, and of the others that they are', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => [`nobody${index}@contoso.com`, 'Oslo']);
  const { problems } = await online().import(table([['upn', 'city'], ...rows]));
  expect(problems).toHaveLength(51);
  expect(problems[50]).toMatch(
    /^rows 52, 53, .* and 138 more, column A \(upn\): nobody .* has the user principal name that stands there\. So many/,
  );
});

test('nothing is written unless all is well, or --partial is given', async () => {
  const csv = table([
    ['upn', 'department'],
    ['adele@contoso.com', 'IT'],
    ['lee@contoso.com', 'Slaes'],
    ['x@contoso.com', 'IT'],
  ]);
  const at = online();
  expect((await at.import(csv)).code).toBe(1);
  expect(at.files).toEqual(files);
  const { code, problems, changes: made } = await at.import(csv, { partial: true });
  expect(code).toBe(6);
  expect(problems).toHaveLength(2);
  expect(made).toEqual(['adele@contoso.com department: "Sales" → "IT"']);
  expect(at.files['users/staff.yaml']).toBe(staff.replace('Sales', 'IT'));
});

test('a column that nobody knows stops everything, and can be passed over', async () => {
  const csv = table([
    ['upn', 'department', 'Remarks'],
    ['adele@contoso.com', 'IT', 'x'],
  ]);
  expect((await online().import(csv, { partial: true })).code).toBe(1);
  expect((await online().import(csv, { map: ['REMARKS=-'] })).changes).toHaveLength(1);
  expect((await online().import(csv, { map: ['*=-'] })).changes).toHaveLength(1);
  expect((await online().import(csv, { map: ['Remark s=city'] })).changes).toHaveLength(2);
});

const maps: readonly (readonly [string, RegExp])[] = [
  ['Remarks', /does not say which header/],
  ['Remark=city', /which the table does not have; did you mean `Remarks`\?/],
  ['Remarks=citty', /is no attribute of a user; did you mean `city`\?/],
  ['Remarks=department', /`Remarks` is `department`, and so is `department` in column B/],
  ['Remarks=membershipRule', /is no attribute of a user/],
];
test.each(maps)('--map %s', async (map, expected) => {
  const { code, problems } = await online().import(
    table([
      ['upn', 'department', 'Remarks'],
      ['lee@contoso.com', 'IT', 'x'],
    ]),
    { map: [map] },
  );
  expect(code).toBe(1);
  expect(problems.join('\n')).toMatch(expected);
});

test('a header that stands there twice is a problem', async () => {
  const { problems } = await online().import(
    table([
      ['upn', 'city', 'City'],
      ['lee@contoso.com', 'a', 'b'],
    ]),
  );
  expect(problems).toEqual([
    expect.stringContaining('column C: the header `City` stands there twice, first in column B.'),
  ]);
});

test('--save-map keeps how a table is read, for the next time', async () => {
  const at = online();
  const csv = table([
    ['upn', 'Wohnort', 'Eintritt', 'Notiz'],
    ['lee@contoso.com', 'Bonn', '03/04/2026', 'x'],
  ]);
  const { problems } = await at.import(csv, {
    map: ['Wohnort=CITY', 'Eintritt=employeeHireDate', 'Notiz=-'],
    dates: 'dmy',
    saveMap: true,
  });
  expect(problems).toEqual([]);
  expect(at.files['tenant.yaml']).toBe(
    `${files['tenant.yaml']}csv:\n  columns: { Wohnort: city, Eintritt: employeeHireDate, Notiz: "-" }\n  dates: dmy\n`,
  );
  expect(await at.import(csv)).toMatchObject({ code: 0, problems: [], changes: [] });
  expect((await at.import(csv.replace('Bonn', 'Rom'))).changes).toEqual([
    'lee@contoso.com city: "Bonn" → "Rom"',
  ]);
  expect((await at.import(csv, { saveMap: true })).code).toBe(0);
  expect((await online().import(csv, { saveMap: true, map: [] })).problems[0]).toMatch(/nothing to save/);
});

test('what makes the files invalid is a problem of its row', async () => {
  const guid = '00112233-4455-6677-8899-aabbccddeeff';
  const at = online();
  const csv = table([
    ['upn', 'objectGuid', 'city'],
    ['adele@contoso.com', guid, 'Oslo'],
    ['lee@contoso.com', guid, 'Rom'],
  ]);
  const { code, problems } = await at.import(csv);
  expect(code).toBe(1);
  expect(problems).toEqual([expect.stringMatching(/^row 3: The immutable id is also that of/)]);
  expect((await at.import(csv, { partial: true })).changes).toHaveLength(2);
});

test('files that are invalid already are to be mended first', async () => {
  const broken = desk({ ...files, 'users/b.yaml': 'users: 1\n' }, live);
  const { problems } = await broken.import(
    table([
      ['upn', 'city'],
      ['lee@contoso.com', 'x'],
    ]),
  );
  expect(problems).toHaveLength(1);
});

test('without an answer of the tenant the files alone say who people are, and that is said', async () => {
  const csv = table([
    ['upn', 'city'],
    ['lee@contoso.com', 'Rom'],
    ['zoe@contoso.com', 'Bonn'],
  ]);
  const { stderr, problems } = await desk(files).import(csv, { offline: false });
  expect(stderr).toMatch(/The tenant could not be asked, .* Nobody is signed in\./);
  expect(problems).toEqual([expect.stringMatching(/^row 3, .* The tenant was not asked\.$/)]);
  expect((await desk(files).import(csv, { offline: true })).stderr).toBe('');
  const mail = await desk(files).import(
    table([
      ['mail', 'city'],
      ['lee@contoso.com', 'Rom'],
    ]),
  );
  expect(mail.problems).toEqual([expect.stringContaining("--map 'mail=userPrincipalName'")]);
});

const tables: readonly (readonly [string, string, RegExp])[] = [
  ['nobody', 'department,city\nIT,x\n', /no column that says who people are/],
  ['no value', 'upn\nlee@contoso.com\n', /no column with a value/],
];
test.each(tables)('a table with %s is refused', async (_, csv, expected) => {
  const { code, problems } = await online().import(csv);
  expect(code).toBe(1);
  expect(problems[0]).toMatch(expected);
});

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
}

test('of two rows about one person --partial writes none', async () => {
  const at = online();
  const rows = table([
    ['upn', 'city'],
    ['adele@contoso.com', 'Oslo'],
    ['lee@contoso.com', 'Rom'],
    ['ADELE@contoso.com', 'Bonn'],
  ]);
  const { code, problems, changes: made } = await at.import(rows, { partial: true });
  expect(code).toBe(6);
  expect(problems).toEqual([
    expect.stringMatching(/^row 4: it is about Adele@contoso\.com, and so is row 2/),
  ]);
  expect(made).toEqual(['lee@contoso.com city: nothing → "Rom"']);
});

test('two people do not get the same new employeeId', async () => {
  const at = online();
  const rows = table([
    ['upn', 'employeeId', 'city'],
    ['adele@contoso.com', 'N-1', 'Oslo'],
    ['lee@contoso.com', 'n-1', 'Rom'],
    ['zoe@contoso.com', '', 'Bonn'],
  ]);
  const { problems, changes: made } = await at.import(rows, { partial: true });
  expect(problems).toEqual([
    expect.stringMatching(
      /^row 2, column B \(employeeId\): `N-1` is given to lee@contoso\.com in row 3 as well/,
    ),
    expect.stringMatching(
      /^row 3, column B \(employeeId\): `n-1` is given to Adele@contoso\.com in row 2 as well/,
    ),
  ]);
  expect(made).toEqual(['zoe@contoso.com city: nothing → "Bonn"']);
});

test.each([
  ['upn,employeeId\r\nadele@contoso.com,="007"\r\n', '007'],
  ['upn;employeeId\nadele@contoso.com;="0;7"', '0;7'],
])('%j is read as programs write for Excel', async (csv, expected) => {
  const { problems, changes: made } = await online().import(csv);
  expect(problems).toEqual([]);
  expect(made).toEqual([`adele@contoso.com employeeId: "00123" → "${expected}"`]);
});

test('an empty cell clears with --empty-clears what there is, and declares nothing besides', async () => {
  const users = live.map((user) => ({ ...user, city: user.id === zoe ? 'Bonn' : null, manager: null }));
  const { problems, changes: made } = await desk(files, users).import(
    table([
      ['upn', 'department', 'city', 'manager', 'jobTitle'],
      ['adele@contoso.com', '', '', '', ''],
      ['lee@contoso.com', '', '', '', ''],
      ['zoe@contoso.com', '', '', '', ''],
    ]),
    { emptyClears: true },
  );
  expect(problems).toEqual([]);
  expect(made).toEqual([
    'adele@contoso.com department: "Sales" → null',
    'adele@contoso.com manager: "lee@contoso.com" → null',
    'zoe@contoso.com city: nothing → null',
  ]);
});

test('headers below a title are found and not read', async () => {
  const at = online();
  const { code, problems } = await at.import(
    'Staff of Contoso;;\r\nas of 03.04.2026;;\r\n;;\r\nUPN;Department;City\r\nadele@contoso.com;IT;Oslo\r\n',
  );
  expect(code).toBe(1);
  expect(problems).toEqual([
    'a.csv has no column that says who people are. Row 4 looks like the headers: remove the rows above it, and import the table again.',
  ]);
  expect(at.files).toEqual(files);
});

test('a manager is suggested once, also where files and tenant name the same person', async () => {
  const named = {
    ...files,
    'users/more.yaml': 'users: [{ user: zoe@contoso.com, displayName: Zoë Keller }]\n',
  };
  const { problems } = await desk(named, live).import(
    table([
      ['upn', 'manager'],
      ['adele@contoso.com', 'zoë keller'],
    ]),
  );
  expect(problems).toEqual([expect.stringMatching(/Did you mean zoe@contoso\.com\?$/)]);
});
