import { expect, test } from 'vitest';
import { appId, extensionsYaml, otherAppId, owner, prefix } from './extension-files.ts';
import { loaded, tenantYaml, told } from './support.ts';

const place = (line: number): object => ({ file: 'tenant/extensions/all.yaml', line, column: 5 });

test('definitions as the plan needs them', () => {
  const { desired, problems } = loaded({
    'extensions/all.yaml': extensionsYaml.replace(appId, appId.toUpperCase()),
  });
  expect(problems).toEqual([]);
  expect(desired?.definitions).toHaveLength(14);
  expect(desired?.definitions[0]).toEqual({
    kind: 'directoryExtension',
    name: 'jobGroupTracker',
    wireName: `${prefix}jobGroupTracker`,
    owner: appId,
    type: 'String',
    targets: ['User'],
    multiValued: false,
    place: place(2),
  });
  expect(desired?.definitions[1]).toMatchObject({ targets: ['User', 'Group'], multiValued: true });
  expect(desired?.definitions[9]).toMatchObject({ name: 'gone', targets: [], delete: true });
  expect(desired?.definitions[11]).toEqual({
    kind: 'schemaExtension',
    id: 'contoso_old',
    owner: appId,
    status: 'Deprecated',
    targets: ['User'],
    properties: { note: 'String' },
    place: place(14),
  });
  expect(desired?.definitions[13]).toMatchObject({ id: 'contoso_gone', properties: {}, delete: true });
});

test('a description, and both lists may be absent', () => {
  const described = `schema: [{ id: a, ${owner}, description: What for, status: Available, targets: [Post], properties: { b: String } }]`;
  const { desired, problems } = loaded({
    'extensions/a.yaml': described,
    'extensions/b.yml': '{}',
    'extensions/c.yaml': '',
  });
  expect(problems).toEqual([]);
  expect(desired?.definitions).toMatchObject([{ description: 'What for' }]);
});

const other = `owner: { appId: ${otherAppId} }`;
const single = `${owner}, type: String, targets: [User]`;
const bag = 'status: Available, targets: [User], properties: { b: String }';
const again = 'Keep one entry and move to it what the other says. Until then neither is used.';

