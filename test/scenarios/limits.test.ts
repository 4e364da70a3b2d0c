import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attribute, Shape, Value } from '../../src/core/attributes/attribute.ts';
import { attributes } from '../../src/core/attributes/attributes.ts';
import { forms } from '../../src/core/attributes/forms.ts';
import { canonical, liveValue } from '../../src/core/attributes/value.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import type { Group, JsonObject, User } from '../../src/emulator/state.ts';

/**
 * The attribute table against the practice tenant, whose limits are its own. The table is not asked what the tenant should
 * say: every row is tried out over HTTP, and what does not agree is a departure.
 */

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const person = id(1);
const another = id(2);

const user = (number: number): User => ({
  id: id(number),
  userPrincipalName: `person${number}@contoso.com`,
  displayName: `Person ${number}`,
  mailNickname: `person${number}`,
  accountEnabled: true,
  userType: 'Member',
  usageLocation: 'CH',
});

/** The group on which an attribute is tried: only Microsoft 365 groups have a visibility, only dynamic ones a rule. */
const groups = { security: id(201), microsoft365: id(202), dynamic: id(203) } as const;
const group = (number: number, rest: Partial<Group>): Group => ({
  id: id(number),
  displayName: `Group ${number}`,
  mailNickname: `group${number}`,
  mailEnabled: false,
  securityEnabled: true,
  owners: [{ id: person }],
  ...rest,
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    throttling: false,
    state: {
      ...emptyState(),
      domains: [{ id: 'contoso.com', isVerified: true, isDefault: true, authenticationType: 'Managed' }],
      users: Array.from({ length: 120 }, (_, index) => user(index + 1)),
      groups: [
        group(201, {}),
        group(202, {
          groupTypes: ['Unified'],
          mailEnabled: true,
          securityEnabled: false,
          visibility: 'Private',
        }),
        group(203, {
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.city -eq "Bern"',
          membershipRuleProcessingState: 'On',
        }),
      ],
    },
  });
});
afterAll(() => emulator.close());

