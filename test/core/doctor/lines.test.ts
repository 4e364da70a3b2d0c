import { describe, expect, test } from 'vitest';
import { networkLines } from '../../../src/core/doctor/clock.ts';
import { federationLines, registrationLines, wayLines } from '../../../src/core/doctor/credentials.ts';
import { identityLines, personLines } from '../../../src/core/doctor/identity.ts';
import type { DoctorLine } from '../../../src/core/doctor/line.ts';
import type { Identity, Registration, WayIn } from '../../../src/core/doctor/observed.ts';
import { hybridLines, licenceLines } from '../../../src/core/doctor/tenant.ts';
import { workflowLines } from '../../../src/core/doctor/workflows.ts';
import { desiredOf } from '../../read/desired.ts';
import { load } from '../../../src/config/load.ts';
import type { LiveObject } from '../../../src/core/live/live.ts';
import { liveOf } from '../../commands/import/support.ts';
import { tree } from '../../config/support.ts';

const now = Date.parse('2026-11-22T00:00:00Z');
const day = 86_400_000;
const minute = 60_000;
const verdicts = (lines: readonly DoctorLine[]) => lines.map(({ id, verdict }) => `${verdict} ${id}`);
const way: WayIn = { text: 'As application a.', because: ['A'], unused: [], problems: [] };

const at = (...offMs: readonly number[]) =>
  networkLines(offMs.map((off) => ({ host: 'h', what: 'w', clock: { theirs: now, ours: now + off } })));

describe('the clock', () => {
  test.each([
    [0, 'fine'],
    [minute - 1, 'fine'],
    [-2 * minute, 'warning'],
    [5 * minute, 'warning'],
    [5 * minute + 1, 'failure'],
    [-3 * day, 'failure'],
  ])('off by %d ms: %s', (off, verdict) => {
    expect(at(off).at(-1)?.verdict).toBe(verdict);
  });

  test('one host whose own clock is wrong proves nothing', () => {
    expect(verdicts(at(9 * minute, 1000))).toEqual(['fine reached', 'fine reached', 'fine clock']);
  });

  test('a host that does not answer is one line, and the others have theirs', () => {
    const lines = networkLines([
      { host: 'a', what: 'sign-in', problem: { message: 'ENOTFOUND', remedy: 'Check the network.' } },
      { host: 'b', what: 'Microsoft Graph', clock: { theirs: now, ours: now } },
    ]);
    expect(verdicts(lines)).toEqual(['failure unreachable', 'fine reached', 'fine clock']);
    expect(lines[0]).toMatchObject({
      text: 'a (sign-in) cannot be reached: ENOTFOUND.',
      next: 'Check the network.',
    });
  });
});

describe('how one signs in', () => {
  test.each([
    [31 * day, 'fine'],
    [30 * day - 1, 'warning'],
    [1, 'warning'],
    [0, 'failure'],
  ])('a certificate that ends in %d ms: %s', (left, verdict) => {
    const lines = wayLines({ ...way, certificate: { sha1: 'AB', until: now + left } }, now);
    expect(verdicts(lines)).toEqual(['fine way', `${verdict} expiry`]);
  });

  test('variables that are not used, and what is wrong with the environment', () => {
    const lines = wayLines(
      { ...way, unused: ['AZURE_CLIENT_SECRET'], problems: [{ message: 'No.', remedy: 'Do.' }] },
      now,
    );
    expect(verdicts(lines)).toEqual(['fine way', 'warning unused-variables', 'failure way-in']);
  });

  const registration: Registration = {
    displayName: 'Reader',
    certificates: [
      { name: 'old', sha1: 'CD', until: now - day },
      { name: 'this', sha1: 'AB', until: now + 200 * day },
    ],
    secrets: [{ name: 'soon', until: now + day }],
    federated: [{ name: 'plan', issuer: 'i', subject: 's', audiences: ['a'] }],
  };

  test('registered keys that end are told, the one that is used is not told twice', () => {
    const lines = registrationLines(registration, { ...way, certificate: { sha1: 'AB', until: now } }, now);
    expect(lines.map(({ text }) => text)).toEqual([
      'Reader has a registered key "old" that ended on 2026-11-21.',
      'Reader has a registered key "soon" that ends on 2026-11-23.',
    ]);
  });

  test('a certificate that is not registered', () => {
    const lines = registrationLines(registration, { ...way, certificate: { sha1: 'EF', until: now } }, now);
    expect(lines[0]).toMatchObject({ id: 'certificate-unknown', verdict: 'failure' });
  });

  test.each([
    [{ issuer: 'i', subject: 's', audience: 'a' }, 'fine'],
    [{ issuer: 'i', subject: 'S', audience: 'a' }, 'failure'],
    [{ issuer: 'other', subject: 's', audience: 'a' }, 'failure'],
    [{ issuer: 'i', subject: 's', audience: 'b' }, 'failure'],
  ])('%o is sent: %s', (sent, verdict) => {
    expect(federationLines(sent, registration).map((each) => each.verdict)).toEqual([verdict]);
  });

  test('where the credentials cannot be read, what is sent is shown', () => {
    const [line] = federationLines({ issuer: 'i', subject: 's', audience: 'a' }, undefined);
    expect(line).toMatchObject({ verdict: 'fine' });
    expect(line?.text).toContain('subject "s", issuer "i", audience "a"');
  });
});

