import type { DesiredObject } from '../../src/core/desired/desired.ts';
import { noEvidence, type LiveObject, type Recipient } from '../../src/core/live/live.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, tenantId, user } from '../support/tenant.ts';

/** What an apply under approved plans does with a fresh plan. */
export interface CoverCase {
  readonly what: string;
  readonly approved: readonly Plan[];
  readonly fresh: Plan;
  /** Operations that run, as `OBJECT operation` by the last digits of the id. */
  readonly runs: readonly string[];
  /** Operations that are held, with why; those that depend on one are in brackets behind its name. */
  readonly held: Readonly<Record<string, string>>;
  /** What was approved and can no longer be made. */
  readonly lost?: readonly string[];
}

const changed = 'the live value was changed by somebody since the approval';
const changedAndOther = `${changed}, and would become another than was approved`;
const otherValue = 'the approved plan has another value for it';
const notApproved = 'it is not in the approved plan';

/** Files that ask for a department of one person, and a tenant in which it is something. */
const a = (from: string | null, to: string | null): Plan =>
  planOf(
    desired([user('a@contoso.com', { department: to })]),
    live([liveUser(1, 'a@contoso.com', { department: from })]),
  );
const people = [1, 2, 3, 4].map((number) => liveUser(number, `u${number}@contoso.com`));
const owned = (mode: 'exact' | 'atLeast', owners: readonly number[]): Plan =>
  planOf(
    desired([group('g', { owners: { mode, users: ['u1@contoso.com', 'u2@contoso.com'] } }, { id: id(50) })]),
    live(people, [liveGroup(50, 'g', { owners: owners.map(id) })]),
  );
const phones = (before: readonly string[]): Plan =>
  planOf(
    desired([user('a@contoso.com', { otherMails: ['b@x.com', 'c@x.com'] })]),
    live([liveUser(1, 'a@contoso.com', { otherMails: before })]),
  );
const dynamic = {
  groupTypes: ['DynamicMembership'],
  membershipRuleProcessingState: 'On',
  members: [],
};
const ruled = (rule: string): Plan =>
  planOf(
    desired([group('g', { membershipRule: 'user.city -eq "Bern"' }, { id: id(50) })]),
    live([], [liveGroup(50, 'g', { ...dynamic, membershipRule: rule })]),
  );
const recipient = (value: string): Recipient => ({
  type: 'mailbox',
  details: 'UserMailbox',
  cloudManaged: false,
  attributes: { extensionAttribute1: value },
});
/** Graph still shows what it showed; Exchange holds the value. */
const inExchange = (value: string): Plan =>
  planOf(
    desired([user('a@contoso.com', { extensionAttribute1: 'new' })]),
    live(
      [
        liveUser(1, 'a@contoso.com', {
          // What is left of a sync that is gone: Exchange is the source of these values.
          onPremisesSecurityIdentifier: 'S-1-5-21-1',
          onPremisesExtensionAttributes: { extensionAttribute1: 'old' },
        }),
      ],
      [],
      { evidence: { ...noEvidence, recipients: new Map([[id(1), recipient(value)]]) } },
    ),
  );
const described = (
  entries: readonly DesiredObject[],
  groups: readonly LiveObject[],
  more: Parameters<typeof live>[2] = {},
): Plan => planOf(desired(entries), live([], groups, more));
const made = group('sg-g', { displayName: 'G', mailNickname: 'g', type: 'security', description: 'd' });
const pinned = group('sg-g', { description: 'd' }, { id: id(50) });
const g = liveGroup(50, 'G', { uniqueName: 'sg-g' });
const named = user('a@contoso.com', { department: 'B' });
const two = (...labels: readonly string[]): Plan =>
  planOf(
    desired(labels.map((label) => user(label, { department: 'B' }))),
    live([1, 2].map((number) => liveUser(number, `u${number}@contoso.com`))),
  );

