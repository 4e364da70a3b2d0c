import { describe, expect, test } from 'vitest';
import { asOfNow } from '../../src/core/approval/as-of-now.ts';
import { cover } from '../../src/core/approval/cover.ts';
import { heldBack } from '../../src/core/approval/held-back.ts';
import type { Settings } from '../../src/core/desired/settings.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import { indexLive } from '../../src/core/match/live-index.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

/** A run was interrupted after it had created a group, and its journal is lost: only the approved plan is left. */

const rule = 'user.department -eq "IT"';
const entries = [
  user('u1@contoso.com', { department: 'IT' }),
  group('sg-it', {
    displayName: 'IT',
    mailNickname: 'it',
    type: 'security',
    membershipRule: rule,
    extensionAttribute1: 'x',
    owners: { mode: 'exact', users: ['u1@contoso.com', 'u2@contoso.com'] },
  }),
];
const head = desired(entries);
const users = [1, 2, 3].map((number) => liveUser(number, `u${number}@contoso.com`, { department: 'Sales' }));
const approved = planOf(head, live(users));

const created = (more: object = {}): LiveObject =>
  liveGroup(60, 'IT', {
    uniqueName: 'sg-it',
    mailNickname: 'it',
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: [],
    ...more,
  });
const key = `group:${id(60)}`;
const again = (made: LiveObject, settings?: Partial<Settings>): { plan: Plan; known: Plan } => {
  const tenant = live(users, [made]);
  const files = settings ? desired(entries, settings) : head;
  return {
    plan: planOf(files, tenant, { approved: [approved], within: [approved] }),
    known: asOfNow(approved, indexLive(tenant)),
  };
};

describe('a group that the approved plan creates is known again by its uniqueName', () => {
  test('who was approved to enter it is not more than was approved', () => {
    expect(approved.impact).toMatchObject([{ group: 'group:sg-it', enters: 1 }]);
    const { plan } = again(created());
    expect(plan.impact).toMatchObject([{ group: key, enters: 1 }]);
    expect(plan.worse).toEqual([]);
  });

  test('somebody else who would enter is more', () => {
    const tenant = live(users, [created()]);
    const more = desired([...entries, user('u2@contoso.com', { department: 'IT' })]);
    const wider = { ...planOf(more, live(users)), impact: approved.impact };
    expect(planOf(more, tenant, { approved: [wider], within: [wider] }).worse).toEqual([
      { group: key, leaves: [], enters: [`user:${id(2)}`] },
    ]);
  });

  test.each([
    ['nothing', {}],
    ['one of its owners', { owners: [id(1)] }],
    ['its extension attribute', { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } }],
    ['all of it', { owners: [id(1), id(2)], extensionAttribute1: 'x' }],
  ])('what is left of it after %s is covered', (_, more) => {
    const { plan, known } = again(created(more));
    expect(heldBack([known], plan)).toEqual([]);
    expect(plan.operations.length).toBeGreaterThan(0);
  });

  test.each([
    ['an owner', { owners: [id(3)] }, 'owners'],
    ['its description', { description: 'mine' }, undefined],
    ['its rule', { membershipRule: 'user.department -eq "HR"' }, 'membershipRule'],
  ])('what somebody else gave it is held: %s', (_, more, attribute) => {
    const { plan, known } = again(created(more));
    expect(cover([known], plan).uncovered.map(({ change, moved }) => [change.attribute, moved])).toEqual(
      attribute === undefined ? [] : [[attribute, true]],
    );
  });

  test('an override for the approved plan holds for what is left of it, by the key that it had then', () => {
    const override = {
      guard: 'groupsChanged',
      object: 'group:sg-it',
      upTo: 1,
      plan: approved.digest,
      reason: 'agreed',
      until: '2099-01-01',
      place: { file: 'tenant/tenant.yaml', line: 1, column: 1 },
    } as const;
    const { plan } = again(created(), { guards: { groupsChanged: { count: 0 } }, overrides: [override] });
    expect(plan.guards.find(({ guard }) => guard === 'groupsChanged')).toMatchObject({
      verdict: 'overridden',
      reason: 'agreed',
    });
  });
});

test('a plan that creates nothing, or nothing that is there, is left as it is', () => {
  const plan = planOf(desired([user('u1@contoso.com', { department: 'IT' })]), live(users));
  expect(asOfNow(plan, indexLive(live(users, [created()])))).toBe(plan);
  expect(asOfNow(approved, indexLive(live(users)))).toBe(approved);
});
