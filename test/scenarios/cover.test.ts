import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { State } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { practise, settings, yaml, type Entry, type Practice, type Texts } from './support-practice.ts';

/** An approved plan meets a tenant that moved on, over HTTP. */

const person = (number: number, name: string) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  department: 'Sales',
});
const state: State = {
  ...emptyState(),
  users: [person(1, 'adele'), person(2, 'lee'), person(3, 'megan')],
  groups: [
    {
      id: id(50),
      displayName: 'Engineers',
      mailNickname: 'engineers',
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.jobTitle -eq "Nobody"',
      membershipRuleProcessingState: 'On',
      owners: [{ id: id(1) }, { id: id(2) }],
    },
  ],
};
const wants = (more: readonly Entry[] = [], groups: readonly Entry[] = []): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', [
    { user: 'adele@contoso.com', department: 'IT', jobTitle: 'Lead' },
    { user: 'lee@contoso.com', department: 'IT' },
    ...more,
  ]),
  'groups/all.yaml': yaml('groups', groups),
});
const rule = {
  group: 'engineers',
  id: id(50),
  membership: { rule: 'user.department -eq "IT"' },
};

let practice: Practice;
beforeEach(async () => {
  practice = await practise({ state });
});
afterEach(() => practice.close());

const department = (number: number): unknown =>
  practice.emulator.state().users.find((user) => user.id === id(number))?.['department'];
