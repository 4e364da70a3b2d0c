import { describe, expect, test } from 'vitest';
import type { DesiredDefinition, DesiredObject } from '../../src/core/desired/desired.ts';
import type { Live, LiveDefinitions, LiveObject } from '../../src/core/live/live.ts';
import { covers } from '../../src/core/approval/cover.ts';
import { stillWanted } from '../../src/core/approval/still-wanted.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const appId = '00112233-4455-6677-8899-aabbccddeeff';
const place = { file: 'tenant/extensions/all.yaml', line: 1, column: 1 };
const wireName = 'extension_00112233445566778899aabbccddeeff_jobGroup';

const directory = (rest: object = {}): DesiredDefinition => ({
  kind: 'directoryExtension',
  name: 'jobGroup',
  wireName,
  owner: appId,
  type: 'String',
  targets: ['User'],
  multiValued: false,
  place,
  ...rest,
});
const schema = (rest: object = {}): DesiredDefinition => ({
  kind: 'schemaExtension',
  id: 'courses',
  owner: appId,
  status: 'InDevelopment',
  targets: ['User', 'Group'],
  properties: { courseId: 'Integer', title: 'String' },
  place,
  ...rest,
});
const liveDirectory = {
  id: id(90),
  name: wireName,
  dataType: 'String',
  isMultiValued: false,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
};
const liveSchema = {
  id: 'extabcd1234_courses',
  description: null,
  owner: appId,
  status: 'InDevelopment',
  targetTypes: ['User', 'Group'],
  properties: [
    { name: 'courseId', type: 'Integer' },
    { name: 'title', type: 'String' },
  ],
};
const owner = { id: id(80), appId, displayName: 'HR' };

interface Given {
  readonly definitions?: readonly DesiredDefinition[];
  readonly entries?: readonly DesiredObject[];
  readonly there?: Partial<LiveDefinitions>;
  readonly users?: readonly LiveObject[];
  readonly groups?: readonly LiveObject[];
}
function plan({ definitions = [], entries = [], there = {}, users = [], groups = [] }: Given): Plan {
  const tenant: Live = live(users, groups, {
    definitions: { applications: [owner], directory: [], schema: [], ...there },
  });
  return planOf({ ...desired(entries), definitions }, tenant);
}
const keys = ({ operations }: Plan): readonly string[] =>
  operations.map(({ phase, key, dependsOn }) =>
    [phase, key, ...dependsOn.map((each) => `after ${each}`)].join(' | '),
  );
const reasons = ({ blocked }: Plan): readonly string[] =>
  blocked.map(({ key, reason }) => `${key}: ${reason}`);
const adele = liveUser(1, 'adele@contoso.com');
const userKey = `user:${id(1)}`;