async function send(method: string, path: string, body?: unknown): Promise<number> {
  const response = await fetch(`${emulator.graph}${path}`, {
    method,
    headers: { authorization: 'Bearer practice', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.text();
  return response.status;
}

async function read(path: string): Promise<JsonObject> {
  const headers = { authorization: 'Bearer practice' };
  return (await (await fetch(`${emulator.graph}${path}`, { headers })).json()) as JsonObject;
}

function pathOf(row: Attribute): string {
  if (row.on === 'user') return `/users/${person}`;
  if (row.name === 'visibility') return `/groups/${groups.microsoft365}`;
  return `/groups/${row.update === 'rule' || row.update === 'processing' ? groups.dynamic : groups.security}`;
}

const reference = (who: string): JsonObject => ({ '@odata.id': `${emulator.graph}/directoryObjects/${who}` });

/** Writes a value the way the row says, without any of the checks that the program makes before it sends. */
async function write(row: Attribute, value: unknown): Promise<number> {
  const path = pathOf(row);
  switch (row.update) {
    case 'property':
    case 'processing':
      return await send('PATCH', path, { [row.read.property]: value });
    case 'rule':
      return await send('PATCH', path, {
        groupTypes: value === null ? [] : ['DynamicMembership'],
        [row.read.property]: value,
      });
    case 'merge':
    case 'whole':
      return await send('PATCH', path, { [row.read.property]: { [row.read.member ?? '']: value } });
    case 'reference':
      return value === null
        ? await send('DELETE', `${path}/${row.read.property}/$ref`)
        : await send(
            'PUT',
            `${path}/${row.read.property}/$ref`,
            reference(typeof value === 'string' ? value : ''),
          );
    case 'references':
    case 'creation':
    case 'extension':
      throw new Error(`${row.name} has tests of its own.`);
  }
}

async function readBack(row: Attribute): Promise<Value> {
  if (row.update === 'reference') {
    const whole = await read(`${pathOf(row)}?$select=id&$expand=${row.read.property}($select=id)`);
    const linked = whole[row.read.property];
    return typeof linked === 'object' && linked !== null && 'id' in linked && typeof linked['id'] === 'string'
      ? linked['id']
      : null;
  }
  const properties = row.on === 'group' ? `groupTypes,${row.read.property}` : row.read.property;
  return liveValue(row, await read(`${pathOf(row)}?$select=${properties}`));
}

/** Text of exactly so many characters that fits the form. */
function textOf(length: number, form?: string): string {
  return form === 'mail' ? `${'a'.repeat(length - '@x.ch'.length)}@x.ch` : 'a'.repeat(length);
}

/** Values that the row allows, and values just beyond, for everything that a shape can limit. */
function probes(shape: Shape): { readonly good: readonly unknown[]; readonly bad: readonly unknown[] } {
  switch (shape.type) {
    case 'text': {
      const { maxLength, form } = shape;
      if (form === 'userPrincipalName' || form === 'country' || form === 'immutableId')
        return formProbes[form];
      if (maxLength === undefined) return { good: ['x', 'long '.repeat(200).trim()], bad: [7, true, ['x']] };
      const kept = form === undefined ? ['Zürich / 3', textOf(maxLength)] : [textOf(maxLength)];
      return { good: kept, bad: [textOf(maxLength + 1), 7, ''] };
    }
    case 'rule':
      return { good: [rule(shape.maxLength)], bad: [rule(shape.maxLength + 1)] };
    case 'boolean':
      return { good: [false, true], bad: ['true', 'yes', 1] };
    case 'choice':
      return { good: shape.values, bad: ['Nonsense', 7] };
    case 'processing':
      return { good: ['Paused', 'On'], bad: ['Off', 'Stopped'] };
    case 'dateTime':
      return {
        good: ['2026-03-02T09:00:00Z', '2026-03-02', '2026-03-02T10:00:00+02:00'],
        bad: ['tomorrow', '2026-13-45', 7],
      };
    case 'texts': {
      const { maxItems, maxLength, form } = shape;
      const item = (number: number): string => (form === 'mail' ? `a${number}@x.ch` : `+41 ${number}`);
      const list = (length: number): string[] => Array.from({ length }, (_, index) => item(index));
      return {
        good: [list(maxItems), ...(maxLength === undefined ? [] : [[textOf(maxLength, form)]])],
        bad: [
          list(maxItems + 1),
          'no list',
          ...(maxLength === undefined ? [] : [[textOf(maxLength + 1, form)]]),
        ],
      };
    }
    case 'user':
      return { good: [another], bad: [groups.security, id(999)] };
    case 'users':
    case 'extension':
    case 'structure':
      throw new Error('Owners and extensions have tests of their own.');
  }
}

const formProbes = {
  country: { good: ['BR', 'DE'], bad: ['BRA', 'B', '41', 'Brazil'] },
  userPrincipalName: {
    good: ["o'neill-x.y_z!#^~1@contoso.com", 'person1@contoso.com'],
    bad: ['no-at-sign', 'two words@contoso.com', 'zoë@contoso.com', 'person1@elsewhere.com'],
  },
  immutableId: { good: ['MyIRAFVEd2aImaq7zN3u/w=='], bad: ['a$b', 'a_b', '', 7] },
};

const rule = (length: number): string => {
  const frame = 'user.city -eq ""';
  return frame.replace('""', `"${'x'.repeat(length - frame.length)}"`);
};

/** Everything in which the practice tenant does not agree with a row; empty where the row is right. */
async function departures(row: Attribute): Promise<readonly string[]> {
  const { good, bad } = probes(row.shape);
  const found: string[] = [];
  for (const value of good) {
    const status = await write(row, value);
    if (status !== 204) found.push(`${shown(value)} is refused with ${status}`);
    else if (!same(await readBack(row), canonical(row, value)))
      found.push(`${shown(value)} is read back as ${shown(await readBack(row))}`);
  }
  for (const value of bad) {
    const status = await write(row, value);
    if (status !== 400 && status !== 404) found.push(`${shown(value)} is taken with ${status}`);
  }
  return [...found, ...(await clearingDepartures(row, good[0]))];
}

async function clearingDepartures(row: Attribute, value: unknown): Promise<readonly string[]> {
  await write(row, value);
  const empty = row.clearing === 'emptyList' ? [] : null;
  const status = await write(row, empty);
  const cleared = status === 204 && same(await readBack(row), canonical(row, empty));
  await write(row, value);
  if (row.clearing === 'never') return status === 204 ? [`${shown(empty)} clears it`] : [];
  // An empty list is how a list is cleared because null is refused.
  const byNull = row.clearing === 'emptyList' && (await write(row, null)) === 204;
  return [
    ...(cleared ? [] : [`${shown(empty)} does not clear it: ${status}`]),
    ...(byNull ? ['null clears it too'] : []),
  ];
}

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}"…`;
}

/** Rows whose value is no property that a PATCH could write. */
const apart = ['owners', 'type'];
const rows: readonly Attribute[] = [...attributes.user, ...attributes.group].filter(
  ({ name }) => !apart.includes(name),
);

describe('the practice tenant agrees with the table about', () => {
  test.each(rows.map((row) => ({ title: `${row.on} ${row.name}`, row })))('$title', async ({ row }) => {
    expect(await departures(row)).toEqual(expectedDepartures[`${row.on} ${row.name}`] ?? []);
  });
});

/** Where the table is stricter than the practice tenant, or the attribute needs more than a PATCH; each with its reason. */
const expectedDepartures: Readonly<Record<string, readonly string[]>> = {
  // The documentation lists the values and does not say what becomes of others, so the tenant takes any text.
  'user passwordPolicies': ['"Nonsense" is taken with 204'],
  // Only while the group is created; afterwards the plan blocks it (`visibilityFixed`). What null does is not documented.
  'group visibility': ['"HiddenMembership" is refused with 400', 'null clears it'],
  // What null does is not documented either; the table goes the way of the documented values.
  'group membershipRuleProcessingState': ['null clears it'],
};

describe('characters: the practice tenant agrees with the form', () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  test.each([
    { form: 'userPrincipalName', on: 'user', around: (it: string) => `a${it}b@contoso.com`, but: [] },
    // That nicknames are ASCII is documented for groups alone; for users the table keeps to it as well.
    {
      form: 'mailNickname',
      on: 'user',
      around: (it: string) => `a${it}b`,
      but: ['é is taken', '健 is taken'],
    },
    { form: 'mailNickname', on: 'group', around: (it: string) => `a${it}b`, but: [] },
  ] as const)('$form of a $on', async ({ form, on, around, but }) => {
    const path = on === 'user' ? `/users/${person}` : `/groups/${groups.security}`;
    const disagreed: string[] = [];
    for (const character of [...printable, 'é', '健']) {
      const value = around(character);
      const taken = (await send('PATCH', path, { [form]: value })) === 204;
      if (taken !== new RegExp(forms[form].pattern, 'u').test(value))
        disagreed.push(`${character} ${taken ? 'is taken' : 'is refused'}`);
    }
    expect(disagreed).toEqual(but);
  });
});

