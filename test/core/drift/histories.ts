import type { AuditEntry } from '../../../src/core/live/audit.ts';
import type { Drifted } from '../../../src/core/drift/drift.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../../support/tenant.ts';

/** What is known of one difference from what the log tells. Instants are days of November. */
export interface HistoryCase {
  readonly what: string;
  readonly plan: Plan;
  readonly log: readonly AuditEntry[];
  /** The name of who it was, or a part of why that is unknown. */
  readonly by?: string;
  readonly whyUnknown?: string;
  readonly contested?: Drifted['contested'];
}

const kinds = { app: true, person: false };
export const us = id(900);

/** Somebody who changes things. */
interface Actor {
  readonly by: string;
  readonly byId?: string;
  readonly kind: keyof typeof kinds;
}
const ours: Actor = { by: 'Tenantry', byId: us, kind: 'app' };
const nina: Actor = { by: 'Nina (nina@contoso.com)', byId: id(901), kind: 'person' };
const hr: Actor = { by: 'HR sync', byId: id(902), kind: 'app' };
const otherHr: Actor = { ...hr, byId: id(903) };
const nobody: Actor = { by: '', kind: 'person' };

type Change = readonly [property: string, before: unknown, after: unknown];
const json = (value: unknown): string => JSON.stringify(value);

/** One entry that changes properties of an object. */
const did = (
  day: number,
  { by, byId, kind }: Actor,
  object: string,
  changes: readonly Change[],
  activity = 'Update user',
  others: readonly string[] = [],
): AuditEntry => ({
  at: `2026-11-${String(day).padStart(2, '0')}T08:00:00.1234567Z`,
  activity,
  by,
  ...(byId === undefined ? {} : { byId }),
  application: kinds[kind],
  properties: changes.map(([property]) => property),
  targets: [
    {
      id: object,
      changes: changes.map(([property, before, after]) => ({
        property,
        ...(before === undefined ? {} : { before: json(before) }),
        ...(after === undefined ? {} : { after: json(after) }),
      })),
    },
    ...others.map((other) => ({ id: other, changes: [] })),
  ],
});

/** The department of person 1, which the files want to be IT. */
const department = (day: number, actor: Actor, after: unknown): AuditEntry =>
  did(day, actor, id(1), [['Department', ['?'], after === undefined ? undefined : [after]]]);

const wants = (attributes: Parameters<typeof user>[1], now: object): Plan =>
  planOf(
    desired([user('u1@contoso.com', attributes)]),
    live([liveUser(1, 'u1@contoso.com', now), liveUser(2, 'u2@contoso.com'), liveUser(3, 'u3@contoso.com')]),
  );
const it = wants({ department: 'IT' }, { department: 'Sales' });
const owned = planOf(
  desired([group('g', { owners: { mode: 'exact', users: ['u2@contoso.com'] } }, { id: id(50) })]),
  live(
    [liveUser(2, 'u2@contoso.com'), liveUser(3, 'u3@contoso.com')],
    [liveGroup(50, 'g', { owners: [id(3)] })],
  ),
);
const owner = (day: number, actor: Actor, verb: 'Add' | 'Remove', who: number): AuditEntry =>
  did(day, actor, id(who), [], `${verb} owner ${verb === 'Add' ? 'to' : 'from'} group`, [id(50)]);

/** Every property has its own name in the log and its own form of a value. */
const names: readonly HistoryCase[] = (
  [
    ['businessPhones', ['1'], { businessPhones: ['2'] }, ['TelephoneNumber', ['1'], ['2']]],
    ['mobilePhone', '1', { mobilePhone: null }, ['Mobile', ['1'], []]],
    ['officeLocation', 'A', { officeLocation: 'B' }, ['PhysicalDeliveryOfficeName', ['A'], ['B']]],
    ['accountEnabled', true, { accountEnabled: false }, ['AccountEnabled', [true], [false]]],
    ['otherMails', ['a@x.com'], { otherMails: [] }, ['OtherMail', ['a@x.com'], []]],
    [
      'extensionAttribute1',
      'a',
      { onPremisesExtensionAttributes: { extensionAttribute1: 'b' } },
      ['ExtensionAttribute1', ['a'], ['b']],
    ],
    ['employeeOrgData.division', 'a', { employeeOrgData: { division: 'b' } }, ['Division', ['a'], ['b']]],
    ['displayName', 'Ann', { displayName: 'Anne' }, ['displayname', ['Ann'], ['Anne']]],
  ] as const
).map(([attribute, wanted, now, change]) => ({
  what: `${attribute} is called ${change[0]} in the log`,
  plan: wants({ [attribute]: wanted as never }, now),
  log: [did(3, nina, id(1), [change])],
  by: nina.by,
}));