describe('a definition that is not there', () => {
  test('is created before its values, which travel by themselves and overwrite what reappears', () => {
    const made = plan({
      definitions: [directory()],
      entries: [user('adele@contoso.com', { [wireName]: 'E4', department: 'Sales' })],
      users: [adele],
    });
    expect(keys(made)).toEqual([
      `definitions | directoryExtension:${wireName} create`,
      `attributes | ${userKey} ${wireName} | after directoryExtension:${wireName} create`,
      `attributes | ${userKey} profile`,
    ]);
    expect(made.operations[0]?.write).toEqual({
      type: 'createDirectoryExtension',
      application: id(80),
      body: { name: 'jobGroup', dataType: 'String', targetObjects: ['User'] },
    });
    expect(made.operations[1]).toMatchObject({ overwrites: true, write: { body: { [wireName]: 'E4' } } });
    expect(made.changes[0]?.consequence).toMatch(/reappear/);
  });

  test('holds the rules that read it', () => {
    const made = plan({
      definitions: [directory()],
      entries: [group('g', { membershipRule: `user.${wireName} -eq "E4"` }, { id: id(5) })],
      groups: [
        liveGroup(5, 'G', {
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.city -eq "x"',
          membershipRuleProcessingState: 'On',
        }),
      ],
    });
    expect(keys(made)).toEqual([
      `definitions | directoryExtension:${wireName} create`,
      `rules | group:${id(5)} rule | after directoryExtension:${wireName} create`,
    ]);
  });

  test('needs its owner, and its values wait for it', () => {
    const made = plan({
      definitions: [directory()],
      entries: [user('adele@contoso.com', { [wireName]: 'E4' })],
      users: [adele],
      there: { applications: [] },
    });
    expect(made.unresolved).toMatchObject([{ kind: 'directoryExtension', label: 'jobGroup' }]);
    expect(reasons(made)).toEqual([`${userKey}/${wireName}: definitionMissing`]);
    expect(made.operations).toEqual([]);
  });

  test('as a schema extension begins InDevelopment and is made Available by a write of its own', () => {
    const made = plan({
      definitions: [schema({ status: 'Available' })],
      entries: [user('adele@contoso.com', { 'schemaExtensions.courses.courseId': 100 })],
      users: [adele],
    });
    expect(keys(made)).toEqual([
      'definitions | schemaExtension:courses create',
      'attributes | schemaExtension:courses publish | after schemaExtension:courses create',
      `attributes | ${userKey} schemaExtensions.courses | after schemaExtension:courses create`,
    ]);
    expect(made.operations.map(({ write }) => write)).toEqual([
      {
        type: 'createSchemaExtension',
        body: {
          id: 'courses',
          owner: appId,
          targetTypes: ['Group', 'User'],
          properties: [
            { name: 'courseId', type: 'Integer' },
            { name: 'title', type: 'String' },
          ],
        },
      },
      { type: 'updateSchemaExtension', id: 'courses', body: { owner: appId, status: 'Available' } },
      { type: 'update', kind: 'user', body: { courses: { courseId: 100 } } },
    ]);
  });

  test('that is Deprecated can no longer be read, which is as declared; its values cannot be held against anything', () => {
    const made = plan({
      definitions: [schema({ status: 'Deprecated' })],
      entries: [user('adele@contoso.com', { 'schemaExtensions.courses.courseId': 100 })],
      users: [adele],
    });
    expect(made.changes).toEqual([]);
    expect(reasons(made)).toEqual([`${userKey}/schemaExtensions.courses.courseId: definitionMissing`]);
  });
});

describe('a definition that is there', () => {
  const there = { directory: [liveDirectory], schema: [liveSchema] };

  test('and as declared wants nothing, under the id that Graph made of its name', () => {
    const made = plan({ definitions: [directory(), schema()], there });
    expect([made.changes, made.blocked]).toEqual([[], []]);
  });

  test('of a schema extension is written to under its real id', () => {
    const made = plan({
      definitions: [schema()],
      entries: [user('adele@contoso.com', { 'schemaExtensions.courses.title': 'Go' })],
      users: [{ ...adele, extabcd1234_courses: { courseId: 1, title: 'Old' } }],
      there,
    });
    expect(made.changes).toMatchObject([{ before: 'Old', after: 'Go' }]);
    expect(made.operations[0]?.write).toMatchObject({ body: { extabcd1234_courses: { title: 'Go' } } });
  });

  test.each([
    { what: 'another type', change: { type: 'Integer' } },
    { what: 'other targets', change: { targets: ['Group', 'User'] } },
    { what: 'several values', change: { multiValued: true } },
  ])('a directory extension is fixed: $what', ({ change }) => {
    const made = plan({ definitions: [directory(change)], there });
    expect(made.blocked.map(({ reason }) => reason)).toEqual(['definitionFixed']);
    expect(made.operations).toEqual([]);
  });

  test.each([
    { what: 'grows', change: { properties: { courseId: 'Integer', title: 'String', level: 'String' } } },
    { what: 'becomes Available', change: { status: 'Available' } },
    { what: 'is described', change: { description: 'Courses' } },
  ])('a schema extension $what', ({ change }) => {
    const made = plan({ definitions: [schema(change)], there });
    expect(keys(made)).toEqual(['definitions | schemaExtension:courses update']);
    expect(made.operations[0]?.write).toMatchObject({ id: 'extabcd1234_courses', body: { owner: appId } });
  });

  test.each([
    { what: 'skips a status', change: { status: 'Deprecated' }, status: 'InDevelopment' },
    { what: 'goes back', change: { status: 'InDevelopment' }, status: 'Available' },
    { what: 'loses a property', change: { properties: { title: 'String' } }, status: 'InDevelopment' },
    {
      what: 'changes a type',
      change: { properties: { courseId: 'String', title: 'String' } },
      status: 'InDevelopment',
    },
  ])('a schema extension never $what', ({ change, status }) => {
    const made = plan({
      definitions: [schema({ status, ...change })],
      there: { schema: [{ ...liveSchema, status }] },
    });
    expect(made.blocked.map(({ reason }) => reason)).toEqual(['definitionFixed']);
  });

  test('made by Entra Connect is left alone', () => {
    const made = plan({
      definitions: [directory({ type: 'Integer' })],
      there: { directory: [{ ...liveDirectory, isSyncedFromOnPremises: true }] },
    });
    expect(made.blocked.map(({ reason }) => reason)).toEqual(['syncedDefinition']);
  });
});

