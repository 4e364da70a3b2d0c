import { expect, test } from 'vitest';
import { attributes } from '../../src/core/attributes/attributes.ts';
import { readDuration } from '../../src/rules/duration.ts';
import { readInstant } from '../../src/rules/instant.ts';
import { propertyNamed, propertyNames } from '../../src/rules/properties.ts';
import { propertyInstead } from '../../src/rules/unsupported.ts';

test('the table has what the reference lists', () => {
  expect(propertyNames('user')).toHaveLength(49);
  expect(propertyNames('device')).toHaveLength(34);
  expect(propertyNamed('user', 'MOBILE')).toMatchObject({ name: 'mobile', graph: 'mobilePhone' });
  expect(propertyNamed('user', 'telephoneNumber')?.graph).toBe('businessPhones[0]');
  expect(propertyNamed('user', 'objectid')?.graph).toBe('id');
  expect(propertyNamed('user', 'dirSyncEnabled')?.graph).toBe('onPremisesSyncEnabled');
  expect(propertyNamed('device', 'extensionAttribute9')?.graph).toBe(
    'extensionAttributes.extensionAttribute9',
  );
});

test('every attribute that feeds a rule property names one, and reads it at the same place', () => {
  for (const row of attributes.user) {
    if (row.ruleProperty === undefined) continue;
    const member = row.read.member === undefined ? '' : `.${row.read.member}`;
    expect([row.name, propertyNamed('user', row.ruleProperty)?.graph.replace('[0]', '')]).toEqual([
      row.name,
      `${row.read.property}${member}`,
    ]);
  }
});

test('advice never names a property that rules do not have', () => {
  for (const side of ['user', 'device'] as const)
    for (const name of [
      'employeeType',
      'manager',
      'officeLocation',
      'domain',
      'operatingSystem',
      'isManaged',
      'departmnt',
      'deviceOSTyp',
      'id',
      'model',
    ])
      for (const [, of, property] of (propertyInstead(side, name) ?? '').matchAll(/\b(user|device)\.(\w+)/g))
        expect([name, propertyNamed(of === 'user' ? 'user' : 'device', property ?? '')?.name]).toEqual([
          name,
          property,
        ]);
});

test.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T10:00', '2026-03-01T10:00:00.000Z'],
  ['2026-03-01T10:00:00.5+02:00', '2026-03-01T08:00:00.500Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['2024-02-29t00:00:00z', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(new Date(readInstant(text) ?? Number.NaN).toISOString()).toBe(iso);
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-01',
  '2026-01-32',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:00+15:00',
  '01.02.2026',
  'now',
  '',
])('%j is no date', (text) => {
  expect(readInstant(text)).toBeUndefined();
});

test.each([
  ['p1d', 86_400_000],
  ['P7DT3H', 615_600_000],
  ['PT0.5S', 500],
  ['P2W', 1_209_600_000],
  ['P1M', undefined],
  ['P1Y2D', undefined],
])('%s lasts %s ms', (text, milliseconds) => {
  expect(readDuration(text)).toEqual({ milliseconds });
});

test.each(['P', 'PT', 'P1DT', '1D', 'P-1D', 'P1H', '-P1D', 'P1D2', ''])('%j is no duration', (text) => {
  expect(readDuration(text)).toBeUndefined();
});