export const histories: readonly HistoryCase[] = [
  ...names,
  {
    what: 'the last who changed it',
    plan: it,
    log: [department(2, hr, 'HR'), department(3, nina, 'Sales')],
    by: nina.by,
  },
  { what: 'an application', plan: it, log: [department(3, hr, 'Sales')], by: hr.by },
  {
    what: 'whoever changed something else does not matter',
    plan: it,
    log: [department(2, nina, 'Sales'), did(3, hr, id(1), [['JobTitle', [], ['x']]])],
    by: nina.by,
  },
  {
    what: 'whoever changed it for somebody else does not matter',
    plan: it,
    log: [did(3, hr, id(2), [['Department', [], ['Sales']]])],
    whyUnknown: 'the log tells of no change since 2026-10-22',
  },
  {
    what: 'whoever set it to what is declared is not to blame',
    plan: it,
    log: [department(2, nina, 'Sales'), department(3, hr, 'IT')],
    whyUnknown: 'it was as declared on 2026-11-03',
  },
  {
    what: 'nobody: the files changed since we wrote it',
    plan: it,
    log: [department(2, nina, 'HR'), department(3, ours, 'Sales')],
    whyUnknown: 'Tenantry itself wrote it last, on 2026-11-03',
  },
  { what: 'a log without values', plan: it, log: [department(3, nina, undefined)], by: nina.by },
  {
    what: 'what we wrote without a value was as declared',
    plan: it,
    log: [department(2, nina, undefined), department(3, ours, undefined)],
    whyUnknown: 'it was as declared on 2026-11-03',
  },
  {
    what: 'an entry that names nobody',
    plan: it,
    log: [department(3, nobody, 'Sales')],
    whyUnknown: 'names nobody',
  },
  {
    what: 'the clock of the service may be ahead of ours',
    plan: it,
    log: [department(2, nina, 'Sales'), department(29, hr, 'Sales')],
    by: hr.by,
  },
  {
    what: 'the log leaves out the usage location',
    plan: wants({ usageLocation: 'BR' }, { usageLocation: 'DE' }),
    log: [],
    whyUnknown: 'leaves out changes of the usage location',
  },
  {
    what: 'the log does not tell of open extensions',
    plan: wants({ 'openExtensions.com.contoso.x': { a: 1 } }, {}),
    log: [],
    whyUnknown: 'open extensions',
  },
  {
    what: 'taken back twice after we had written it',
    plan: it,
    log: [
      department(1, ours, 'IT'),
      department(2, hr, 'Sales'),
      department(3, ours, 'IT'),
      department(4, hr, 'HR'),
      department(5, hr, 'Sales'),
    ],
    by: hr.by,
    contested: { by: hr.by, times: 2 },
  },
  {
    what: 'taken back once',
    plan: it,
    log: [department(1, hr, 'Sales'), department(2, ours, 'IT'), department(3, hr, 'Sales')],
    by: hr.by,
  },
  {
    what: 'taken back once each by two',
    plan: it,
    log: [
      department(1, ours, 'IT'),
      department(2, hr, 'Sales'),
      department(3, ours, 'IT'),
      department(4, nina, 'Sales'),
    ],
    by: nina.by,
  },
  {
    what: 'two applications of the same name are two',
    plan: it,
    log: [
      department(1, ours, 'IT'),
      department(2, hr, 'Sales'),
      department(3, ours, 'IT'),
      department(4, otherHr, 'Sales'),
    ],
    by: hr.by,
  },
  {
    what: 'we fight nobody with ourselves',
    plan: it,
    log: [1, 2, 3, 4].map((day) => department(day, ours, day % 2 === 1 ? 'IT' : 'Sales')),
    whyUnknown: 'Tenantry itself wrote it last',
  },
  {
    what: 'the manager of the one, not the manager that he is',
    plan: wants({ manager: 'u2@contoso.com' }, { manager: id(3) }),
    log: [
      did(2, nina, id(1), [], 'Set user manager', [id(3)]),
      did(3, hr, id(3), [], 'Set user manager', [id(1)]),
    ],
    by: nina.by,
  },
  {
    what: 'a manager who was taken away',
    plan: wants({ manager: 'u2@contoso.com' }, {}),
    log: [did(2, nina, id(1), [['Manager', [id(2)], []]], 'Remove user manager')],
    by: nina.by,
  },
  {
    what: 'an owner too many',
    plan: owned,
    log: [owner(1, ours, 'Add', 2), owner(2, hr, 'Remove', 2), owner(3, nina, 'Add', 3)],
    by: nina.by,
  },
  {
    what: 'an owner who is put there again and again',
    plan: owned,
    log: [
      owner(1, hr, 'Add', 3),
      owner(2, ours, 'Remove', 3),
      owner(3, hr, 'Add', 3),
      owner(4, ours, 'Remove', 3),
      owner(5, hr, 'Add', 3),
    ],
    by: hr.by,
    contested: { by: hr.by, times: 2 },
  },
  {
    what: 'a rule, whose brackets and line breaks do not matter',
    plan: planOf(
      desired([group('g', { membershipRule: '(user.city -eq "Bern")' }, { id: id(50) })]),
      live(
        [],
        [
          liveGroup(50, 'g', {
            groupTypes: ['DynamicMembership'],
            membershipRule: 'user.city -eq "Basel"',
            membershipRuleProcessingState: 'On',
          }),
        ],
      ),
    ),
    log: [
      did(1, nina, id(50), [['MembershipRule', [], ['user.city -eq "Basel"']]], 'Update group'),
      did(2, hr, id(50), [['MembershipRule', [], ['(user.city\r\n-eq "Bern")']]], 'Update group'),
    ],
    whyUnknown: 'it was as declared on 2026-11-02',
  },
];
