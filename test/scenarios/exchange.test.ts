import { afterEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { Recipient, State, User } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { practise, settings, yaml, type Practice, type Texts } from './support-practice.ts';

/** Extension attributes through both doors, on the practice tenant, over HTTP. */

const sid = { onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-1001' };
const mastered = { _service: { exchangeMastered: true } };

const person = (number: number, name: string, more: object = {}): User => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  userType: 'Member',
  onPremisesExtensionAttributes: { extensionAttribute1: 'old' },
  ...more,
});
const recipient = (
  number: number,
  type: Recipient['recipientTypeDetails'],
  more: object = {},
): Recipient => ({
  id: id(number),
  recipientTypeDetails: type,
  ...more,
});

/** One of each; `born` was never synced, and nothing shows that Exchange masters `mastered`. */
const state: State = {
  ...emptyState(),
  users: [
    person(1, 'born'),
    person(2, 'mastered', mastered),
    person(3, 'once', { ...sid, ...mastered }),
    person(4, 'mailuser', { ...sid, ...mastered }),
    person(5, 'nobody', { ...sid, ...mastered }),
    person(6, 'synced', { ...sid, onPremisesSyncEnabled: true }),
    person(7, 'managed', { ...sid, onPremisesSyncEnabled: true }),
    person(8, 'moved', { ...sid, _service: { isCloudManaged: true, wasSynced: true } }),
    person(9, 'unlicensed'),
    person(10, 'stuck', mastered),
  ],
  exchange: {
    recipients: [
      recipient(1, 'UserMailbox'),
      recipient(2, 'UserMailbox'),
      recipient(3, 'SharedMailbox'),
      recipient(4, 'MailUser'),
      recipient(6, 'UserMailbox'),
      recipient(7, 'UserMailbox', { isExchangeCloudManaged: true }),
    ],
  },
};
const names = state.users.map(({ displayName }) => String(displayName));

const texts = (value: string | null = 'new', some: readonly string[] = names, route = 'auto'): Texts => ({
  'tenant.yaml': `${settings}exchange: { route: ${route} }\n`,
  'users/all.yaml': yaml(
    'users',
    some.map((name) => ({ user: `${name}@contoso.com`, extensionAttribute1: value })),
  ),
});

let practice: Practice;
const start = async (options: EmulatorOptions = {}): Promise<Practice> =>
  (practice = await practise({ state, throttling: false, ...options }));
afterEach(() => practice.close());

/** The doors that a plan names, by person. */
const doors = (plan: Plan): Record<string, string> => ({
  ...Object.fromEntries(
    plan.operations.map(({ object, channels }) => [nameOf(plan, object), channels.join(', ')]),
  ),
  ...Object.fromEntries(plan.blocked.map(({ object, reason }) => [nameOf(plan, object), reason])),
});
const nameOf = (plan: Plan, object: string): string =>
  plan.names[object]?.replace('@contoso.com', '') ?? object;

/** What Graph shows, by person. */
const shown = (): Record<string, unknown> =>
  Object.fromEntries(
    practice.emulator
      .state()
      .users.map((user) => [
        user.displayName,
        (user['onPremisesExtensionAttributes'] as Record<string, unknown> | undefined)?.[
          'extensionAttribute1'
        ],
      ]),
  );

test('each goes through the door that is open, arrives, and is planned no more', async () => {
  await start();
  const plan = await practice.plan(texts());
  expect(doors(plan)).toEqual({
    born: 'graph, exchange',
    mastered: 'graph, exchange',
    once: 'exchange',
    mailuser: 'exchange',
    nobody: 'noRecipient',
    synced: 'masteredOnPremises',
    managed: 'exchange',
    moved: 'graph',
    unlicensed: 'graph',
    stuck: 'graph',
  });
  practice.emulator.clearRequests();
  const { report } = await practice.apply(texts());
  const outcomes = Object.fromEntries(
    (report?.operations ?? []).map(({ operation, outcome, channel }) => [
      nameOf(plan, operation.object),
      `${outcome} ${channel ?? 'graph'}`,
    ]),
  );
  expect(outcomes).toEqual({
    born: 'applied graph',
    mastered: 'applied exchange',
    once: 'applied exchange',
    mailuser: 'applied exchange',
    managed: 'applied exchange',
    moved: 'applied graph',
    unlicensed: 'applied graph',
    stuck: 'blocked graph',
  });
  practice.emulator.settle();
  expect(shown()).toEqual({
    ...Object.fromEntries(names.map((name) => [name, 'new'])),
    nobody: 'old',
    synced: 'old',
    stuck: 'old',
  });
  const again = await practice.plan(texts());
  expect(doors(again)).toEqual({ nobody: 'noRecipient', synced: 'masteredOnPremises', stuck: 'graph' });
});

