import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whatIf } from '../../src/commands/what-if.ts';
import { why } from '../../src/commands/why.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { width } from '../../src/render/text/lines.ts';
import { yaml } from '../scenarios/support-practice.ts';
import { ended, start, temporary } from '../support/cli.ts';
import { asking, tenantYaml, type Asking } from './asking.ts';

const engineering = '990d3cd8-381d-422f-850c-86bd84e0164b';
const files = {
  'tenant.yaml': tenantYaml,
  'groups/all.yaml': yaml('groups', [
    { group: 'engineers', id: engineering },
    { group: 'new-one', displayName: 'New', type: 'security', mailNickname: 'new' },
  ]),
};
const adele = 'adele.vance@contoso.com';

function shown({ printed }: Asking): string {
  const text = printed();
  expect(text.split('\n').filter((line) => width(line) > 80)).toEqual([]);
  return text;
}

test.each([
  ['its key in the files', 'engineers'],
  ['its display name', 'sg-engineering'],
  ['its id', engineering.toUpperCase()],
])('why, the group named by %s', async (_, group) => {
  const practice = await asking({ state: contoso() }, files);
  expect(await why({ ...practice.options, user: adele, group }, practice.world)).toBe(0);
  const text = shown(practice);
  expect(text).toContain('Entra says:    is a member');
  expect(text).toContain('The rule says: a member');
  expect(text).toMatch(/department is\s+"Engeneering"\)\s+<- decides/);
});

test.each([
  ['lynne.robbins@contoso.com', 'SG-Engineering', 'is no member', 'The rule says: no member'],
  [adele, 'SG-Guests', 'is no member', 'Processing of the group is paused'],
])('why %s is in %s or not', async (user, group, entra, rule) => {
  const practice = await asking({ state: contoso() }, files);
  await why({ ...practice.options, user, group }, practice.world);
  const text = shown(practice);
  expect(text).toContain(entra);
  expect(text).toContain(rule);
});

test('why, for a group whose members are assigned', async () => {
  const state = contoso();
  const assigned = state.groups.find(
    (each) =>
      (each.members?.length ?? 0) > 0 && !(each['groupTypes'] as string[]).includes('DynamicMembership'),
  );
  const member = state.users.find(({ id }) => assigned?.members?.some((each) => each.id === id));
  const practice = await asking({ state }, files);
  await why({ ...practice.options, user: member?.id ?? '', group: assigned?.id ?? '' }, practice.world);
  const text = shown(practice);
  expect(text).toContain('is a member');
  expect(text).toContain('members are assigned');
});

test('why, where Entra and the rule do not agree', async () => {
  const state = contoso();
  const group = state.groups.find(({ id }) => id === engineering);
  if (group) group.members = [];
  const practice = await asking({ state }, files);
  await why({ ...practice.options, user: adele, group: engineering }, practice.world);
  expect(shown(practice)).toContain('Entra and the rule do not agree');
});

test.each([
  [{ user: 'adele.vanc@contoso.com' }, /no user adele\.vanc/, /adele\.vance@contoso\.com/],
  [{ user: 'Adele Vance' }, /no user Adele Vance/, /adele\.vance@contoso\.com/],
  [{ group: 'SG-Enginering' }, /no group SG-Enginering/, /SG-Engineering/],
  [{ group: 'new-one' }, /not in the tenant yet/, /apply/],
  [{ group: '?' }, /no group \?/, /by id/],
])('a name that means nobody: %j', async (given, message, remedy) => {
  const { options, world } = await asking({ state: contoso() }, files);
  const failed = await why({ ...options, user: adele, group: 'engineers', ...given }, world).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(TenantryError);
  const [problem] = (failed as TenantryError).problems;
  expect(problem?.message).toMatch(message);
  expect(problem?.remedy).toMatch(remedy);
});

test.each([
  [
    ['department=Sales', 'usageLocation=CH'],
    ['− leaves SG-Engineering', '+ enters SG-Sales-EMEA', 'enter 1 group and leave 2 groups'],
  ],
  [['extensionAttribute1=contractor'], ['+ enters SG-Contractors', 'enter 1 group and leave none']],
  [['department=null'], ['department: Engeneering → (none)', '− leaves SG-Engineering']],
  [['DEPARTMENT=Engineering'], ['− leaves LIC-Visio-Engineering', 'assigns Visio Plan 2']],
  [['userType=guest'], ['+ enters SG-Guests', 'it is paused']],
  [['accountEnabled=false'], ['− leaves All Staff']],
  [['employeeType=x'], ['Rules cannot read employeeType', 'enter and leave no group']],
  [['department=Engeneering'], ['(as it is)', 'enter and leave no group']],
  [['manager=lee.gu@contoso.com'], ['manager: ', 'enter and leave no group']],
])('what if %j', async (values, expected) => {
  const practice = await asking({ state: contoso() }, files);
  const before = practice.emulator.state();
  expect(await whatIf({ ...practice.options, user: adele, values }, practice.world)).toBe(0);
  const text = shown(practice);
  for (const each of expected) expect(text).toContain(each);
  expect(practice.emulator.state()).toEqual(before);
});

test.each([
  ['department', /ATTRIBUTE=VALUE/],
  ['=x', /ATTRIBUTE=VALUE/],
  ['deprtment=x', /department/],
  ['user.departmnt=x', /department/],
  ['department=', /department=null/],
  ['displayName=null', /cleared/],
  ['accountEnabled=perhaps', /true or false/],
  ['userType=Robot', /Member, Guest/],
  ['employeeHireDate=soon', /date/],
  ['usageLocation=Brazil', /two-letter/],
  [`department=${'x'.repeat(65)}`, /64/],
  ['manager=nobody@contoso.com', /no user/],
])('a value that cannot be assumed: %s', async (value, expected) => {
  const { options, world } = await asking({ state: contoso() }, files);
  const failed = await whatIf({ ...options, user: adele, values: [value] }, world).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(TenantryError);
  const told = (failed as TenantryError).problems.map(({ message, remedy }) => `${message} ${remedy}`).join();
  expect(told).toMatch(expected);
});

test('entries with problems are left out and counted; questions are answered all the same', async () => {
  const broken = { ...files, 'users/all.yaml': 'users:\n  - user: adele\n    nonsense: 1\n' };
  const practice = await asking({ state: contoso() }, broken);
  expect(await why({ ...practice.options, user: adele, group: 'engineers' }, practice.world)).toBe(0);
  expect(practice.said()).toMatch(/problems? in the files under tenant/);
});

test('the program asks a practice tenant', async () => {
  const { emulator } = await asking({ state: contoso() });
  const trace = join(temporary(), 'trace.har');
  const run = (...args: string[]) => ended(start([...args, '--endpoint', emulator.graph]));
  const [first, second, third] = await Promise.all([
    run('why', adele, 'SG-Engineering'),
    run('whatif', adele, 'department=Sales', 'tenant'),
    run('calibrate', '--trace', trace),
  ]);
  expect(first).toMatchObject({ code: 0 });
  expect(second?.stdout).toContain('Nothing was written');
  expect(third?.stdout).toContain('Agreement: 100.00 %');
  const har = readFileSync(trace, 'utf8');
  expect(har).toContain('/v1.0/users');
  expect(har).not.toMatch(/Bearer (?!REDACTED)/);
});
