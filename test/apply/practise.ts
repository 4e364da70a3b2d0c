import { afterEach } from 'vitest';
import { connectTenant } from '../../src/adapters/tenant/connect-tenant.ts';
import { apply } from '../../src/apply/apply.ts';
import type { DesiredObject } from '../../src/core/desired/desired.ts';
import { makePlan } from '../../src/core/plan/make-plan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { Clock } from '../../src/ports.ts';
import { read } from '../../src/read/read.ts';
import { desired, group, id, now, user } from '../support/tenant.ts';
import { createFile } from './world.ts';

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

const person = (number: number, name: string, rest: object = {}) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  department: 'Sales',
  ...rest,
});

export const team = (number: number, name: string, rest: object = {}) => ({
  id: id(number),
  displayName: name,
  mailNickname: name,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: [],
  owners: [{ id: id(3) }],
  ...rest,
});

/** A practice tenant, the real reader and writer, and a clock on which waiting takes no time. */
export async function practise(options: EmulatorOptions = {}) {
  const state = {
    ...emptyState(),
    users: [
      person(1, 'adele', { employeeOrgData: { division: 'Field', costCenter: '7' }, manager: { id: id(3) } }),
      person(2, 'lee', { onPremisesExtensionAttributes: { extensionAttribute2: 'kept' } }),
      person(3, 'megan'),
    ],
    groups: [
      team(11, 'assigned', { members: [{ id: id(1) }] }),
      team(12, 'dynamic', {
        groupTypes: ['DynamicMembership'],
        membershipRule: '(user.department -eq "Sales")',
        membershipRuleProcessingState: 'On',
      }),
      team(13, 'obsolete'),
    ],
  };
  const emulator = await startEmulator({ state, seed: 1, ...options });
  running.push(emulator);
  let passed = 0;
  const clock: Clock = {
    now: () => new Date(now.getTime() + passed),
    async sleep(ms) {
      await new Promise((resolve) => setImmediate(resolve));
      passed += ms;
      emulator.advance(ms);
    },
  };
  const graph = connectTenant({
    cloud: 'global',
    endpoint: new URL(emulator.graph),
    tenantId: emulator.state().organization.id,
    tokens: { graph: () => Promise.resolve('practice'), exchange: () => Promise.resolve('practice') },
    clock,
    random: () => 0.5,
  });
  const plan = async (entries: readonly DesiredObject[]): Promise<Plan> =>
    makePlan({
      head: desired(entries),
      live: await read(graph.reader, [desired(entries)], new Date()),
      now,
      provenance: { tool: 'test', directory: 'tenant', endpoint: emulator.graph },
    });
  const run = (of: Plan, rest: Partial<Parameters<typeof apply>[0]> = {}) =>
    apply({
      plan: of,
      writer: graph.writer,
      clock,
      journal: createFile(),
      endpoint: emulator.graph,
      ...rest,
    });
  return { emulator, plan, run, writer: graph.writer };
}

export const owners = (...people: string[]) => ({
  mode: 'exact' as const,
  users: people.map((name) => `${name}@contoso.com`),
});

/** One entry for every kind of write that there is. */
export const everything: readonly DesiredObject[] = [
  user('adele@contoso.com', {
    department: 'Engineering',
    jobTitle: 'Engineer',
    mobilePhone: '+55 11 95555 0101',
    businessPhones: ['+55 11 5555 0100'],
    'employeeOrgData.division': 'Cloud',
    extensionAttribute1: 'Contractor',
    manager: null,
  }),
  user('lee@contoso.com', { department: null, extensionAttribute1: 'x', manager: 'megan@contoso.com' }),
  group(
    'assigned',
    { membershipRule: '(user.department -eq "Engineering")', owners: owners('lee') },
    { id: id(11) },
  ),
  group(
    'dynamic',
    {
      description: 'By rule',
      membershipRule: '(user.jobTitle -eq "Engineer")',
      membershipRuleProcessingState: 'Paused',
    },
    { id: id(12) },
  ),
  group('obsolete', {}, { id: id(13), delete: true }),
  group("o'brien", {
    displayName: "O'Brien",
    mailNickname: 'obrien',
    type: 'security',
    membershipRule: '(user.department -eq "Engineering")',
    owners: owners('lee', 'megan'),
  }),
];