test('a refusal that is for good is met once', async () => {
  await start();
  await practice.apply(texts('new', ['stuck', 'mastered']));
  const writes = practice.emulator
    .requests()
    .requests.filter(({ method, path }) => method === 'PATCH' && /^\/v1\.0\/users\/|^\/users\//.test(path));
  expect(writes.map(({ status }) => status)).toEqual([400, 400]);
});

test('the second plan is empty at once, while Graph still shows the old value', async () => {
  const day = 24 * 3_600_000;
  await start({ exchangeReplicationMs: day });
  const those = ['mastered', 'once', 'mailuser', 'managed'];
  expect((await practice.apply(texts('new', those))).exitCode).toBe(0);
  expect(shown()).toMatchObject(Object.fromEntries(those.map((name) => [name, 'old'])));
  const plan = await practice.plan(texts('new', those));
  expect(plan.changes).toEqual([]);
  expect(plan.unsettled.map(({ exchange, graph }) => [exchange, graph])).toEqual(
    those.map(() => ['new', 'old']),
  );
  practice.emulator.settle();
  expect((await practice.plan(texts('new', those))).unsettled).toEqual([]);
});

test('the hidden mark alone changes nothing of the plan', async () => {
  const flipped: State = {
    ...state,
    users: state.users.map((user) => {
      const { _service: service, ...rest } = user;
      return service?.['exchangeMastered'] === true
        ? rest
        : { ...rest, _service: { ...service, exchangeMastered: true } };
    }),
  };
  const plans: Plan[] = [];
  for (const each of [state, flipped]) {
    await start({ state: each });
    const { provenance: _, evaluatedAt: __, ...plan } = await practice.plan(texts());
    plans.push(plan as Plan);
    await practice.close();
  }
  await start();
  expect(plans[1]).toEqual(plans[0]);
});

test('directory sync turned off for the tenant: what Graph refuses then arrives through Exchange', async () => {
  for (const shownAs of [null, false] as const) {
    await start();
    practice.emulator.dirSyncOff(shownAs);
    await practice.apply(texts('new', ['born', 'synced', 'managed']));
    practice.emulator.settle();
    expect(shown()).toMatchObject({ born: 'new', synced: 'new', managed: 'new' });
    expect(doors(await practice.plan(texts('new', ['born', 'synced', 'managed'])))).toEqual({});
    if (shownAs === null) await practice.close();
  }
});

test('a value is cleared through either door', async () => {
  await start();
  const those = ['born', 'mastered', 'once', 'mailuser', 'managed'];
  await practice.apply(texts(null, those));
  practice.emulator.settle();
  expect(Object.values(shown()).filter((value) => value === undefined || value === null)).toHaveLength(5);
  expect((await practice.plan(texts(null, those))).changes).toEqual([]);
});

describe('tenant.yaml decides', () => {
  test('never: Exchange is not asked at all', async () => {
    await start({ exchangeAccess: 'none' });
    const plan = await practice.plan(texts('new', names, 'never'));
    expect(doors(plan)).toMatchObject({
      born: 'graph',
      mastered: 'graph',
      once: 'exchangeNotUsed',
      nobody: 'exchangeNotUsed',
      moved: 'graph',
    });
    expect(practice.emulator.requests().requests.filter(({ path }) => path.includes('adminapi'))).toEqual([]);
  });

  test('always: recipients go through Exchange', async () => {
    await start();
    expect(doors(await practice.plan(texts('new', ['born', 'unlicensed'], 'always')))).toEqual({
      born: 'exchange',
      unlicensed: 'graph',
    });
  });
});

test('who may not ask Exchange gets an error that says what to do, and no plan', async () => {
  await start({ exchangeAccess: 'none' });
  await expect(practice.plan(texts('new', ['once']))).rejects.toMatchObject({
    problems: [{ id: 'exchange-refused', remedy: expect.stringMatching(/route: never/) as string }],
  });
});

test('Exchange is asked only where an extension attribute differs', async () => {
  await start({ exchangeAccess: 'none' });
  expect((await practice.plan(texts('old', ['born', 'once', 'synced']))).changes).toEqual([]);
});

test('somebody else changed it in Exchange after the plan: a conflict, and nothing is written', async () => {
  await start();
  const plan = await practice.plan(texts('new', ['once']));
  const recipients = practice.emulator
    .state()
    .exchange?.recipients.map((each) =>
      each.id === id(3) ? { ...each, customAttributes: { customAttribute1: 'theirs' } } : each,
    );
  practice.emulator.putState({ ...practice.emulator.state(), exchange: { recipients: recipients ?? [] } });
  const { operations } = await practice.run(plan);
  expect(operations).toMatchObject([{ outcome: 'conflict', found: { extensionAttribute1: 'theirs' } }]);
});
