import { expect, test } from 'vitest';
import { loaded, tenantYaml, told } from './support.ts';

test('how tables are read stands in tenant.yaml', () => {
  const { desired, problems } = loaded({
    'tenant.yaml': `${tenantYaml}csv:\n  columns: { Wohnort: city, "Remarks, old": "-", "*": "-", Grade: directoryExtensions.jobGrade }\n  match: employeeId\n  dates: dmy\n`,
  });
  expect(problems).toEqual([]);
  expect(desired?.settings.csv).toEqual({
    columns: { Wohnort: 'city', 'Remarks, old': '-', '*': '-', Grade: 'directoryExtensions.jobGrade' },
    match: 'employeeId',
    dates: 'dmy',
  });
});

const flaws: readonly (readonly [string, RegExp])[] = [
  ['{ columns: { Wohnort: citty } }', /tenant\.yaml:3:\d+ .*`citty`/],
  ['{ columns: { Wohnort: null } }', /Wohnort/],
  ['{ columns: { Wohnort: membershipRule } }', /membershipRule/],
  ['{ match: displayName }', /`displayName`/],
  ['{ dates: dym }', /`dym`/],
  ['{ column: {} }', /`column` is not known here; did you mean `columns`\?/],
  ['[]', /csv/],
];
test.each(flaws)('csv: %s is a problem', (csv, expected) => {
  const { problems } = loaded({ 'tenant.yaml': `${tenantYaml}csv: ${csv}\n` });
  expect(told(problems)).toHaveLength(1);
  expect(told(problems)[0]).toMatch(expected);
});
