import type { DesiredObject } from '../../../src/core/desired/desired.ts';
import type { Settings } from '../../../src/core/desired/settings.ts';
import { noEvidence, type Live } from '../../../src/core/live/live.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../../support/tenant.ts';

/** What would give the tenant away where it is not to be shown. */
export const secrets = [
  'contoso.com',
  'Contoso',
  'Aurora',
  'Bern',
  'Lucerne',
  'SG-',
  'Role-Helpdesk',
  'Visio',
  'user.department',
  '+1 206',
  'Nobody works from there',
] as const;

const dynamic = (number: number, name: string, rule: string, members: readonly number[], rest: object = {}) =>
  liveGroup(number, name, {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
    ...rest,
  });

const people = (department: string, numbers: readonly number[]) =>
  numbers.map((number) =>
    liveUser(number, `u${number}@contoso.com`, { department, accountEnabled: true, city: 'Bern' }),
  );
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const visio = 'c5928f49-12ba-48f7-ada3-0d743a3601d5';

const tenant: Live = live(
  [
    liveUser(1, 'u1@contoso.com', {
      department: 'Sales',
      accountEnabled: true,
      mobilePhone: '+1 206 555 0101',
    }),
    liveUser(2, 'u2@contoso.com', {
      department: 'Sales',
      accountEnabled: true,
      onPremisesExtensionAttributes: { extensionAttribute3: 'Old' },
    }),
    liveUser(3, 'u3@contoso.com', { department: 'Legal', onPremisesSyncEnabled: true }),
    ...people('Sales', range(4, 8)),
    ...people('IT', range(11, 36)),
  ],
  [
    dynamic(50, 'SG-Sales', 'user.department -eq "Sales"', [1, 2, 4, 5, 6, 7, 8], {
      assignedLicenses: [{ skuId: visio }],
      resourceProvisioningOptions: ['Team'],
    }),
    dynamic(51, 'SG-IT', 'user.department -eq "IT"', range(11, 36)),
    dynamic(52, 'SG-Bern', 'user.city -eq "Bern"', [...range(4, 8), ...range(11, 36)]),
    liveGroup(53, 'SG-Pilot', { members: [id(4)] }),
    liveGroup(54, 'Role-Helpdesk', { isAssignableToRole: true, members: [id(5)] }),
    liveGroup(55, 'SG-Office', { members: [id(1), id(2)], owners: [id(6), id(7)] }),
  ],
  {
    evidence: {
      ...noEvidence,
      recipients: new Map([
        [
          id(2),
          {
            type: 'mailbox',
            details: 'UserMailbox',
            cloudManaged: true,
            attributes: { extensionAttribute3: 'New' },
          },
        ],
      ]),
    },
  },
);

const place = (line: number) => ({ file: 'tenant/groups/all.yaml', line, column: 5 });
const exactly = (...users: readonly string[]) => ({ mode: 'exact' as const, users });

/** Wanted before the pull request, and not there yet. */
const before: readonly DesiredObject[] = [
  user('u6@contoso.com', { city: 'Lucerne' }),
  user('u7@contoso.com', { city: 'Bern' }),
  user('u3@contoso.com', { jobTitle: 'Counsel' }),
  user('gone@contoso.com', { city: 'Bern' }),
];

const introduced: readonly DesiredObject[] = [
  user('u1@contoso.com', {
    department: 'IT',
    mobilePhone: null,
    jobTitle: 'Engineer on Aurora | the <new> one',
  }),
  user('u2@contoso.com', { extensionAttribute3: 'New', accountEnabled: false }),
  user('u3@contoso.com', { jobTitle: 'Counsel', department: 'IT' }),
  user('u4@contoso.com', { manager: 'nobody@contoso.com' }),
  user('u6@contoso.com', { city: 'Lucerne' }),
  user('gone@contoso.com', { city: 'Bern' }),
  group(
    'it',
    { membershipRule: '(user.department -eq "IT") -and (user.city -ne "Bern")' },
    {
      id: id(51),
      expect: { includes: [{ user: 'u11@contoso.com', place: place(9) }], excludes: [] },
    },
  ),
  group('bern', { membershipRuleProcessingState: 'Paused' }, { id: id(52) }),
  group('pilot', {}, { id: id(53), delete: true }),
  group('helpdesk', { membershipRule: 'user.department -eq "IT"' }, { id: id(54) }),
  group(
    'office',
    {
      membershipRule: 'user.city -eq "Lucerne"',
      membershipRuleProcessingState: 'On',
      owners: exactly('u6@contoso.com', 'u8@contoso.com'),
    },
    { id: id(55) },
  ),
  group('aurora', {
    displayName: 'SG-Aurora',
    mailNickname: 'sg-aurora',
    type: 'security',
    membershipRule: 'user.jobTitle -contains "Aurora"',
  }),
];

const onlyBern = desired([
  group('it', { membershipRule: '(user.department -eq "IT") -and (user.city -eq "Bern")' }, { id: id(51) }),
]);
const moved = (numbers: readonly number[]): Live => ({
  ...tenant,
  users: tenant.users.map((each) =>
    numbers.map(id).includes(each.id) ? { ...each, city: 'Lucerne' } : each,
  ),
});

const override = (
  guard: Settings['overrides'][number]['guard'],
  object: string,
  plan: string,
): Settings['overrides'][number] => ({
  guard,
  object,
  upTo: 1,
  plan,
  reason: 'Nobody works from there any more',
  until: '2026-12-31',
  place: { file: 'tenant/tenant.yaml', line: 30, column: 5 },
});

const strict: Partial<Settings> = {
  guards: { usersChanged: { count: 40 } },
  protected: { users: [], groups: ['bern'] },
};
const base = desired(before, strict);

const headOf = (overrides: Settings['overrides']) =>
  desired(introduced, { guards: { usersChanged: { count: 400 } }, overrides });

const provenance = { tool: 'tenantry test', directory: 'tenant', endpoint: 'global', base: 'origin/main' };

const make = (overrides: Settings['overrides'] = []): Plan =>
  planOf(headOf(overrides), tenant, { base, provenance });

const digest = make().digest;

/** A plan with every part that a plan can have: two guards overridden, others refuse it. */
export const refused: Plan = make([
  override('groupsDeleted', `group:${id(53)}`, digest),
  override('assignedToDynamic', 'office', digest),
]);

/** One that runs: what was pending stands apart from what is new. */
export const calm: Plan = planOf(
  desired([
    user('u1@contoso.com', { department: 'IT', jobTitle: 'Engineer on Aurora | the <new> one' }),
    user('u4@contoso.com', { department: 'IT', mobilePhone: '+1 206 555 0199' }),
    user('u6@contoso.com', { city: 'Lucerne' }),
    group('sales', { description: 'Sales of Contoso' }, { id: id(50) }),
  ]),
  tenant,
  {
    base: desired([user('u6@contoso.com', { city: 'Lucerne' }), user('u7@contoso.com', { city: 'Bern' })]),
    provenance,
  },
);

/** Under an approval that did not know of everybody who would leave: meanwhile some moved away. */
export const worse: Plan = planOf(onlyBern, moved([11, 12, 13]), {
  within: [planOf(onlyBern, tenant)],
});