/** What is wrong in the lines of a file, by line and column. */
const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    [`directory: [{ name: 4th, ${single} }]`],
    [
      '1:21 (directory extension 4th) `name` must be made of letters A-Z a-z, digits and _, with a letter in front, not `4th`. Correct the value.',
    ],
  ],
  [
    [`schema: [{ id: contoso-courses, ${owner}, ${bag} }]`],
    [
      '1:16 (schema extension contoso-courses) `id` must be made of letters A-Z a-z, digits and _, with a letter in front, not `contoso-courses`. Correct the value.',
    ],
  ],
  [
    ['directory: [{}]'],
    [
      '1:13 The entry has no `name`, `owner`, `type` and `targets`. Add `name: jobGroupTracker`, `owner: { appId: APPLICATION-ID }`, `type: String` and `targets: [User]`.',
    ],
  ],
  [
    [`schema: [{ id: a, ${owner} }]`],
    [
      '1:10 (schema extension a) The entry has no `status`, `targets` and `properties`. Add `status: InDevelopment`, `targets: [User]` and `properties: { courseId: Integer }`.',
    ],
  ],
  [
    [`directory: [{ name: a, owner: { appId: me }, type: Text, targets: [user, Users, Post] }]`],
    [
      '1:40 (directory extension a) `appId` must be the application (client) id, such as 5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb, not `me`. Correct the value.',
      '1:52 (directory extension a) `type` must be `Binary`, `Boolean`, `DateTime`, `Integer`, `LargeInteger` or `String`, not `Text`. Write one of these, in the same capitals.',
      '1:68 (directory extension a) An entry of `targets` must be `User`, `Group`, `AdministrativeUnit`, `Application`, `Device` or `Organization`, not `user`; did you mean `User`? Write one of these, in the same capitals.',
      '1:74 (directory extension a) An entry of `targets` must be `User`, `Group`, `AdministrativeUnit`, `Application`, `Device` or `Organization`, not `Users`; did you mean `User`? Write one of these, in the same capitals.',
      '1:81 (directory extension a) An entry of `targets` must be `User`, `Group`, `AdministrativeUnit`, `Application`, `Device` or `Organization`, not `Post`. Write one of these, in the same capitals.',
    ],
  ],
  [
    [`directory: [{ name: a, ${owner}, type: String, targets: [] }]`],
    ['1:103 (directory extension a) `targets` is an empty list. Name at least one, or leave the key out.'],
  ],
  [
    [`directory: [{ name: a, ${single}, multivalued: true }]`],
    [
      '1:111 (directory extension a) `multivalued` is not known here; did you mean `multiValued`? Correct the spelling, or remove the key.',
    ],
  ],
  [
    ['directories: []'],
    [
      '1:1 `directories` is not known here; did you mean `directory`? Correct the spelling, or remove the key.',
    ],
  ],
  [['- name: a'], ['1:1 The file does not hold keys and values. Let it begin with `directory:`.']],
  [
    [`schema: [{ id: a, ${owner}, status: available, targets: [User], properties: {} }]`],
    [
      '1:83 (schema extension a) `status` must be `InDevelopment`, `Available` or `Deprecated`, not `available`; did you mean `Available`? Write one of these, in the same capitals.',
      '1:123 (schema extension a) `properties` names none of its parts. Write at least one part, or leave the key out.',
    ],
  ],
  [
    [
      `schema: [{ id: a, ${owner}, status: Available, targets: [User], properties: { b: LargeInteger, "c d": String, e: String, E: String } }]`,
    ],
    [
      '1:128 (schema extension a) `b` must be `Binary`, `Boolean`, `DateTime`, `Integer` or `String`, not `LargeInteger`. Write one of these, in the same capitals.',
      '1:142 (schema extension a) `c d` must be made of letters A-Z a-z, digits and _, with a letter in front. Give the property another name.',
      '1:168 (schema extension a) `E` differs from `e` in capitals only, which Graph takes for the same. Keep one of the two.',
    ],
  ],
  [
    [`directory: [{ name: a, ${single}, delete: true }]`],
    [
      '1:80 (directory extension a) An entry with `delete: true` declares nothing else, but this one has `type`. Keep only `name`, `owner` and `delete`, or remove `delete`.',
      '1:94 (directory extension a) An entry with `delete: true` declares nothing else, but this one has `targets`. Keep only `name`, `owner` and `delete`, or remove `delete`.',
    ],
  ],
  [
    ['schema: [{ id: a, delete: true }]'],
    ['1:10 (schema extension a) The entry has no `owner`. Add `owner: { appId: APPLICATION-ID }`.'],
  ],
  [
    ['directory:', `  - { name: a, ${single} }`, `  - { name: a, ${single} }`],
    [
      `3:5 (directory extension a) \`a\` is defined twice; the first time at tenant/extensions/a.yaml:2. ${again}`,
    ],
  ],
  [
    ['schema:', `  - { id: ext1234abcd_courses, ${owner}, ${bag} }`, `  - { id: Courses, ${other}, ${bag} }`],
    [
      `3:5 (schema extension Courses) \`Courses\` is defined twice; the first time at tenant/extensions/a.yaml:2. ${again}`,
    ],
  ],
  [
    [
      'directory:',
      `  - { name: a, ${single} }`,
      `  - { name: A, ${other}, type: String, targets: [Group, User] }`,
    ],
    [
      '3:5 (directory extension A) `A` is also the name of an extension of another application, at tenant/extensions/a.yaml:2, so a value or a rule with this name could mean either. Keep the one that entries and rules use in these files, or let them have no kind of object in common. Until then neither is used.',
    ],
  ],
  // From one application to another, and for different kinds of object: no value can mean both.
  [['directory:', `  - { name: a, ${single} }`, `  - { name: a, ${other}, delete: true }`], []],
  [
    ['directory:', `  - { name: a, ${single} }`, `  - { name: a, ${other}, type: String, targets: [Group] }`],
    [],
  ],
  [['directory:', `  - { name: a, ${single} }`, 'schema:', `  - { id: a, ${owner}, ${bag} }`], []],
  [
    [
      'schema:',
      ...['a', 'b', 'c', 'd', 'e'].map((id) => `  - { id: ${id}, ${owner}, ${bag} }`),
      `  - { id: f, ${other}, ${bag} }`,
    ],
    [],
  ],
  [
    ['schema:', ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => `  - { id: ${id}, ${owner}, ${bag} }`)],
    [
      `7:5 (schema extension f) The application ${appId} has 7 schema extensions here; the service takes at most 5 of one owner. Let another application own some of them, or delete what is no longer used.`,
    ],
  ],
];

test.each(cases)('%j', (lines, problems) => {
  const found = loaded({ 'extensions/a.yaml': lines.join('\n') }).problems;
  expect(told(found)).toEqual(problems.map((problem) => `tenant/extensions/a.yaml:${problem}`));
});

const authorities = (names: string): Record<string, string> => ({
  'extensions/all.yaml': extensionsYaml,
  'tenant.yaml': `${tenantYaml}authorities: [{ attributes: [${names}], owner: HR }]\n`,
});

test('an authority names values of extensions as entries do', () => {
  const { desired, problems } = loaded(
    authorities(
      'directoryExtensions.level, schemaExtensions.contoso_old, schemaExtensions.graphLearnCourses.done, openExtensions.com.contoso.a, onPremisesImmutableId',
    ),
  );
  expect(problems).toEqual([]);
  expect(desired?.settings.authorities[0]?.attributes).toEqual([
    `${prefix}level`,
    'schemaExtensions.contoso_old.note',
    'schemaExtensions.graphLearnCourses.done',
    'openExtensions.com.contoso.a',
    'onPremisesImmutableId',
  ]);
});

test.each([
  [
    'directoryExtensions.levl',
    'An entry of `attributes` names `levl`, which is not defined in `extensions/`; did you mean `level`? Correct the spelling, or define it.',
  ],
  [
    'schemaExtensions.none',
    'An entry of `attributes` names `none`, which is not defined in `extensions/`. Define it, or remove the entry.',
  ],
  [
    'schemaExtensions.contoso_old.nope',
    'An entry of `attributes` names `nope`, which is not defined in `extensions/`; did you mean `note`? Correct the spelling, or define it.',
  ],
  [
    'directoryExtension.level',
    'An entry of `attributes` must be one of the names in docs/attributes.md, not `directoryExtension.level`. Write one of these, in the same capitals.',
  ],
])('an authority for %s', (name, problem) => {
  expect(told(loaded(authorities(name)).problems)).toEqual([`tenant/tenant.yaml:3:30 ${problem}`]);
});
