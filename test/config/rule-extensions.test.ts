import { describe, expect, test } from 'vitest';
import { extensionsYaml, otherAppId, owner, prefix } from './extension-files.ts';
import { loaded, told, user } from './support.ts';

const definitions = extensionsYaml.replace(
  'schema:',
  `  - { name: department, ${owner}, type: String, targets: [User] }
  - { name: costCenter, ${owner}, type: Integer, targets: [User] }
schema:`,
);
const files = {
  'extensions/all.yaml': definitions,
  'users/a.yaml': user('openExtensions: { com.contoso.socialSettings: { skypeId: adele } }'),
};

function load(rule: string): ReturnType<typeof loaded> {
  const lines = ['groups:', '  - group: g', '    membership:', `      rule: ${JSON.stringify(rule)}`, ''];
  return loaded({ ...files, 'groups/a.yaml': lines.join('\n') });
}
const ruleIn = ({ desired }: ReturnType<typeof loaded>): unknown =>
  desired?.groups[0]?.attributes['membershipRule']?.value;

describe('a short name becomes the name that Graph has', () => {
  test.each([
    ['user.jobGroupTracker -eq "E4"', `user.${prefix}jobGroupTracker -eq "E4"`],
    ['(User.JOBGROUPTRACKER   -ne null)', `(User.${prefix}jobGroupTracker   -ne null)`],
    [
      'user.city -eq "user.level" -and user.level -eq "3" -and user.jobGroupTracker -in ["a"]',
      `user.city -eq "user.level" -and user.${prefix}level -eq "3" -and user.${prefix}jobGroupTracker -in ["a"]`,
    ],
    // What Microsoft documents goes first, and what people try in vain goes after what is defined here.
    ['user.department -eq "IT"', 'user.department -eq "IT"'],
    [`user.${prefix}department -eq "IT"`, `user.${prefix}department -eq "IT"`],
    ['user.costCenter -eq "4711"', `user.${prefix}costCenter -eq "4711"`],
    // Defined elsewhere, as Entra Connect does.
    [
      `user.extension_${otherAppId.replaceAll('-', '')}_x -eq "1"`,
      `user.extension_${otherAppId.replaceAll('-', '')}_x -eq "1"`,
    ],
  ])('%s', (rule, expanded) => {
    const read = load(rule);
    expect([told(read.problems), ruleIn(read)]).toEqual([[], expanded]);
  });
});

const at = 'tenant/groups/a.yaml:4:13 (group g) ';
const instead = 'use a directory extension with one value, or extensionAttribute1 to 15';

test.each([
  [
    'user.jobGroupTraker -eq "a"',
    'Rules have no property user.jobGroupTraker, at `user.jobGroupTraker -eq "a"`. Did you mean user.jobGroupTracker?',
  ],
  [
    'user.skills -any (_ -eq "a")',
    'Rules have no property user.skills, at `user.skills -any (_ -eq "a")`. It is a directory extension with a list of values, as tenant/extensions/all.yaml:3 says, and rules read single values only.',
  ],
  [
    `user.${prefix}skills -eq "a"`,
    `Rules have no property user.${prefix}skills, at \`user.extension_b7d8e648520f41d…\`. It is a directory extension with a list of values, as tenant/extensions/all.yaml:3 says, and rules read single values only.`,
  ],
  [
    'user.purpose -eq "a"',
    'Rules have no property user.purpose, at `user.purpose -eq "a"`. It is a directory extension that is not for users, as tenant/extensions/all.yaml:10 says, and rules read values of users.',
  ],
  [
    'user.gone -eq "a"',
    'Rules have no property user.gone, at `user.gone -eq "a"`. It is a directory extension that is to be deleted, at tenant/extensions/all.yaml:11.',
  ],
  [
    'device.jobGroupTracker -eq "a"',
    'Rules have no property device.jobGroupTracker, at `device.jobGroupTracker -eq "a"`. Rules about devices read no directory extensions.',
  ],
  [
    'user.directoryExtensions.jobGroupTracker -eq "a"',
    'Rules have no property user.directoryExtensions.jobGroupTracker, at `user.directoryExtensions.jobGr…`. Write user.jobGroupTracker.',
  ],
  [
    'user.graphLearnCourses -eq "a"',
    `Rules have no property user.graphLearnCourses, at \`user.graphLearnCourses -eq "a"\`. Rules cannot read schema extensions; ${instead}.`,
  ],
  [
    'user.graphLearnCourses.courseId -eq "a"',
    `Rules have no property user.graphLearnCourses.courseId, at \`user.graphLearnCourses.courseI…\`. Rules cannot read schema extensions; ${instead}.`,
  ],
  [
    'user.courseId -eq "a"',
    `Rules have no property user.courseId, at \`user.courseId -eq "a"\`. Rules cannot read schema extensions; ${instead}.`,
  ],
  [
    'user.com.contoso.socialSettings.skypeId -eq "a"',
    `Rules have no property user.com.contoso.socialSettings.skypeId, at \`user.com.contoso.socialSetting…\`. Rules cannot read open extensions; ${instead}.`,
  ],
])('%s', (rule, problem) => {
  const read = load(rule);
  expect(told(read.problems)).toEqual([at + problem]);
  expect(read.desired?.groups).toEqual([]);
});

test('places in problems and findings are those of the text as written', () => {
  const { problems, findings } = load(
    'user.jobGroupTracker -eq "a" -and user.city -contains "b" -and user.nothing -eq "c"',
  );
  expect(told(problems)).toEqual([
    expect.stringContaining('Rules have no property user.nothing, at `user.nothing -eq "c"`.'),
  ]);
  expect(findings.map((each) => each.message)).toEqual([
    expect.stringContaining('at `user.city -contains "b" -and u…`'),
  ]);
});

test('values compare as text', () => {
  expect(told(load('user.level -eq 3').problems)).toEqual([
    `${at}level is text, and 3 is not, at \`3\`. Put it in quotes: "3".`,
  ]);
});

const rule = (count: number): string =>
  Array.from({ length: count }, () => 'user.level -eq "1"').join(' -or ');

test('the full names count for the length of a rule', () => {
  expect(rule(50).length).toBeLessThan(3072);
  const read = load(rule(50));
  expect(told(read.problems)).toEqual([
    expect.stringMatching(
      /^tenant\/groups\/a\.yaml:4:13 \(group g\) The rule has 3,295 characters with the full names of its directory extensions; the service takes at most 3,072, at .* Shorten it by 223\.$/,
    ),
  ]);
  expect(read.desired?.groups).toEqual([]);
  expect(load(rule(46)).problems).toEqual([]);
});

test('a rule that names a definition with a problem is not used, and nothing is said twice', () => {
  const rule = { 'groups/a.yaml': 'groups: [{ group: g, membership: { rule: user.tracker -ne null } }]' };
  for (const extensions of [
    'directory: [',
    `directory: [{ name: tracker, ${owner}, type: Strin, targets: [User] }]`,
  ]) {
    const { desired, problems } = loaded({ ...rule, 'extensions/a.yaml': extensions });
    expect(problems.map((each) => each.place?.file)).toEqual(['tenant/extensions/a.yaml']);
    expect(desired?.groups).toEqual([]);
  }
});
