import { expect, test } from 'vitest';
import { loaded, tenantId, tenantYaml } from './support.ts';

test('the least that tenant.yaml can say, with what is assumed', () => {
  expect(loaded({}).desired?.settings).toEqual({
    file: 'tenant/tenant.yaml',
    tenant: { id: tenantId, cloud: 'global' },
    exchange: { route: 'auto' },
    pace: { percentOfLimit: 50 },
    guards: {},
    protected: { users: [], groups: [] },
    freeze: [],
    authorities: [],
    findings: {},
    vocabularies: {},
    overrides: [],
  });
});

const everything = `format: 1
tenant: { id: ${tenantId.toUpperCase()}, cloud: usGovernmentDoD }
exchange: { route: never }
pace: { percentOfLimit: 20 }
guards:
  usersChanged: { count: 500, percent: 12.5, from: 20 }
  twins: { count: 0 }
protected: { users: [breakglass@contoso.com], groups: [sg-admins] }
freeze:
  - { objects: [adele@contoso.com, sg-admins], reason: rolled back (INC-7), until: 2026-12-31 }
authorities: [{ attributes: [employeeId, employeeOrgData.division], owner: HR (Workday) }]
findings: { member-of: error, time-dependent: off }
vocabularies: { department: { values: [IT, Sales], aliases: { IT: [I.T.] } } }
overrides:
  - { guard: twins, upTo: 1, plan: 0123456789AB, reason: agreed, until: 2026-12-01 }
  - guard: groupsDeleted
    object: sg-old
    upTo: 1
    plan: "012345678901"
    reason: agreed
    until: 2026-12-01
`;

const place = (line: number): object => ({ file: 'tenant/tenant.yaml', line, column: 5 });

test('everything that tenant.yaml can say', () => {
  const { desired, problems } = loaded({ 'tenant.yaml': everything });
  expect(problems).toEqual([]);
  const override = { upTo: 1, reason: 'agreed', until: '2026-12-01' };
  expect(desired?.settings).toEqual({
    file: 'tenant/tenant.yaml',
    tenant: { id: tenantId, cloud: 'usGovernmentDoD' },
    exchange: { route: 'never' },
    pace: { percentOfLimit: 20 },
    guards: { usersChanged: { count: 500, percent: 12.5, from: 20 }, twins: { count: 0 } },
    protected: { users: ['breakglass@contoso.com'], groups: ['sg-admins'] },
    freeze: [
      {
        objects: ['adele@contoso.com', 'sg-admins'],
        reason: 'rolled back (INC-7)',
        until: '2026-12-31',
        place: place(10),
      },
    ],
    authorities: [{ attributes: ['employeeId', 'employeeOrgData.division'], owner: 'HR (Workday)' }],
    findings: { 'member-of': 'error', 'time-dependent': 'off' },
    vocabularies: { department: { values: ['IT', 'Sales'], aliases: { IT: ['I.T.'] } } },
    overrides: [
      { guard: 'twins', plan: '0123456789ab', ...override, place: place(15) },
      { guard: 'groupsDeleted', object: 'sg-old', plan: '012345678901', ...override, place: place(16) },
    ],
  });
});

test('an override with a problem does not hold, and the rest does', () => {
  const { desired, problems } = loaded({
    'tenant.yaml': everything.replaceAll('groupsDeleted', 'groupsDelete'),
  });
  expect(problems).toHaveLength(1);
  expect(desired?.settings.overrides.map((each) => each.guard)).toEqual(['twins']);
});

test.each(['guards: { twin: { count: 1 } }', 'protected: { users: [3] }', 'freeze: [{}]', 'gaurds: {}'])(
  'nothing is planned while this stands in tenant.yaml: %s',
  (line) => {
    const { desired, problems } = loaded({ 'tenant.yaml': tenantYaml + line, 'users/a.yaml': 'users: [{}]' });
    expect(desired).toBeUndefined();
    expect(problems.map((each) => each.place?.file)).toEqual(['tenant/tenant.yaml', 'tenant/users/a.yaml']);
  },
);