describe('a definition is deleted', () => {
  const there = { directory: [liveDirectory], schema: [liveSchema] };
  const holder = { ...adele, [wireName]: 'E4', extabcd1234_courses: { courseId: 1, title: null } };

  test('after its values, behind its guard, with a word about those who cannot be checked', () => {
    const made = plan({ definitions: [directory({ delete: true })], there, users: [holder] });
    expect(keys(made)).toEqual([
      `attributes | ${userKey} directoryExtensions`,
      `deletions | directoryExtension:${wireName} delete | after ${userKey} directoryExtensions`,
    ]);
    expect(made.changes.find(({ attribute }) => attribute === 'exists')?.consequence).toMatch(
      /Deleted users and groups cannot be checked/,
    );
    expect(made.guards.find(({ guard }) => guard === 'definitionsDeleted')?.verdict).toBe('refused');
    expect(made.counts.cleared).toBe(1);
  });

  test('of a schema extension while it is InDevelopment', () => {
    const made = plan({ definitions: [schema({ delete: true })], there, users: [holder] });
    expect(made.changes.map(({ key }) => key)).toEqual([
      'schemaExtension:courses/exists',
      `${userKey}/schemaExtensions.courses.courseId`,
    ]);
  });

  test.each([
    {
      what: 'is Available',
      given: {
        definitions: [schema({ delete: true })],
        there: { schema: [{ ...liveSchema, status: 'Available' }] },
      },
      reason: 'definitionFixed',
    },
    {
      what: 'is also for devices',
      given: {
        definitions: [directory({ delete: true })],
        there: { directory: [{ ...liveDirectory, targetObjects: ['User', 'Device'] }] },
      },
      reason: 'definitionInUse',
    },
    {
      what: 'is read by a rule',
      given: {
        definitions: [directory({ delete: true })],
        there,
        groups: [
          liveGroup(5, 'G', {
            groupTypes: ['DynamicMembership'],
            membershipRule: `user.${wireName} -eq "E4"`,
          }),
        ],
      },
      reason: 'definitionInUse',
    },
    {
      what: 'has a value that cannot be written',
      given: {
        definitions: [directory({ delete: true })],
        there,
        users: [{ ...holder, isManagementRestricted: true }],
      },
      reason: 'definitionInUse',
    },
  ])('but not where it $what', ({ given, reason }) => {
    const made = plan(given);
    expect(made.blocked.map((each) => each.reason)).toEqual([reason]);
    expect(made.operations).toEqual([]);
  });

  test('and where it is gone already there is nothing to do', () => {
    expect(plan({ definitions: [directory({ delete: true })] }).changes).toEqual([]);
  });
});

