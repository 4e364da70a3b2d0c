import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { practiceApplication } from '../../src/emulator/http/caller.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { practise, settings, yaml, type Practice, type Texts } from './support-practice.ts';

/** Definitions and values of all kinds of extension, on the practice tenant, over HTTP. */

const appId = '00112233-4455-6677-8899-aabbccddeeff';
const wire = (name: string): string => `extension_00112233445566778899aabbccddeeff_${name}`;

const state: State = {
  ...emptyState(),
  users: ['adele', 'lee', 'megan'].map((name, index) => ({
    id: id(index + 1),
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    mailNickname: name,
    accountEnabled: true,
    userType: 'Member',
  })),
  groups: [
    {
      id: id(51),
      displayName: 'team',
      mailNickname: 'team',
      uniqueName: 'team',
      mailEnabled: false,
      securityEnabled: true,
      owners: [{ id: id(1) }],
    },
  ],
  applications: [
    { id: id(80), appId, displayName: 'HR' },
    { id: id(81), appId: practiceApplication.appId, displayName: 'Tenantry' },
  ],
};

/** What the files say, as data; the texts are made of it. */
interface Files {
  readonly directory?: readonly object[];
  readonly schema?: readonly object[];
  readonly users?: Readonly<Record<string, object>>;
  readonly group?: object;
}
const textsOf = ({ directory = [], schema = [], users = {}, group = {} }: Files): Texts => ({
  'tenant.yaml': settings,
  'extensions/all.yaml': `directory: ${JSON.stringify(directory)}\nschema: ${JSON.stringify(schema)}\n`,
  'users/all.yaml': yaml(
    'users',
    Object.entries(users).map(([name, values]) => ({ user: `${name}@contoso.com`, ...values })),
  ),
  'groups/all.yaml': yaml('groups', [{ group: 'team', ...group }]),
});

const owner = { appId };
const level = { name: 'level', owner, type: 'String', targets: ['User', 'Group'] };
const courses = {
  id: 'courses',
  // Only its owner sees a definition that is InDevelopment.
  owner: { appId: practiceApplication.appId },
  status: 'InDevelopment',
  targets: ['User', 'Group'],
  properties: { courseId: 'Integer', title: 'String' },
};

let practice: Practice;
const start = async (options: EmulatorOptions = {}): Promise<Practice> =>
  (practice = await practise({ state, throttling: false, ...options }));
afterEach(() => practice.close());

async function reach(files: Files): Promise<void> {
  const { exitCode, report } = await practice.apply(textsOf(files));
  expect(report?.operations.filter(({ outcome }) => outcome !== 'applied') ?? []).toEqual([]);
  expect(exitCode).toBe(0);
  const again = await practice.plan(textsOf(files));
  expect([again.changes, again.blocked, again.unresolved]).toEqual([[], [], []]);
}
const userOf = (number: number) => practice.emulator.state().users.find((user) => user.id === id(number));

/** The value of a schema extension under whatever id Graph made of its name. */
const coursesOf = (object: object | undefined): unknown =>
  Object.entries(object ?? {}).find(([name]) => name.endsWith('_courses'))?.[1];

test('all four kinds: created, changed, cleared and deleted, each as declared', async () => {
  await start();
  const social = { 'com.contoso.social': { skypeId: 'adele', likes: ['tea', 'rain'] } };
  await reach({
    directory: [level, { ...level, name: 'badges', multiValued: true }],
    schema: [courses],
    users: {
      adele: {
        extensionAttribute1: 'Contractor',
        directoryExtensions: { level: 'E4', badges: ['b', 'a'] },
        schemaExtensions: { courses: { courseId: 100, title: 'Go' } },
        openExtensions: social,
      },
    },
    group: {
      extensionAttribute2: 'x',
      directoryExtensions: { level: 'G1' },
      schemaExtensions: { courses: { courseId: 7 } },
      openExtensions: { 'com.contoso.team': { room: 12 } },
    },
  });
  expect(userOf(1)).toMatchObject({ [wire('level')]: 'E4', [wire('badges')]: ['a', 'b'] });
  expect(coursesOf(userOf(1))).toEqual({ courseId: 100, title: 'Go' });
  const [group] = practice.emulator.state().groups;
  expect(group).toMatchObject({ [wire('level')]: 'G1' });
  expect(coursesOf(group)).toEqual({ courseId: 7 });

  await reach({
    directory: [level, { ...level, name: 'badges', multiValued: true }],
    schema: [{ ...courses, status: 'Available', properties: { ...courses.properties, hours: 'Integer' } }],
    users: {
      adele: {
        directoryExtensions: { level: 'E5', badges: null },
        schemaExtensions: { courses: { title: null, hours: 3 } },
        openExtensions: { 'com.contoso.social': { skypeId: 'adele.v' } },
      },
    },
    group: { openExtensions: { 'com.contoso.team': null } },
  });
  expect(coursesOf(userOf(1))).toEqual({ courseId: 100, hours: 3 });
  expect(JSON.stringify(userOf(1))).toContain('adele.v');
  expect(JSON.stringify(userOf(1))).not.toContain('likes');
  expect(JSON.stringify(practice.emulator.state().groups)).not.toContain('com.contoso.team');

  await reach({ directory: [{ name: 'level', owner, delete: true }] });
  expect(JSON.stringify(practice.emulator.state().users)).not.toContain('E5');
  expect(practice.emulator.state().extensionProperties.map(({ name }) => name)).toEqual([wire('badges')]);
});