export const coverCases: readonly CoverCase[] = [
  { what: 'the plan itself', approved: [a('A', 'B')], fresh: a('A', 'B'), runs: ['1 profile'], held: {} },
  {
    what: 'nothing approved',
    approved: [],
    fresh: a('A', 'B'),
    runs: [],
    held: { '1 profile': notApproved },
  },
  {
    what: 'another value in the files',
    approved: [a('A', 'C')],
    fresh: a('A', 'B'),
    runs: [],
    held: { '1 profile': otherValue },
  },
  {
    what: 'two pull requests in a row on one attribute',
    approved: [a('A', 'B'), a('A', 'C')],
    fresh: a('B', 'C'),
    runs: ['1 profile'],
    held: {},
  },
  {
    what: 'two pull requests in a row, the second alone at hand',
    approved: [a('A', 'C')],
    fresh: a('B', 'C'),
    runs: [],
    held: { '1 profile': changed },
  },
  {
    what: 'two pull requests in a row, and an edit of somebody else',
    approved: [a('A', 'B'), a('A', 'C')],
    fresh: a('X', 'C'),
    runs: [],
    held: { '1 profile': changed },
  },
  {
    what: 'edited to a third value',
    approved: [a('A', 'B')],
    fresh: a('X', 'B'),
    runs: [],
    held: { '1 profile': changed },
  },
  { what: 'edited to the wanted value', approved: [a('A', 'B')], fresh: a('B', 'B'), runs: [], held: {} },
  { what: 'cleared', approved: [a('A', 'B')], fresh: a(null, 'B'), runs: [], held: { '1 profile': changed } },
  {
    what: 'filled, where a value is to be filled',
    approved: [a(null, 'B')],
    fresh: a('X', 'B'),
    runs: [],
    held: { '1 profile': changed },
  },
  {
    what: 'filled, where another is to be cleared',
    approved: [a('A', null)],
    fresh: a('X', null),
    runs: [],
    held: { '1 profile': changed },
  },
  {
    what: 'edited and put back to the value before',
    approved: [a('A', 'B')],
    fresh: a('A', 'B'),
    runs: ['1 profile'],
    held: {},
  },
  {
    what: 'a list, in another order',
    approved: [phones(['x@x.com', 'y@x.com'])],
    fresh: phones(['y@x.com', 'x@x.com']),
    runs: ['1 otherMails'],
    held: {},
  },
  {
    what: 'a list, with one more',
    approved: [phones(['x@x.com'])],
    fresh: phones(['x@x.com', 'y@x.com']),
    runs: [],
    held: { '1 otherMails': changed },
  },
  {
    what: 'an extension value that Exchange holds, unchanged',
    approved: [inExchange('held')],
    fresh: inExchange('held'),
    runs: ['1 extensionAttributes'],
    held: {},
  },
  {
    what: 'an extension value that Exchange holds, edited there while Graph shows what it showed',
    approved: [inExchange('held')],
    fresh: inExchange('edited'),
    runs: [],
    held: { '1 extensionAttributes': changed },
  },
  {
    what: 'a rule, written otherwise',
    approved: [ruled('user.city -eq "Thun"')],
    fresh: ruled('(user.city   -eq "Thun")'),
    runs: ['50 rule'],
    held: {},
  },
  {
    what: 'a rule, edited',
    approved: [ruled('user.city -eq "Thun"')],
    fresh: ruled('user.city -eq "Biel"'),
    runs: [],
    held: { '50 rule': changed },
  },
  {
    what: 'owners that are exactly those, one added by hand',
    approved: [owned('exact', [1])],
    fresh: owned('exact', [1, 3]),
    runs: [],
    held: { '50 add owner 2': changed, '50 remove owner 3': changed },
  },
  {
    what: 'owners that are at least those, one added by hand',
    approved: [owned('atLeast', [1])],
    fresh: owned('atLeast', [1, 3]),
    runs: [],
    held: { '50 add owner 2': changedAndOther },
  },
  {
    what: 'owners, edited to those wanted',
    approved: [owned('exact', [1])],
    fresh: owned('exact', [2, 1]),
    runs: [],
    held: {},
  },
  {
    what: 'a group that was deleted and is known by its id',
    approved: [described([pinned], [g])],
    fresh: described([pinned], [], { deletedGroups: [g] }),
    runs: [],
    held: {},
    lost: ['50 description'],
  },
  {
    what: 'a group that was deleted and would be created anew',
    approved: [described([made], [g])],
    fresh: described([made], []),
    runs: [],
    held: { 'sg-g create': notApproved },
  },
  {
    what: 'a group that was deleted and recreated under its name, known by its id',
    approved: [described([pinned], [g])],
    fresh: described([pinned], [{ ...g, id: id(51) }]),
    runs: [],
    held: {},
    lost: ['50 description'],
  },
  {
    what: 'a group that was deleted and recreated under its unique name',
    approved: [described([made], [g])],
    fresh: described([made], [{ ...g, id: id(51) }]),
    runs: [],
    held: { '51 profile': notApproved },
  },
  {
    what: 'a group to be created that somebody created meanwhile as declared',
    approved: [described([made], [])],
    fresh: described([made], [{ ...g, mailNickname: 'g', description: 'd' }]),
    runs: [],
    held: {},
  },
  {
    what: 'a user who was renamed',
    approved: [a('A', 'B')],
    fresh: planOf(desired([named]), live([liveUser(1, 'z@contoso.com', { department: 'A' })])),
    runs: [],
    held: {},
    lost: ['1 department'],
  },
  {
    what: 'a user who was deleted',
    approved: [a('A', 'B')],
    fresh: planOf(desired([named]), live([], [], { deletedUsers: [liveUser(1, 'a@contoso.com')] })),
    runs: [],
    held: {},
    lost: ['1 department'],
  },
  {
    what: 'a user who was deleted and recreated under the same name',
    approved: [a('A', 'B')],
    fresh: planOf(desired([named]), live([liveUser(2, 'a@contoso.com', { department: 'A' })])),
    runs: [],
    held: { '2 profile': notApproved },
  },
  {
    what: 'a user whom the files no longer name',
    approved: [a('A', 'B')],
    fresh: planOf(desired([]), live([liveUser(1, 'a@contoso.com', { department: 'A' })])),
    runs: [],
    held: {},
  },
  {
    what: 'a plan of another tenant',
    approved: [{ ...a('A', 'B'), tenant: { id: id(99), name: 'Fabrikam' } }],
    fresh: a('A', 'B'),
    runs: [],
    held: { '1 profile': notApproved },
  },
  {
    what: 'a plan of this tenant, its id in capitals',
    approved: [{ ...a('A', 'B'), tenant: { id: tenantId.toUpperCase(), name: 'Contoso' } }],
    fresh: a('A', 'B'),
    runs: ['1 profile'],
    held: {},
  },
  {
    what: 'a plan of another format',
    approved: [{ ...a('A', 'B'), format: 2 as 1 }],
    fresh: a('A', 'B'),
    runs: [],
    held: { '1 profile': notApproved },
  },
  {
    what: 'a partial plan, and files that want more',
    approved: [two('u1@contoso.com')],
    fresh: two('u1@contoso.com', 'u2@contoso.com'),
    runs: ['1 profile'],
    held: { '2 profile': notApproved },
  },
  {
    what: 'a whole plan, of which less is still wanted',
    approved: [two('u1@contoso.com', 'u2@contoso.com')],
    fresh: two('u2@contoso.com'),
    runs: ['2 profile'],
    held: {},
  },
];