/** As one line, whatever the width. */
const said = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Somebody else's application writes to a user. */
async function otherApplication(number: number, body: object): Promise<void> {
  const claims = { appid: id(70), app_displayname: 'HR sync', oid: id(71) };
  const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const response = await fetch(`${practice.emulator.graph}/users/${id(number)}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(204);
}

describe('what somebody changed since the approval is held', () => {
  test('with what was approved, what is there, who did it, and what waits for it; the rest runs', async () => {
    const texts = wants([], [rule]);
    const approved = await practice.plan(texts);
    practice.emulator.edit('user', id(1), { department: 'Legal\u001b[2J' });
    const { exitCode, stdout, report } = await practice.apply(texts, approved);
    expect(exitCode).toBe(6);
    expect([department(1), department(2)]).toEqual(['Legal\u001b[2J', 'IT']);
    const day = new Date(practice.emulator.clock.now()).toISOString().slice(0, 10);
    expect(said(stdout)).toContain(
      String.raw`department: approved Sales → IT, now Legal\u{1b}[2J → IT the live value was changed by somebody since the approval: Portal Administrator (admin@contoso.com) on ${day}`,
    );
    expect(said(stdout)).toContain('Held with it, in the same write: jobTitle');
    expect(said(stdout)).toContain('Held because they depend on it: Engineers (');
    expect(stdout).not.toContain('\u001b');
    const held = report?.operations.filter(({ outcome }) => outcome === 'held') ?? [];
    expect(held.length).toBeGreaterThan(1);
    for (const { message } of held) expect(message).toContain('Portal Administrator (admin@contoso.com)');
    expect(held.map(({ message }) => message).join()).toContain(
      `It needs "user:${id(1)} profile", which is held`,
    );
  });

  test('an application is named as one', async () => {
    const approved = await practice.plan(wants());
    await otherApplication(1, { department: null });
    const { exitCode, stdout } = await practice.apply(wants(), approved);
    expect(exitCode).toBe(6);
    expect(said(stdout)).toMatch(
      /approved Sales → IT, now \(none\) → IT the live value .*: HR sync \(application\) on/,
    );
  });

  test('an owner whom an application removed', async () => {
    const texts = wants(
      [],
      [{ group: 'engineers', id: id(50), owners: ['adele@contoso.com', 'megan@contoso.com'] }],
    );
    const approved = await practice.plan(texts);
    const response = await fetch(`${practice.emulator.graph}/groups/${id(50)}/owners/${id(2)}/$ref`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer practice' },
    });
    expect(response.status).toBe(204);
    const { exitCode, stdout } = await practice.apply(texts, approved);
    expect(exitCode).toBe(6);
    expect(said(stdout)).toMatch(
      /owners: approved adele@contoso\.com, lee@contoso\.com → .* since the approval: Tenantry \(practice\) \(application\) on/,
    );
  });

  test.each([
    [403, 'grant the application the permission AuditLog.Read.All'],
    [503, 'The audit log, which tells who it was, did not answer.'],
    [429, 'The audit log, which tells who it was, did not answer.'],
  ])('where the audit log answers %i the apply goes on without', async (status, sentence) => {
    const approved = await practice.plan(wants());
    practice.emulator.edit('user', id(1), { department: 'Legal' });
    practice.emulator.addFault({ status, path: '/auditLogs/', times: 1 });
    const { exitCode, stdout } = await practice.apply(wants(), approved);
    expect(exitCode).toBe(6);
    expect(said(stdout)).toContain(sentence);
    expect(stdout).not.toContain('Portal Administrator');
    expect(department(2)).toBe('IT');
  });
});

test('nobody is asked who did it where nothing was changed', async () => {
  const approved = await practice.plan(wants());
  const more = wants([{ user: 'megan@contoso.com', department: 'IT' }]);
  const { exitCode, stdout } = await practice.apply(more, approved);
  expect(exitCode).toBe(6);
  expect(said(stdout)).toContain('department: Sales → IT it is not in the approved plan');
  const asked = practice.emulator.requests().requests.filter(({ path }) => path.includes('/auditLogs/'));
  expect(asked).toEqual([]);
  expect([department(2), department(3)]).toEqual(['IT', 'Sales']);
});

test('a partial plan applies its part and nothing else, and holds nothing', async () => {
  const { 'tenant.yaml': tenant = '' } = wants();
  const part = yaml('users', [{ user: 'lee@contoso.com', department: 'IT' }]);
  const approved = {
    ...(await practice.plan({ 'tenant.yaml': tenant, 'users/all.yaml': part })),
    only: ['user:lee@contoso.com'],
  };
  const { exitCode, report } = await practice.apply(wants(), approved);
  expect(exitCode).toBe(0);
  expect(report?.counts).toMatchObject({ applied: 1, held: 0 });
  expect([department(1), department(2)]).toEqual(['Sales', 'IT']);
});

test('what became unnecessary needs nothing', async () => {
  const approved = await practice.plan(wants());
  practice.emulator.edit('user', id(1), { department: 'IT', jobTitle: 'Lead' });
  const { exitCode, report } = await practice.apply(wants(), approved);
  expect(exitCode).toBe(0);
  expect(report?.counts).toMatchObject({ applied: 1, held: 0 });
});

test('who was renamed since is named as lost, and the rest runs', async () => {
  const approved = await practice.plan(wants());
  practice.emulator.edit('user', id(1), { userPrincipalName: 'adele.vance@contoso.com' });
  const { exitCode, stdout, report } = await practice.apply(wants(), approved);
  expect(exitCode).toBe(6);
  expect(said(stdout)).toContain(
    'Approved, but no longer possible ? adele@contoso.com department: approved Sales → IT',
  );
  expect(report?.counts).toMatchObject({ applied: 1 });
});

test('a group that was deleted since is named as lost, with who deleted it', async () => {
  const texts = wants([], [rule]);
  const approved = await practice.plan(texts);
  const response = await fetch(`${practice.emulator.graph}/groups/${id(50)}`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer practice' },
  });
  expect(response.status).toBe(204);
  const { exitCode, stdout, report } = await practice.apply(texts, approved);
  expect(exitCode).toBe(6);
  expect(said(stdout)).toMatch(
    /no longer possible \? Engineers membershipRule: approved .*: Tenantry \(practice\) \(application\) on/,
  );
  expect(report?.counts).toMatchObject({ applied: 2, held: 0 });
});

test('where nothing but what was lost is left, nothing is written and the exit code says so', async () => {
  const texts = { 'tenant.yaml': settings, 'groups/all.yaml': yaml('groups', [rule]) };
  const approved = await practice.plan(texts);
  await fetch(`${practice.emulator.graph}/groups/${id(50)}`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer practice' },
  });
  const { exitCode, journal } = await practice.apply(texts, approved);
  expect({ exitCode, journal }).toEqual({ exitCode: 6, journal: '' });
});

test('of a group that was created before the journal got lost the rest is held, since anybody may have made it', async () => {
  const made = {
    group: 'sg-it',
    displayName: 'IT',
    mailNickname: 'it',
    type: 'security',
    owners: ['adele@contoso.com', 'lee@contoso.com'],
    membership: { rule: 'user.department -eq "IT"', processing: 'on' },
  };
  const texts = wants([], [made]);
  const approved = await practice.plan(texts);
  // The engine alone: nothing of this is found later.
  await practice.run({
    ...approved,
    operations: approved.operations.filter(
      ({ phase, key }) => phase === 'creations' || key.includes(`add owner ${id(1)}`),
    ),
  });
  practice.emulator.settle({ all: true });
  const { exitCode, stdout, report } = await practice.apply(texts, approved);
  expect(said(stdout)).not.toContain('Worse than approved');
  expect(said(stdout)).toContain('Held back');
  expect({ exitCode, counts: report?.counts }).toMatchObject({
    exitCode: 6,
    counts: { applied: 2, held: 1 },
  });
  const [group] = practice.emulator.state().groups.filter((each) => each['uniqueName'] === 'sg-it');
  expect(group?.['owners']).toEqual([{ id: id(1) }]);
});

test('after a plan that was limited, the command for what was held back is limited too', async () => {
  const only = ['user:adele@contoso.com'];
  const approved = { ...(await practice.plan(wants())), only };
  const moved = wants([{ user: 'megan@contoso.com', department: 'IT' }]);
  const texts = {
    ...moved,
    'users/all.yaml': moved['users/all.yaml']?.replace('"Lead"', '"Boss"') ?? '',
  };
  const { exitCode, stdout } = await practice.apply(texts, approved);
  expect(exitCode).toBe(6);
  expect(stdout).toMatch(
    /tenantry plan --endpoint \S+ --only user:adele@contoso\.com --out approved\.json\s*$/,
  );
});