describe('members of a complex value', () => {
  const complex = rows.filter(({ update }) => update === 'merge' || update === 'whole');

  /** What becomes of the other members when one is written alone: that is all the difference between the two. */
  async function actual(row: Attribute): Promise<string> {
    const others = complex.filter(
      (each) => each.on === row.on && each.read.property === row.read.property && each !== row,
    );
    await send('PATCH', pathOf(row), {
      [row.read.property]: Object.fromEntries(
        [row, ...others].map((each) => [each.read.member ?? '', 'before']),
      ),
    });
    await write(row, 'after');
    const left = await Promise.all(others.map(readBack));
    if (left.every((value) => value === 'before')) return 'merge';
    return left.every((value) => value === null) ? 'whole' : 'neither';
  }

  test.each(complex.map((row) => ({ name: row.name, update: row.update, row })))(
    '$name is written as $update',
    async ({ row }) => expect(await actual(row)).toBe(row.update),
  );

  test('there are both', () => {
    expect(new Set(complex.map(({ update }) => update))).toEqual(new Set(['merge', 'whole']));
  });
});

describe('owners', () => {
  const row = attributes.group.find(({ name }) => name === 'owners');
  const most = row?.shape.type === 'users' ? row.shape.maxItems : 0;
  const path = `/groups/${groups.security}/owners`;

  test('as many as the table allows, and not one more', async () => {
    for (let number = 2; number <= most; number++)
      expect(await send('POST', `${path}/$ref`, reference(id(number)))).toBe(204);
    expect(await send('POST', `${path}/$ref`, reference(id(most + 1)))).toBe(403);
    expect(row?.read).toEqual({ property: 'owners' });
    expect((await read(`${path}?$select=id&$top=999`))['value']).toHaveLength(most);
  });

  test('the last one stays, so the list cannot be cleared', async () => {
    for (let number = most; number > 1; number--) await send('DELETE', `${path}/${id(number)}/$ref`);
    expect(await send('DELETE', `${path}/${id(1)}/$ref`)).toBe(400);
    expect(row?.clearing).toBe('never');
  });
});