describe('who is signed in', () => {
  const identity: Identity = {
    kind: 'application',
    application: 'a',
    name: 'Reader',
    tenantId: 'T',
    permissions: [],
    scopes: [],
    directoryRoles: [],
  };

  test.each([
    ['t', 'fine'],
    ['another', 'failure'],
  ])('for tenant %s: %s', (tenant, verdict) => {
    expect(identityLines(identity, tenant).map((each) => each.verdict)).toEqual([verdict]);
  });

  const person: Identity = { ...identity, kind: 'person', scopes: ['User.ReadWrite.All'] };
  const writing = { writing: ['user', 'group'] as const, exchange: false };
  const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
  const groupsAdministrator = 'fdd7a751-b60b-444a-984c-02652fe8fa1c';
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
  test.each([
    [[globalAdministrator], 'fine person'],
    [[userAdministrator, groupsAdministrator], 'fine person'],
    [[userAdministrator], 'warning person'],
    [[], 'warning person'],
  ])('a person with the roles %o', (directoryRoles, expected) => {
    expect(verdicts(personLines({ ...person, directoryRoles }, writing))).toEqual([expected]);
  });

  test('a person cannot go through Exchange', () => {
    const lines = personLines(
      { ...person, directoryRoles: [globalAdministrator] },
      { ...writing, exchange: true },
    );
    expect(verdicts(lines)).toEqual(['fine person', 'warning person']);
  });
});

describe('the tenant', () => {
  test.each([
    [{ enabled: null }, 'is in the cloud alone'],
    [{ enabled: false }, 'was hybrid once'],
    [{ enabled: true, lastSync: '2026-11-20T22:31:07Z' }, 'is hybrid'],
  ] as const)('%o', (synchronisation, words) => {
    expect(hybridLines(synchronisation, desiredOf(), undefined)[0]?.text).toContain(words);
  });

  test('is not in the cloud alone where a declared person is synced, whatever it says of itself', () => {
    const synced = { id: 'a', userPrincipalName: 'ada@contoso.com', onPremisesSyncEnabled: true };
    const { desired } = load(tree({ 'users/a.yaml': 'users:\n  - user: ada@contoso.com\n' }), 'tenant');
    if (!desired) throw new Error('no files');
    const text = (users: readonly LiveObject[]) =>
      hybridLines({ enabled: null }, desired, liveOf(users))[0]?.text;
    expect(text([{ ...synced, onPremisesSyncEnabled: null }])).toContain('is in the cloud alone');
    expect(text([synced])).toBe(
      'The tenant does not say that anything is synced into it. Of the 1 declared users 1 is synced; what on-premises holds of them is blocked, and the plan says where to change it.',
    );
  });

  test.each([
    [[], 0, []],
    [[], 2, ['failure licences']],
    [[{ name: 'EXCHANGE_S_ENTERPRISE', usable: true, units: 9 }], 2, ['failure licences']],
    [[{ name: 'AAD_PREMIUM', usable: false, units: 9 }], 2, ['failure licences']],
    [[{ name: 'AAD_PREMIUM_P2', usable: true, units: 9 }], 2, ['fine licences']],
  ])('plans %o with %d groups by rule', (plans, ruled, expected) => {
    expect(verdicts(licenceLines(plans, ruled))).toEqual(expected);
  });
});

test('jobs are told by what they are sent with', () => {
  const lines = workflowLines('contoso/tenant', [
    { path: 'a.yml', job: 'plan', environment: 'tenantry-plan' },
    { path: 'b.yml', job: 'drift', environment: 'tenantry-plan' },
    { path: 'c.yml', job: 'free' },
  ]);
  expect(lines.slice(0, 2).map(({ text }) => text)).toEqual([
    'Sent with subject "repo:contoso/tenant:environment:tenantry-plan": job plan of a.yml, job drift of b.yml.',
    'Sent with subject "repo:contoso/tenant:ref:refs/heads/BRANCH or repo:contoso/tenant:pull_request": job free of c.yml.',
  ]);
  expect(workflowLines('contoso/tenant', [])).toEqual([]);
});