describe('open extensions', () => {
  const social = 'openExtensions.com.contoso.social';
  const write = (before: object | undefined, after: object | null) =>
    plan({
      entries: [user('adele@contoso.com', { [social]: after as never })],
      users: [before ? { ...adele, openExtensions: { 'com.contoso.social': before } } : adele],
    }).operations.map((operation) => operation.write);

  test.each([
    { what: 'created', before: undefined, after: { a: 1 }, type: 'createOpenExtension' },
    { what: 'replaced as a whole', before: { b: 2 }, after: { a: 1 }, type: 'replaceOpenExtension' },
    { what: 'deleted', before: { a: 1 }, after: null, type: 'deleteOpenExtension' },
  ])('are $what', ({ before, after, type }) => {
    expect(write(before, after)).toMatchObject([
      { type, name: 'com.contoso.social', ...(after ? { body: after } : {}) },
    ]);
  });

  test('are compared without the order of their members', () => {
    expect(write({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toEqual([]);
  });

  test('are two for each object', () => {
    const made = plan({
      entries: [
        user('adele@contoso.com', {
          'openExtensions.a': { x: 1 },
          'openExtensions.b': { x: 1 },
          'openExtensions.c': { x: 1 },
        }),
      ],
      users: [adele],
    });
    expect(made.blocked.map(({ reason }) => reason)).toEqual(Array(3).fill('tooManyExtensions'));
  });
});

test('a new group gets its extension values once it is there', () => {
  const made = plan({
    definitions: [directory({ targets: ['Group'] })],
    there: { directory: [{ ...liveDirectory, targetObjects: ['Group'] }] },
    entries: [
      group('new', {
        displayName: 'New',
        mailNickname: 'new',
        type: 'security',
        extensionAttribute1: 'x',
        [wireName]: 'E4',
        'openExtensions.com.contoso.social': { a: 1 },
      }),
    ],
  });
  expect(keys(made)).toEqual([
    'creations | group:new create',
    'attributes | group:new directoryExtensions | after group:new create',
    'attributes | group:new extensionAttributes | after group:new create',
    'attributes | group:new openExtensions.com.contoso.social | after group:new create',
  ]);
  expect(made.operations[0]?.changes).not.toContain('group:new/extensionAttribute1');
});

describe('a run that goes on', () => {
  const made = plan({
    definitions: [directory(), schema({ status: 'Available' })],
    entries: [user('adele@contoso.com', { [wireName]: 'E4' })],
    users: [adele],
  });
  const removing = plan({
    definitions: [directory({ delete: true })],
    there: { directory: [liveDirectory] },
    users: [{ ...adele, [wireName]: 'E4' }],
  });
  const wanting = (definitions: readonly DesiredDefinition[], entries: readonly DesiredObject[] = []) =>
    stillWanted({ ...desired(entries), definitions }, live([adele]));

  test.each([
    {
      what: 'what the files still say',
      of: made,
      wanted: wanting(
        [directory(), schema({ status: 'Available' })],
        [user('adele@contoso.com', { [wireName]: 'E4' })],
      ),
      expected: made.changes.map(({ key }) => key),
    },
    { what: 'no definition that was taken out', of: made, wanted: wanting([]), expected: [] },
    {
      what: 'no status that was taken back',
      of: made,
      wanted: wanting([schema()]),
      expected: made.changes
        .map(({ key }) => key)
        .filter((key) => key.startsWith('schemaExtension:') && !key.endsWith('/status')),
    },
    {
      what: 'a deletion with the values before it',
      of: removing,
      wanted: wanting([directory({ delete: true })]),
      expected: removing.changes.map(({ key }) => key),
    },
    { what: 'no deletion that was taken back', of: removing, wanted: wanting([directory()]), expected: [] },
  ])('does $what', ({ of, wanted, expected }) => {
    expect(of.changes.filter(wanted).map(({ key }) => key)).toEqual(expected);
  });

  test('a reviewed definition covers itself, whatever the order of its parts', () => {
    const { changes } = made;
    const turned = changes.map((change) =>
      change.attribute === 'properties'
        ? { ...change, after: { title: 'String', courseId: 'Integer' } }
        : change,
    );
    expect(covers([made], { ...made, changes: turned })).toBe(true);
    const other = changes.map((change) =>
      change.attribute === 'properties' ? { ...change, after: { title: 'String' } } : change,
    );
    expect(covers([made], { ...made, changes: other })).toBe(false);
  });
});
