import { describe, expect, test } from 'vitest';
import { current, daysLeft } from '../../../src/core/setup/certificate.ts';
import { setupSteps } from '../../../src/core/setup/steps.ts';
import type { Step } from '../../../src/core/setup/step.ts';
import type { SetupWish } from '../../../src/core/setup/wish.ts';
import { certificate, departments, numbered, repository, wishFor } from './wishes.ts';

const ids = (wish: SetupWish): readonly string[] => setupSteps(wish).map(({ id }) => id);
function withoutRepository(wish: SetupWish): SetupWish {
  const { tenantId, cloud, identities, exchangeRoles, removeExpired } = wish;
  return { tenantId, cloud, identities, exchangeRoles, removeExpired };
}
const named = (wish: SetupWish, id: string): Step | undefined =>
  setupSteps(wish).find((step) => step.id === id);
const roles = (wish: SetupWish, part: string): readonly string[] => {
  const work = named(wish, `${part}/permissions`)?.work;
  return work?.work === 'permissions' ? work.resources.flatMap((resource) => resource.roles) : [];
};

describe('which steps there are', () => {
  const ending = 'reader/environment writer/environment reader/doctor writer/doctor';
  test.each<[string, SetupWish, readonly string[]]>([
    [
      "GitHub's tokens, and no attribute of Exchange",
      wishFor(departments),
      [
        'reader/application reader/principal reader/federation reader/permissions',
        'writer/application writer/principal writer/federation writer/permissions',
        ending,
      ],
    ],
    [
      'certificates, and attributes of Exchange',
      withoutRepository(wishFor(numbered, { certificates: true })),
      [
        'reader/application reader/principal reader/certificate reader/permissions',
        'writer/application writer/principal writer/certificate writer/permissions',
        'writer/role-31392ffb-586c-42d1-9346-e59415a2cc4e',
        'reader/exchange-role reader/sign-in writer/sign-in reader/doctor writer/doctor',
      ],
    ],
    [
      'nothing within Exchange',
      wishFor(numbered, { exchangeRoles: 'directory' }),
      [
        'reader/application reader/principal reader/federation reader/permissions',
        'reader/role-f2ef992c-3afb-46b9-b7cf-a126ee74c451',
        'writer/application writer/principal writer/federation writer/permissions',
        'writer/role-31392ffb-586c-42d1-9346-e59415a2cc4e',
        ending,
      ],
    ],
    [
      'everything within Exchange',
      wishFor(numbered, { exchangeRoles: 'custom', removeExpired: true }),
      [
        'reader/application reader/principal reader/remove-expired reader/federation reader/permissions',
        'writer/application writer/principal writer/remove-expired writer/federation writer/permissions',
        'reader/exchange-role writer/exchange-role',
        ending,
      ],
    ],
  ])('%s', (_, wish, expected) => {
    expect(ids(wish).join(' ')).toBe(expected.join(' '));
  });

  test('none of Exchange where tenant.yaml says never', () => {
    const never = {
      'tenant.yaml':
        'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\nexchange: { route: never }\n',
    };
    const wish = wishFor({ ...numbered, ...never });
    expect(ids(wish).filter((id) => /exchange|role-/.test(id))).toEqual([]);
    expect(roles(wish, 'writer')).not.toContain('Exchange.ManageAsApp');
  });
});

describe('what they hold', () => {
  test('exactly the permissions that the files need', () => {
    expect(roles(wishFor(departments), 'reader').toSorted()).toEqual(
      [
        'AuditLog.Read.All',
        'Group.Read.All',
        'Organization.Read.All',
        'RoleManagement.Read.Directory',
        'User.Read.All',
      ].toSorted(),
    );
    expect(roles(wishFor(numbered), 'writer')).toContain('Exchange.ManageAsApp');
  });

  test('the reader has nothing that writes, whatever the files hold', () => {
    for (const files of [departments, numbered])
      expect(roles(wishFor(files), 'reader').filter((role) => /Write/.test(role))).toEqual([]);
  });

  test.each([
    ['global', 'api://AzureADTokenExchange'],
    ['usGovernment', 'api://AzureADTokenExchangeUSGov'],
    ['usGovernmentDoD', 'api://AzureADTokenExchangeUSGov'],
    ['china', 'api://AzureADTokenExchangeChina'],
  ] as const)('the credential of a job, in the cloud %s', (cloud, audience) => {
    const work = named(wishFor(departments, { cloud }), 'writer/federation')?.work;
    expect(work).toEqual({
      work: 'federation',
      credential: {
        name: 'tenant',
        issuer: repository.issuer,
        subject: 'repo:contoso/tenant:environment:tenant',
        audience,
      },
    });
  });

  test('the role of our own can set fifteen attributes of two kinds of people, and nothing else', () => {
    const work = named(wishFor(numbered, { exchangeRoles: 'custom' }), 'writer/exchange-role')?.work;
    const trimmed = work?.work === 'exchangeRole' ? work.role.trimmed : undefined;
    const writing = trimmed?.entries.filter(({ cmdlet }) => !cmdlet.startsWith('Get-')) ?? [];
    expect(writing.map(({ cmdlet }) => cmdlet)).toEqual(['Set-Mailbox', 'Set-MailUser']);
    for (const { parameters } of writing)
      // The two switches allow nothing.
      expect(parameters?.filter((name) => !['Confirm', 'WhatIf'].includes(name))).toEqual([
        'Identity',
        ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}`),
      ]);
  });

  test('only the writer is kept to main, and every step says who may do it and how to tell that it is done', () => {
    const wish = wishFor(numbered, { certificates: true, exchangeRoles: 'custom', removeExpired: true });
    const steps = setupSteps(wish);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    for (const step of steps) expect([step.title, step.why, step.who, step.done]).not.toContain('');
    const branches = steps.flatMap(({ work }) =>
      work.work === 'environment' ? [work.environment.branches] : [],
    );
    expect(branches).toEqual([['main', 'refs/pull/*/merge'], ['main']]);
  });
});

describe('the certificate to sign in with', () => {
  const made = certificate('reader');
  const at = (from: string, until: string) => ({ ...made, from: new Date(from), until: new Date(until) });
  const [expired, long, short, later] = [
    at('2024-01-01', '2025-01-01'),
    at('2026-01-01', '2028-01-01'),
    at('2026-06-01', '2027-01-01'),
    at('2027-01-01', '2030-01-01'),
  ];
  test.each([
    ['the one that holds longest', [short, long], long],
    ['none that has expired', [expired], undefined],
    ['none that does not hold yet', [later, short], short],
    ['none', [], undefined],
  ])('%s', (_, all, expected) => {
    expect(current(all, new Date('2026-11-22'))).toBe(expected);
  });
  test('has so many days left', () => {
    expect(daysLeft(short, new Date('2026-12-31'))).toBe(1);
    expect(daysLeft(expired, new Date('2026-12-31'))).toBe(0);
  });
});
