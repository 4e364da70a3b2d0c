import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { load } from '../../../src/config/load.ts';
import { treeOf, yaml, type Entry } from '../../scenarios/support-practice.ts';
import { extensionsYaml } from '../../config/extension-files.ts';
import { tenantYaml } from '../../config/support.ts';
import { desk } from './desk.ts';

/** Text that tables, spreadsheets and YAML are sensitive to. */
const word = fc
  .oneof(
    fc.constantFrom(
      '=1+1',
      '+49 30 1',
      '-x',
      '@x',
      "'=x",
      "''",
      "'null",
      'null',
      'NULL',
      '#N/A',
      '####',
      '1.2E+11',
      '00123',
      '123.0',
      '3-Apr',
      '[x]',
      '["a"]',
      'a;b',
      'a,b',
      '"q"',
      "it's",
      'true',
      'São Paulo / 12',
      '田中 健',
      '😀',
      'שלום',
      '\u200bx',
      '＝x',
      'System.Object[]',
      '2026-03-02',
      'a: b #c',
      '~',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim())
  .filter((text) => text !== '');
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 5 });
const instant = fc.constantFrom('2026-03-02', '2026-03-02T09:30:00Z', '2026-03-02T09:30:00+02:00');
const mail = fc.constantFrom('a@x.org', 'b@x.org', "'c@x.org", '+d@x.org');

/** What an entry says, by key. */
const said: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  department: orNull(word),
  jobTitle: orNull(word),
  employeeId: orNull(word),
  employeeOrgData: fc.record(
    { division: orNull(word), costCenter: orNull(word) },
    { requiredKeys: ['division'] },
  ),
  accountEnabled: fc.boolean(),
  userType: fc.constantFrom('Member', 'Guest'),
  employeeHireDate: orNull(instant),
  businessPhones: fc.constantFrom(['+49 30; 1'], ["'1"], ['0'], null),
  otherMails: orNull(fc.uniqueArray(mail, { minLength: 1 })),
  manager: orNull(
    fc.constantFrom('u0@contoso.com', 'lee@contoso.com', '63384f56-42d2-4aa7-b1d6-b10c78f143a2'),
  ),
  onPremisesImmutableId: fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((bytes) => Buffer.from(bytes).toString('base64')),
  extensionAttribute7: orNull(word),
  directoryExtensions: fc.record(
    {
      jobGroupTracker: orNull(word),
      skills: orNull(fc.uniqueArray(word, { minLength: 1, maxLength: 3 })),
      numbers: orNull(fc.uniqueArray(fc.integer({ min: -9, max: 99_999 }), { minLength: 1, maxLength: 3 })),
      active: orNull(fc.boolean()),
      since: orNull(instant),
      level: orNull(fc.integer({ min: -9, max: 99_999 })),
      large: orNull(fc.maxSafeInteger().map((number) => number + 0)),
    },
    { requiredKeys: ['level'] },
  ),
  schemaExtensions: fc.record({
    graphLearnCourses: orNull(
      fc.record({ courseId: orNull(fc.integer()), courseName: orNull(word), done: fc.boolean() }),
    ),
  }),
};
const keys = Object.keys(said);
const entry = fc.record(said, { requiredKeys: [] });
const staff = fc
  .tuple(
    fc.array(entry, { minLength: 1, maxLength: 5 }),
    fc.record({ city: word, companyName: word }, { requiredKeys: [] }),
  )
  .map(([entries, defaults]) => {
    const seen = new Set<unknown>();
    const users = entries.map((each, index): Entry => {
      // Nobody has these in common with somebody else.
      const { onPremisesImmutableId: id, employeeId, ...rest } = each;
      const number = typeof employeeId === 'string' ? employeeId.toLowerCase() : undefined;
      const own = {
        ...(id !== undefined && !seen.has(id) ? { onPremisesImmutableId: id } : {}),
        ...(employeeId !== undefined && !(number !== undefined && seen.has(number)) ? { employeeId } : {}),
      };
      seen.add(id).add(number);
      return { user: `u${index}@contoso.com`, ...rest, ...own };
    });
    return { 'users/staff.yaml': yaml('users', users, defaults), 'extensions/all.yaml': extensionsYaml };
  })
  .filter((texts) => load(treeOf({ 'tenant.yaml': tenantYaml, ...texts }), 'tenant').problems.length === 0);

const all = [
  'userPrincipalName',
  'city',
  'companyName',
  'department',
  'jobTitle',
  'employeeId',
  'employeeOrgData.division',
  'employeeOrgData.costCenter',
  'accountEnabled',
  'userType',
  'employeeHireDate',
  'businessPhones',
  'otherMails',
  'manager',
  'onPremisesImmutableId',
  'extensionAttribute7',
  'directoryExtensions.jobGroupTracker',
  'directoryExtensions.skills',
  'directoryExtensions.numbers',
  'directoryExtensions.active',
  'directoryExtensions.since',
  'directoryExtensions.level',
  'directoryExtensions.large',
  'schemaExtensions.graphLearnCourses.courseId',
  'schemaExtensions.graphLearnCourses.courseName',
  'schemaExtensions.graphLearnCourses.done',
].join(',');
const delimiter = fc.constantFrom(',', ';', 'tab');

test('export, then import changes nothing', async () => {
  expect(keys.length).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(staff, delimiter, fc.boolean(), async (texts, separator, bom) => {
      const at = desk(texts);
      const before = { ...at.files };
      const csv = await at.export({ columns: all, delimiter: separator, bom });
      const { code, problems, changes } = await at.import(csv);
      expect({ code, problems, changes }).toEqual({ code: 0, problems: [], changes: [] });
      expect(at.files).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

test('what is exported is written into other files as it was, sensitive or not', async () => {
  await fc.assert(
    fc.asyncProperty(staff, async (texts) => {
      const from = desk(texts);
      const csv = await from.export({ columns: all });
      const names = [...csv.matchAll(/^(u\d@contoso\.com)/gm)].map(([, name]) => ({ user: name }));
      const to = desk({ ...texts, 'users/staff.yaml': yaml('users', names) });
      const { problems } = await to.import(csv);
      expect(problems).toEqual([]);
      expect(await to.export({ columns: all })).toBe(csv);
    }),
    { numRuns: 25 },
  );
});

test('export, change a cell, import changes exactly that', async () => {
  const column = fc.constantFrom('city', 'department', 'jobTitle', 'extensionAttribute7');
  await fc.assert(
    fc.asyncProperty(staff, fc.nat(), column, delimiter, async (texts, which, attribute, separator) => {
      const at = desk(texts);
      const exported = await at.export({ columns: all, delimiter: separator });
      const mark = separator === 'tab' ? '\t' : separator;
      const rows = parse(exported, { delimiter: mark, bom: true });
      const row = 1 + (which % (rows.length - 1));
      const cell = rows[0]?.indexOf(attribute) ?? -1;
      const user = rows[row]?.[0] ?? '';
      if (rows[row]) rows[row][cell] = 'Something else';
      const { problems, changes } = await at.import(stringify(rows, { delimiter: mark }));
      expect(problems).toEqual([]);
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatch(new RegExp(`^${user} ${attribute}: .* → "Something else"$`));
      const again = parse(await at.export({ columns: all, delimiter: separator }), {
        delimiter: mark,
        bom: true,
      });
      expect(again).toEqual(rows);
    }),
    { numRuns: 25 },
  );
});
