import { expect, test } from 'vitest';
import { calibrate } from '../../src/commands/calibrate.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import type { Group, State } from '../../src/emulator/state.ts';
import { width } from '../../src/render/text/lines.ts';
import { id } from '../support/tenant.ts';
import { asking, tenantYaml, type Asking } from './asking.ts';

const dynamic = (number: number, displayName: string, membershipRule: string, rest: object = {}): Group => ({
  id: id(number),
  displayName,
  mailNickname: `group${number}`,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: ['DynamicMembership'],
  membershipRule,
  membershipRuleProcessingState: 'On',
  members: [],
  ...rest,
});

/** Contoso with more groups. */
const withGroups = (...groups: readonly Group[]): State => {
  const state = contoso();
  state.groups = [...state.groups, ...groups].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return state;
};

async function report({ options, world, printed }: Asking): Promise<Readonly<Record<string, unknown>>> {
  expect(await calibrate({ ...options, json: true, detailedExitcode: false }, world)).toBe(0);
  return JSON.parse(printed()) as Readonly<Record<string, unknown>>;
}

async function text({ options, world, printed }: Asking): Promise<string> {
  await calibrate({ ...options, json: false, detailedExitcode: false }, world);
  const shown = printed();
  expect(shown.split('\n').filter((line) => width(line) > 80)).toEqual([]);
  return shown;
}

test('on the practice tenant everything agrees', async () => {
  const practice = await asking({ state: contoso() });
  const found = await report(practice);
  expect(found).toMatchObject({
    agreement: 1,
    disagreeing: 0,
    undetermined: 0,
    users: contoso().users.length,
  });
  expect(found['pairs']).toBeGreaterThan(300);
  expect(await text(practice)).toContain('Agreement: 100.00 %');
  const { options, world } = practice;
  expect(await calibrate({ ...options, json: false, detailedExitcode: true }, world)).toBe(0);
  expect(
    practice.emulator.requests().requests.every(({ method }) => method === 'GET' || method === 'POST'),
  ).toBe(true);
});

test('every construct of the language agrees with the emulator, which evaluates by itself', async () => {
  const lee =
    contoso().users.find(({ userPrincipalName }) => userPrincipalName.startsWith('lee.gu'))?.id ?? '';
  const rules = [
    'user.department -ne "Sales"',
    'user.city -notIn ["Zürich", "Berlin"]',
    'user.jobTitle -match "^.*Engineer$"',
    'user.jobTitle -notMatch "e{2}"',
    'user.displayName -startsWith "a" -or user.displayName -notStartsWith "m"',
    'user.mail -contains "CONTOSO" -and -not (user.userType -eq "Guest")',
    'user.usageLocation -eq null',
    'user.accountEnabled -eq false',
    'user.otherMails -any (_ -endsWith ".com")',
    'user.proxyAddresses -all (_ -startsWith "smtp:")',
    'user.employeeHireDate -le system.now -minus p30d',
    `Direct Reports for "${lee}"`,
  ];
  const practice = await asking({
    state: withGroups(...rules.map((rule, at) => dynamic(at + 1, `Construct ${at}`, rule))),
  });
  practice.emulator.settle({ all: true });
  const found = await report(practice);
  expect(found).toMatchObject({ disagreeing: 0 });
  const constructs = (found['constructs'] as { construct: string }[]).map(({ construct }) => construct);
  for (const each of ['-ne', '-notIn', '-match', '-any', '-all', '-not', 'null', 'Direct Reports'])
    expect(constructs).toContain(each);
});

test('a generated tenant agrees as well', async () => {
  const practice = await asking({ state: contoso(), users: 400, groups: 60, throttling: false });
  practice.emulator.settle({ all: true });
  const found = await report(practice);
  expect(found).toMatchObject({ agreement: 1, disagreeing: 0 });
  expect(found['memberships']).toBeGreaterThan(400);
  await text(practice);
});

test('a misjudged group shows up with its people and the reason', async () => {
  const rule = 'user.extensionAttribute1 -ne "Contractor"';
  const practice = await asking({
    state: withGroups(dynamic(1, 'Misjudged', rule, { _service: { misjudges: true } })),
  });
  practice.emulator.settle({ all: true });
  const found = await report(practice);
  expect(found['agreement']).toBeLessThan(1);
  const [worst] = found['groups'] as {
    name: string;
    disagreeing: number;
    disagreements: { entra: boolean; because: string; count: number; people: unknown[] }[];
  }[];
  expect(worst?.name).toBe('Misjudged');
  expect(worst?.disagreements).toHaveLength(1);
  expect(worst?.disagreements[0]).toMatchObject({ entra: false, because: rule, count: worst?.disagreeing });
  expect(worst?.disagreements[0]?.people).toHaveLength(20);
  const shown = await text(practice);
  expect(shown).toMatch(/a member by the rule, not to Entra:\s+\S+@/);
  expect(shown).toMatch(/and \d+ more/);
  expect(shown).not.toContain('Agreement: 100');
  const { options, world } = practice;
  expect(await calibrate({ ...options, json: false, detailedExitcode: true }, world)).toBe(2);
});

test('paused, frozen and device groups stand apart and count nothing', async () => {
  const practice = await asking({
    state: withGroups(
      dynamic(1, 'Paused one', 'user.accountEnabled -eq true', { membershipRuleProcessingState: 'Paused' }),
      dynamic(2, 'Frozen one', `user.memberOf -any (group.objectId -in ['${id(1)}'])`),
      dynamic(3, 'Device one', 'device.deviceOSType -eq "Windows"'),
    ),
  });
  const found = await report(practice);
  expect(found).toMatchObject({
    agreement: 1,
    frozen: [{ id: id(2), name: 'Frozen one' }],
  });
  expect(found['device']).toContainEqual({ id: id(3), name: 'Device one' });
  const paused = found['paused'] as { name: string; disagreeing: number }[];
  expect(paused[0]?.name).toBe('Paused one');
  expect(paused[0]?.disagreeing).toBeGreaterThan(10);
  const shown = await text(practice);
  for (const name of ['Paused one', 'Frozen one', 'Device one']) expect(shown).toContain(name);
});

test('names from the tenant cannot paint the terminal', async () => {
  const practice = await asking({
    state: withGroups(dynamic(1, 'Evil\u001B[2J\u202E', 'user.accountEnabled -eq true')),
  });
  const shown = await text(practice);
  expect(shown).toContain('Evil\\u{1b}');
  expect(shown).not.toContain('\u001B');
});

test('another tenant than tenant.yaml names is refused', async () => {
  const { options, world } = await asking(
    { state: contoso() },
    { 'tenant.yaml': tenantYaml.replace('84841066', '00000000') },
  );
  await expect(calibrate({ ...options, json: false, detailedExitcode: false }, world)).rejects.toThrow(
    /answers for the tenant Contoso/,
  );
});