describe('the type of a group', () => {
  const row = attributes.group.find(({ name }) => name === 'type');

  test('can be chosen while the group is created', async () => {
    const bodies = {
      security: { groupTypes: [], mailEnabled: false, securityEnabled: true },
      microsoft365: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
    };
    expect(row?.shape).toEqual({ type: 'choice', values: Object.keys(bodies) });
    for (const [name, body] of Object.entries(bodies))
      expect(await send('POST', '/groups', { displayName: name, mailNickname: `new-${name}`, ...body })).toBe(
        201,
      );
  });

  test('cannot be changed afterwards', async () => {
    expect(row?.update).toBe('creation');
    expect(await send('PATCH', `/groups/${groups.security}`, { groupTypes: ['Unified'] })).toBe(400);
    expect(await send('PATCH', `/groups/${groups.microsoft365}`, { groupTypes: [] })).toBe(400);
  });
});

describe('a wrong row is found out', () => {
  const find = (name: string): Attribute => {
    const row = rows.find((each) => each.name === name);
    if (!row) throw new Error(`no row ${name}`);
    return row;
  };
  const reshaped = (name: string, shape: Partial<Shape>): Attribute => {
    const row = find(name);
    return { ...row, shape: { ...row.shape, ...shape } as Shape };
  };

  const limited = rows.flatMap((row) =>
    'maxLength' in row.shape && row.shape.maxLength !== undefined
      ? [{ name: row.name, most: row.shape.maxLength }]
      : [],
  );
  test.each(
    limited.flatMap(({ name, most }) => [
      { name, wrong: most + 1 },
      { name, wrong: most - 1 },
    ]),
  )('$name of $wrong characters', async ({ name, wrong }) =>
    expect(await departures(reshaped(name, { maxLength: wrong }))).not.toEqual([]),
  );

  test.each([
    { what: 'one business phone more', row: reshaped('businessPhones', { maxItems: 2 }) },
    { what: 'one other mail more', row: reshaped('otherMails', { maxItems: 251 }) },
    { what: 'one other mail less', row: reshaped('otherMails', { maxItems: 249 }) },
    {
      what: 'a user type that does not exist',
      row: reshaped('userType', { values: ['Member', 'Guest', 'Visitor'] }),
    },
    {
      what: 'an age group that does not exist',
      row: reshaped('ageGroup', { values: ['Minor', 'Teenager'] }),
    },
    {
      what: 'a country as any text',
      row: reshaped('usageLocation', { type: 'text', maxLength: 64, form: 'mail' }),
    },
    { what: 'a job title that cannot be cleared', row: { ...find('jobTitle'), clearing: 'never' as const } },
    {
      what: 'a display name that can be cleared',
      row: { ...find('displayName'), clearing: 'null' as const },
    },
    { what: 'a list that null clears', row: { ...find('otherMails'), clearing: 'null' as const } },
    {
      what: 'another property',
      row: { ...find('city'), read: { property: 'state' }, update: 'whole' as const },
    },
    { what: 'a property that does not exist', row: { ...find('city'), read: { property: 'town' } } },
  ])('$what', async ({ row }) => expect(await departures(row)).not.toEqual([]));
});