test.each(['replace', 'merge'] as const)(
  'an open extension is whole and exact, whether a PATCH is taken to %s',
  async (openExtensionPatch) => {
    await start({ openExtensionPatch });
    await reach({ users: { lee: { openExtensions: { 'com.contoso.x': { a: 1, b: 2 } } } } });
    await reach({ users: { lee: { openExtensions: { 'com.contoso.x': { b: 3 } } } } });
    expect(JSON.stringify(userOf(2))).not.toContain('"a":1');
  },
);

test('values that an earlier definition of the name left behind reappear, and are as declared in the end', async () => {
  await start();
  await reach({ directory: [level], users: { adele: { directoryExtensions: { level: 'old' } } } });
  const [definition] = practice.emulator.state().extensionProperties;
  await fetch(
    `${practice.emulator.graph}/applications/${id(80)}/extensionProperties/${JSON.stringify(definition?.['id']).replaceAll('"', '')}`,
    { method: 'DELETE', headers: { authorization: 'Bearer practice' } },
  );
  const again = { directory: [level], users: { adele: { directoryExtensions: { level: 'new' } } } };
  const plan = await practice.plan(textsOf(again));
  expect(plan.changes.find(({ attribute }) => attribute === 'exists')?.consequence).toMatch(/reappear/);
  await reach(again);
  expect(userOf(1)).toMatchObject({ [wire('level')]: 'new' });
});

test('a rule by the short name moves people by the values of the same apply', async () => {
  await start();
  // Capitals, because rules are read without regard to them and Graph's answers are not.
  const jobLevel = { ...level, name: 'jobLevel' };
  const texts = {
    ...textsOf({ directory: [jobLevel], users: { adele: { directoryExtensions: { jobLevel: 'E4' } } } }),
    'groups/readers.yaml': yaml('groups', [
      {
        group: 'readers',
        displayName: 'Readers',
        mailNickname: 'readers',
        type: 'security',
        membership: { rule: 'user.joblevel -eq "E4"', processing: 'on' },
      },
    ]),
  };
  const plan = await practice.plan(texts);
  expect(plan.impact).toMatchObject([{ group: 'group:readers', enters: 1, before: 0 }]);
  expect((await practice.apply(texts)).exitCode).toBe(0);
  practice.emulator.settle();
  expect((await practice.plan(texts)).changes).toEqual([]);
  const group = practice.emulator.state().groups.find(({ uniqueName }) => uniqueName === 'readers');
  expect(group).toMatchObject({
    membershipRule: `user.${wire('jobLevel')} -eq "E4"`,
    members: [{ id: id(1) }],
  });
});

describe('a law', () => {
  const types = {
    text: ['String', fc.constantFrom('a', 'bb', 'ü', '2026-01-01')],
    number: ['Integer', fc.integer({ min: -100, max: 100 })],
    big: ['LargeInteger', fc.constantFrom(9_007_199_254_740_991, -1)],
    yes: ['Boolean', fc.boolean()],
    day: ['DateTime', fc.constantFrom('2026-03-02T09:00:00Z', '2026-03-02T10:00:00+02:00')],
    bytes: ['Binary', fc.constantFrom('AAEC', '/w==')],
  } as const;
  const names = Object.keys(types) as (keyof typeof types)[];
  const definitionOf = (name: keyof typeof types) => ({ ...level, name, type: types[name][0] });
  const values = (declared: readonly (keyof typeof types)[]) =>
    fc
      .record(
        Object.fromEntries(
          declared.map((name) => [name, fc.option(types[name][1] as fc.Arbitrary<unknown>)]),
        ),
        { requiredKeys: [] },
      )
      .map((some) => (Object.keys(some).length === 0 ? {} : { directoryExtensions: some }));
  const member = fc.option(fc.constantFrom('x', 'y'));
  const open = fc.option(
    fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom(1, 'two', true), { minKeys: 1 }),
  );
  const files = fc
    .subarray(names)
    .chain((declared) =>
      fc.record({
        declared: fc.constant(declared),
        gone: fc.subarray(names.filter((name) => !declared.includes(name))),
        people: fc.array(fc.record({ directory: values(declared), title: member, open }), {
          minLength: 3,
          maxLength: 3,
        }),
      }),
    )
    .map(({ declared, gone, people }): Files => {
      const [first, ...others] = people.map(({ directory, title, open: social }) => ({
        ...directory,
        schemaExtensions: { courses: { title } },
        openExtensions: { 'com.contoso.x': social },
      }));
      return {
        directory: [...declared.map(definitionOf), ...gone.map((name) => ({ name, owner, delete: true }))],
        schema: [courses],
        users: { adele: others[0] ?? {}, lee: others[1] ?? {} },
        group: first ?? {},
      };
    });

  test('whatever files follow each other, each apply ends as declared, and the next plan is empty', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(files, { minLength: 2, maxLength: 3 }), async (sequence) => {
        await start();
        try {
          for (const each of sequence) await reach(each);
        } finally {
          await practice.close();
        }
      }),
      { numRuns: 25 },
    );
    expect((await start()).emulator.state().extensionProperties).toEqual([]);
  });
});

test('a rule that reads an extension whose definition is gone neither stops a plan nor a question', async () => {
  await start({
    state: {
      ...state,
      groups: [
        {
          id: id(52),
          displayName: 'ghost',
          mailNickname: 'ghost',
          mailEnabled: false,
          securityEnabled: true,
          groupTypes: ['DynamicMembership'],
          membershipRule: `user.${wire('gone')} -eq "E4" -or user.city -eq "Bern"`,
          membershipRuleProcessingState: 'On',
        },
      ],
    },
  });
  const plan = await practice.plan({
    'tenant.yaml': settings,
    'users/all.yaml': yaml('users', [{ user: 'adele@contoso.com', city: 'Bern' }]),
  });
  expect(plan.impact).toMatchObject([{ group: `group:${id(52)}`, enters: 1 }]);
});
