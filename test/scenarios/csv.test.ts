import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  changesOf,
  emulate,
  golden,
  planOf,
  tenantry,
  tooWide,
  workplace,
  type Emulating,
  type Workplace,
} from './end-to-end-support.ts';

let practice: Emulating;
beforeAll(async () => {
  practice = await emulate();
}, 60_000);
afterAll(async () => {
  await practice.stop();
});

const run = (place: Workplace, ...args: readonly string[]) =>
  tenantry([...args, ...(args[0] === 'export' ? [] : ['--endpoint', practice.graph])], { cwd: place.folder });
const planned = async (place: Workplace) =>
  changesOf(planOf((await run(place, 'plan', '--json')).stdout)).toSorted();

test('a whole tenant goes through a table into the files, and a table of changes becomes a plan of just these', async () => {
  const place = workplace({
    'tenant/tenant.yaml': 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n',
  });
  const columns =
    'id,userPrincipalName,displayName,department,jobTitle,officeLocation,manager,extensionAttribute1';
  const exported = await tenantry(
    ['export', 'csv', '--live', '--columns', columns, '--out', 'all.csv', '--endpoint', practice.graph],
    { cwd: place.folder },
  );
  expect(exported.stderr).toMatch(/^Wrote \d+ rows and 8 columns to all\.csv\.\n$/);
  expect(place.read('all.csv').startsWith('\ufeffid,userPrincipalName,')).toBe(true);
  expect(await run(place, 'import', 'csv', 'all.csv')).toMatchObject({ code: 0, stderr: '' });
  expect(await planned(place)).toEqual([]);

  const rows = parse<Record<string, string>>(place.read('all.csv'), { bom: true, columns: true });
  const expected: string[] = [];
  rows.forEach((row, index) => {
    const { userPrincipalName: user = '', department = '', jobTitle = '' } = row;
    if (index % 3 === 0) {
      row['department'] = `Region ${index}`;
      expected.push(`${user} department: ${JSON.stringify(department || null)} → "Region ${index}"`);
    }
    if (index % 5 === 0 && jobTitle !== '') {
      row['jobTitle'] = 'null';
      expected.push(`${user} jobTitle: ${JSON.stringify(jobTitle)} → null`);
    }
  });
  expect(expected.length).toBeGreaterThan(30);
  // Who is not in a table has not left.
  const some = rows.filter((_, index) => index % 3 === 0 || index % 5 === 0);
  place.write(
    'changes.csv',
    `\ufeff${stringify(some, { header: true, delimiter: ';', record_delimiter: '\r\n' })}`,
  );
  const files = place.read('tenant/users/imported.yaml');
  const imported = await run(place, 'import', 'csv', 'changes.csv');
  expect(imported).toMatchObject({ code: 0, stderr: '' });
  expect(imported.stdout).toContain(`Wrote ${expected.length} values of`);
  expect(await planned(place)).toEqual(expected.toSorted());
  expect(place.read('tenant/users/imported.yaml').split('\n')).toHaveLength(
    files.split('\n').length + added(some, files),
  );
  const again = await run(place, 'import', 'csv', 'changes.csv');
  expect(again.stdout).toContain('Nothing to write: the files say already what the table says.');
});

/** Lines that are there for the first time: a department for those who had none. */
function added(rows: readonly Record<string, string>[], files: string): number {
  const entries = files.split(/^ {2}- /m);
  return rows.filter(({ id = '', department = '' }) => {
    const entry = entries.find((each) => each.includes(`id: ${id}`)) ?? '';
    return department.startsWith('Region ') && !/^ {4}department:/m.test(entry);
  }).length;
}

test('the table that the example exports changes nothing in it', async () => {
  const place = workplace();
  for (const options of [[], ['--delimiter', 'semicolon', '--no-bom']]) {
    expect(await run(place, 'export', 'csv', '--out', 'people.csv', ...options)).toMatchObject({ code: 0 });
    const { code, stdout } = await run(place, 'import', 'csv', 'people.csv');
    expect(stdout).toContain('Nothing to write: the files say already what the table says.');
    expect(code).toBe(0);
  }
  expect(place.read('people.csv')).not.toContain('mobilePhone');
  const named = await run(place, 'export', 'csv', '--columns', 'userPrincipalName,mobilePhone');
  expect(named.stdout).toContain('userPrincipalName,mobilePhone\r\n');
});

/** As Excel in Germany saves it. */
const fromHr = `sep=;
Personnel number;E-Mail;Department;Job Title;Cost Center;Start date;Manager;Remarks
;adele.vance@contoso.com;Engineering;Principal Engineer;04711;2.3.2020;lee.gu@contoso.com;promoted
;zoe.keller@contoso.com;Sales;;;;Megan.Bowen@contoso.com;
00471;;Finance;Accountant;;;;
;christie.cline@contoso.com;HR;"Head; HR";;;lee.gu@contoso.com;new
`;

test('the table that HR sends, from the first mistake to the plan', async () => {
  const place = workplace();
  place.write('hr.csv', fromHr.replace('Accountant', '#N/A').replace('zoe.keller@', 'zoe.kelller@'));
  const refused = await run(place, 'import', 'csv', 'hr.csv');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toBe(golden('csv/refused.txt', refused.stderr));
  place.write('hr.csv', fromHr);
  const before = await planned(place);
  const imported = await run(place, 'import', 'csv', 'hr.csv', '--map', 'Remarks=-', '--save-map');
  expect(imported.stdout).toBe(golden('csv/imported.txt', imported.stdout));
  expect(imported.code).toBe(0);
  expect(tooWide(refused.stderr + imported.stdout)).toEqual([]);
  expect(place.read('tenant/tenant.yaml')).toContain('csv: { columns: { Remarks: "-" } }');
  const after = await planned(place);
  const introduced = after.filter((each) => !before.includes(each));
  expect(introduced.map((each) => each.replace(/: .*? → "(.*)"$/, ' $1'))).toEqual([
    'adele.vance@contoso.com employeeHireDate 2020-03-02T00:00:00Z',
    'adele.vance@contoso.com employeeOrgData.costCenter 04711',
    'adele.vance@contoso.com jobTitle Principal Engineer',
    'christie.cline@contoso.com jobTitle Head; HR',
    'christie.cline@contoso.com manager 61796ac4-1055-4b62-9804-abbec2b8c1c5',
    'nestor.wilke@contoso.com jobTitle Accountant',
    'zoe.keller@contoso.com department Sales',
    'zoe.keller@contoso.com manager 9e180bf5-c37e-41e2-a9fa-541c228a3129',
  ]);
});

test('import takes the options of its subcommand for nobody else', async () => {
  const place = workplace();
  place.write('a.csv', 'upn,city\nlee.gu@contoso.com,Oslo\n');
  const { stdout, code } = await run(place, 'import', 'csv', 'a.csv', '--json', '--offline');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    format: 1,
    file: 'a.csv',
    encoding: 'UTF-8',
    delimiter: 'comma',
    rows: 1,
    badRows: 0,
    online: false,
    people: [{ row: 2, user: 'lee.gu@contoso.com', changes: [{ attribute: 'city', after: 'Oslo' }] }],
    written: ['tenant/users/engineering.yaml'],
    problems: [],
  });
  const workbook = await run(place, 'import', 'csv', 'nowhere.csv');
  expect(workbook).toMatchObject({ code: 1, stderr: expect.stringContaining('it does not exist') });
});
