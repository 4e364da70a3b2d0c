import { noEvidence, type LiveObject } from '../../src/core/live/live.ts';
import type { Desired } from '../../src/core/desired/desired.ts';
import type { Settings } from '../../src/core/desired/settings.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, now, planOf, user } from '../support/tenant.ts';

const synced = { onPremisesSyncEnabled: true, onPremisesDistinguishedName: 'CN=x,DC=contoso,DC=com' };
const dynamic = { groupTypes: ['DynamicMembership'], membershipRuleProcessingState: 'On' };

const pinned = (number: number) => ({ id: id(number) });

/**
 * A plan by the real planner in which a text from outside stands wherever one can: names of people, groups and the
 * tenant, values, rules, reasons, owners, references that lead nowhere, names of files and of the base. Of two values
 * that are compared word by word the text is in both, at the same place, so that the words that differ are ours. In a
 * rule a text has no double quotes and no line breaks, which are written otherwise there. `alone` has nothing around it.
 */
export function planSaying(text: string, inRule = text, alone = text): Plan {
  const place = { file: `tenant/f${text}x.yaml`, line: 3, column: 5 };
  const files = (head: Desired): Desired => ({
    ...head,
    users: head.users.map((entry) => placed(entry, place)),
    groups: head.groups.map((entry) => placed(entry, place)),
  });
  const base = files(desired(baseEntries(text), strict(text, alone)));
  const tenant = tenantOf(text, alone);
  const plan = (overrides: Settings['overrides'], also: Partial<Settings> = {}): Plan =>
    planOf(
      files(desired(headEntries(text, { inRule, alone }, place), { overrides, ...frozen(alone), ...also })),
      tenant,
      {
        base,
        now,
        only: [`user:o${text}x`],
        without: [`user:${id(1)}/city`],
        provenance: {
          tool: 'tenantry test',
          directory: `d${text}x`,
          base: `b${text}x`,
          endpoint: `e${text}x`,
        },
      },
    );
  const { digest } = plan([]);
  return plan(
    [
      {
        guard: 'accountsDisabled',
        upTo: 1,
        plan: digest,
        reason: alone,
        until: '2026-11-28',
        place,
      },
    ],
    { overridesWithoutReason: [{ guard: 'groupsDeleted', plan: digest, place }] },
  );
}

const placed = <T extends Desired['users'][number]>(entry: T, place: T['place']): T => ({
  ...entry,
  place,
  attributes: Object.fromEntries(
    Object.entries(entry.attributes).map(([name, declared]) => [name, { ...declared, place }]),
  ),
});

/** The head no longer protects and limits as much. */
const strict = (text: string, alone: string): Partial<Settings> => ({
  guards: { valuesCleared: { count: 1 } },
  protected: { users: [`p${text}x`], groups: [] },
  authorities: [{ attributes: ['employeeId'], owner: `HR${text}x` }],
  ...frozen(alone),
});
const frozen = (alone: string): Partial<Settings> => ({
  freeze: [
    {
      objects: [id(4)],
      reason: alone,
      until: '2026-12-01',
      place: { file: 'tenant/tenant.yaml', line: 1, column: 1 },
    },
  ],
});

const baseEntries = (text: string): Desired['users'] => [
  user('u1', { officeLocation: `A${text}x`, jobTitle: `B${text}x` }, pinned(1)),
];

const headEntries = (
  text: string,
  { inRule, alone }: { readonly inRule: string; readonly alone: string },
  place: Desired['users'][number]['place'],
): Desired['users'] => [
  user(
    `l${text}x`,
    {
      jobTitle: `B${text}x`,
      department: `D${inRule}x`,
      companyName: `Makers of fine ${text}x instruments, south`,
      city: 'Thun',
      manager: `nobody${text}x`,
      mobilePhone: `+41 79 ${text}`,
      employeeId: `E${text}x`,
    },
    pinned(1),
  ),
  user('u2', { accountEnabled: false, manager: id(3), state: null, country: null }, pinned(2)),
  user('u3', { jobTitle: `J${text}x` }, pinned(3)),
  user('u4', { jobTitle: alone }, pinned(4)),
  user(`gone${text}x`, { city: `C${text}x` }),
  group(
    `g${text}x`,
    {
      displayName: 'Renamed',
      description: `Made to hold ${text}x and nothing else, for now`,
      membershipRule: `user.department -eq "D${inRule}x" -or user.city -eq "Basel"`,
      owners: { mode: 'exact', users: [id(3), `lost${text}x`] },
    },
    {
      ...pinned(51),
      expect: { includes: [{ user: id(3), place }], excludes: [{ user: id(1), place }] },
    },
  ),
  group('g52', {}, { ...pinned(52), delete: true }),
  group(`new${text}x`, {
    displayName: `New${text}x`,
    mailNickname: 'new',
    type: 'security',
    description: alone,
  }),
];

const tenantOf = (text: string, alone: string) => {
  const people: readonly LiveObject[] = [
    liveUser(1, `a${text}x@contoso.com`, {
      displayName: `A${text}x`,
      department: 'Sales',
      companyName: `Makers of fine ${text}x instruments, north`,
      officeLocation: `A${text}x`,
      city: 'Bern',
      mobilePhone: '+41 78 000 00 00',
    }),
    liveUser(2, `b${text}x@contoso.com`, {
      accountEnabled: true,
      city: 'Bern',
      state: alone,
      country: `L${text}x`,
    }),
    liveUser(3, `c${text}x@contoso.com`, { ...synced, jobTitle: 'Clerk', city: 'Basel' }),
    liveUser(4, `d${text}x@contoso.com`, { city: 'Bern' }),
  ];
  const groups = [
    liveGroup(51, `G${text}x`, {
      ...dynamic,
      description: `Made to hold ${text}x and nothing else, for ever`,
      membershipRule: 'user.city -eq "Bern"',
      members: [id(1), id(2), id(4)],
      owners: [id(2)],
    }),
    liveGroup(52, `H${text}x`, { members: [id(2)] }),
  ];
  const whole = live(people, groups, { evidence: noEvidence });
  return { ...whole, tenant: { ...whole.tenant, displayName: `T${text}x` } };
};
