import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { properties, type Operator, type Property } from '../../src/emulator/model/properties.ts';

const data = new URL('../../../shared/data/graph/', import.meta.url);
const present = existsSync(data);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, data), 'utf8'));

interface Documented {
  name: string;
  type: string;
  csdlNullable: 'yes' | 'no' | 'item';
  maxLength: number | string | null;
  returned: 'default' | 'select' | null;
  filter: string[] | null;
  readOnly?: boolean;
  inUpdateTable2026?: boolean;
}

const kinds = ['user', 'group'] as const;
const documented = (kind: (typeof kinds)[number]): Documented[] =>
  present ? (read(`${kind}-properties.json`) as { properties: Documented[] }).properties : [];

/** Where the table differs from the data on purpose. */
const RETURNED: Readonly<Record<string, string>> = {
  'user securityIdentifier': 'the list page of 2026 does not count it among the default properties',
  'group resourceBehaviorOptions': 'every documented answer has it',
  'group resourceProvisioningOptions': 'every documented answer has it',
};
const FILTERED: Readonly<Record<string, string>> = {
  'user securityIdentifier': 'named after $select in its description',
  'group resourceProvisioningOptions': 'the way to list all teams',
};
const READ_ONLY: Readonly<Record<string, string>> = {
  'group hasMembersWithLicenseErrors': 'computed',
  'group onPremisesProvisioningErrors': 'written by synchronization alone',
  'group serviceProvisioningErrors': 'written by services alone',
};

function typeOf(type: string): Property['type'] {
  const simple: Readonly<Record<string, Property['type']>> = {
    string: 'string',
    groupAccessType: 'string',
    boolean: 'boolean',
    DateTimeOffset: 'dateTime',
    Int32: 'number',
    'Collection(string)': 'strings',
  };
  return simple[type] ?? (type.startsWith('Collection(') ? 'objects' : 'object');
}

function operatorsOf(filter: readonly string[]): Set<Operator> {
  return new Set(
    filter.flatMap((word): Operator[] => {
      if (word.startsWith('/$count')) return ['count'];
      if (word === 'and eq on null values') return ['null'];
      if (word === 'eq including on null values') return ['eq', 'null'];
      return word === 'for isResolved' || word === 'serviceInstance' ? [] : [word as Operator];
    }),
  );
}

const rows = kinds.flatMap((kind) =>
  documented(kind).map((row) => ({
    label: `${kind} ${row.name}`,
    row,
    property: properties[kind].get(row.name.toLowerCase()),
  })),
);
const where = (differs: (row: Documented, property: Property | undefined) => boolean): string[] =>
  rows.flatMap(({ label, row, property }) => (differs(row, property) ? [label] : []));
const allOperators = (property: Property | undefined): Operator[] => [
  ...(property?.filter?.default ?? []),
  ...(property?.filter?.advanced ?? []),
];

describe.skipIf(!present)('the tables and the documented properties', () => {
  test.each(kinds)('%s: the same names, and the two of every directory object', (kind) => {
    const own = [...properties[kind].values()].map(({ name }) => name);
    const expected = [...documented(kind).map(({ name }) => name), 'id', 'deletedDateTime'];
    expect(own.toSorted()).toEqual(expected.toSorted());
  });

  test('the same type, nullability and length', () => {
    expect(where((row, property) => property?.type !== typeOf(row.type))).toEqual([]);
    expect(where((row, property) => property?.nullable !== (row.csdlNullable === 'yes'))).toEqual([]);
    expect(
      where((row, property) => typeof row.maxLength === 'number' && property?.maxLength !== row.maxLength),
    ).toEqual([]);
  });

  test('the same default properties, with the exceptions above', () => {
    expect(where((row, property) => property?.returnedByDefault !== (row.returned === 'default'))).toEqual(
      Object.keys(RETURNED),
    );
  });

  test('read-only where the data say so, with the exceptions above, and not where the update page lists it', () => {
    expect(
      where((row, property) => row.readOnly !== undefined && property?.readOnly !== row.readOnly),
    ).toEqual(Object.keys(READ_ONLY));
    expect(where((row, property) => row.inUpdateTable2026 === true && property?.readOnly !== false)).toEqual(
      [],
    );
  });

  test('every operator that is documented now', () => {
    expect(
      where((row, property) => {
        const own = allOperators(property);
        return [...operatorsOf(row.filter ?? [])].some((operator) => !own.includes(operator));
      }),
    ).toEqual([]);
  });

  test('no operator that neither source knows, with the exceptions above', () => {
    const file = read('user-filter-operators-2021.json') as { properties: Record<string, object> };
    const older = (name: string): string[] =>
      Object.entries(file.properties)
        .filter(([key]) => key === name || key.startsWith(`${name} {`))
        .flatMap(([, operators]) => Object.keys(operators))
        .map((word) => ({ NOT: 'not', 'null values': 'null' })[word] ?? word);
    expect(
      where((row, property) => {
        const known = new Set<string>([...operatorsOf(row.filter ?? []), ...older(row.name)]);
        return allOperators(property).some((operator) => !known.has(operator));
      }),
    ).toEqual(Object.keys(FILTERED));
  });
});

describe('the tables by themselves', () => {
  test.each(Object.entries(properties))(
    '%s: keyed by lower-cased name, no operator twice',
    (_kind, table) => {
      const names = [...table.values()].map(({ name }) => name.toLowerCase());
      expect([...table.keys()]).toEqual(names);
      const twice = [...table.values()].filter(
        (row) => new Set(allOperators(row)).size !== allOperators(row).length,
      );
      expect(twice).toEqual([]);
    },
  );

  test.each(kinds)('%s: what only advanced queries can do', (kind) => {
    const advanced: readonly Operator[] = ['ne', 'not', 'endsWith', 'count'];
    const early = [...properties[kind].values()].filter(({ filter }) =>
      filter?.default.some((operator) => advanced.includes(operator)),
    );
    expect(early).toEqual([]);
  });

  test('lists cannot hold what another store keeps', () => {
    const names = [...properties.user.values()].filter(({ inLists }) => !inLists).map(({ name }) => name);
    expect(names.toSorted().join(' ')).toBe(
      'aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools skills',
    );
  });
});
