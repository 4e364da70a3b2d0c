import { X509Certificate } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PublicCertificate } from '../../../src/core/setup/certificate.ts';
import { graphAppId } from '../../../src/core/setup/grants.ts';
import type { RegisteredApplication, TenantSetup } from '../../../src/ports.ts';
import { objectsOf } from '../../../src/emulator/json.ts';
import { practice, type Practice } from '../../emulator/practice.ts';
import { ownCertificate } from '../../support/certificate.ts';
import { problemOf } from '../problem-of.ts';
import { patientClock, setupOf } from './practice.ts';

const publicPart = (pem: string): PublicCertificate => {
  const certificate = new X509Certificate(pem);
  return {
    part: 'reader',
    file: 'a.cer',
    keyFile: 'a.pem',
    der: certificate.raw.toString('base64'),
    sha1: certificate.fingerprint.replaceAll(':', ''),
    subject: certificate.subject,
    from: certificate.validFromDate,
    until: certificate.validToDate,
  };
};
const one = publicPart(ownCertificate('one').certificate);
const two = publicPart(ownCertificate('two').certificate);

let tenant: Practice;
let setup: TenantSetup;
let made: RegisteredApplication;
beforeEach(async () => {
  tenant = await practice({});
  setup = setupOf(tenant);
  made = await setup.register("Tenantry 'reader'");
});

describe('what is made is found again', () => {
  test('an application, by exactly its name', async () => {
    await setup.register("Tenantry 'reader' 2");
    expect(await setup.registrations("Tenantry 'reader'")).toEqual([made]);
    expect(await setup.registrations('Tenantry')).toEqual([]);
  });
  test('a service principal, by the id of its application', async () => {
    expect(await setup.principal(made.appId)).toBe(undefined);
    const principal = await setup.addPrincipal(made.appId);
    expect(await setup.principal(made.appId)).toEqual(principal);
  });
  test('certificates, one beside the other, by their bytes', async () => {
    await setup.addCertificate(made.id, one);
    await setup.addCertificate(made.id, two);
    expect((await setup.certificates(made.id)).map(({ sha1 }) => sha1)).toEqual([one.sha1, two.sha1]);
    expect((await setup.certificates(made.id))[0]?.until).toEqual(one.until);
  });
  test('only expired certificates are removed', async () => {
    await setup.addCertificate(made.id, one);
    tenant.addCredential(made.appId, {
      certificate: ownCertificate('old').certificate,
      endDateTime: '2026-01-01T00:00:00Z',
    });
    const now = new Date('2026-11-22T08:00:00Z');
    expect(await setup.removeExpired(made.id, now)).toBe(1);
    expect((await setup.certificates(made.id)).map(({ sha1 }) => sha1)).toEqual([one.sha1]);
    expect(await setup.removeExpired(made.id, now)).toBe(0);
  });
  test('a certificate of which the end is not known stays', async () => {
    tenant.addCredential(made.appId, {
      certificate: ownCertificate('old').certificate,
      endDateTime: '2026-01-01T00:00:00Z',
    });
    await setup.addCertificate(made.id, one);
    const state = tenant.state();
    const keys = objectsOf(state.applications?.[0]?.['keyCredentials']);
    tenant.putState({
      ...state,
      applications: [
        {
          ...state.applications?.[0],
          keyCredentials: keys.map(({ endDateTime, ...rest }, index) =>
            index === 0 ? { ...rest, endDateTime: endDateTime ?? '' } : rest,
          ),
        },
      ],
    });
    expect(await setup.removeExpired(made.id, new Date('2026-11-22T08:00:00Z'))).toBe(1);
    expect((await setup.certificates(made.id)).map(({ sha1 }) => sha1)).toEqual([one.sha1]);
  });
  test('federated credentials', async () => {
    const credential = {
      name: 'tenant',
      issuer: 'https://i.example',
      subject: 'repo:a/b',
      audience: 'api://x',
    };
    await setup.addFederation(made.id, credential);
    expect(await setup.federations(made.id)).toEqual([credential]);
  });
  test('permissions, and what the registration notes of them beside what it has', async () => {
    const principal = await setup.addPrincipal(made.appId);
    const graph = await setup.principal(graphAppId);
    const role = (name: string): string => graph?.roles.get(name) ?? '';
    await setup.request(made.id, [{ appId: graphAppId, roleIds: [role('User.Read.All')] }]);
    await setup.request(made.id, [
      { appId: graphAppId, roleIds: [role('User.Read.All'), role('Group.Read.All')] },
    ]);
    const [application] = tenant.state().applications ?? [];
    expect(application?.['requiredResourceAccess']).toEqual([
      {
        resourceAppId: graphAppId,
        resourceAccess: [
          { id: role('User.Read.All'), type: 'Role' },
          { id: role('Group.Read.All'), type: 'Role' },
        ],
      },
    ]);
    await setup.grant(principal.id, graph?.id ?? '', role('User.Read.All'));
    expect(await setup.granted(principal.id)).toEqual(
      new Map([[graph?.id, new Set([role('User.Read.All')])]]),
    );
  });
  test('directory roles for the whole tenant', async () => {
    const principal = await setup.addPrincipal(made.appId);
    const reader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
    expect(await setup.directoryRoles(principal.id)).toEqual(new Set());
    await setup.giveDirectoryRole(principal.id, reader);
    expect(await setup.directoryRoles(principal.id)).toEqual(new Set([reader]));
  });
  test('more than a page of permissions', async () => {
    const principal = await setup.addPrincipal(made.appId);
    const graph = await setup.principal(graphAppId);
    const ids = [...(graph?.roles.values() ?? [])].slice(0, 12);
    for (const id of ids) await setup.grant(principal.id, graph?.id ?? '', id);
    const small = await practice(tenant.state(), { emptyPages: true });
    const granted = await setupOf(small).granted(principal.id);
    expect([...(granted.get(graph?.id ?? '') ?? [])].toSorted()).toEqual(ids.toSorted());
  });
});

describe('what the service has not heard of yet', () => {
  test('is waited for', async () => {
    const clock = patientClock();
    tenant.addFault({
      method: 'POST',
      path: '^/servicePrincipals$',
      times: 2,
      status: 400,
      code: 'Request_BadRequest',
      message: `The appId '${made.appId}' of the service principal does not reference a valid application object.`,
    });
    const principal = await setupOf(tenant, clock).addPrincipal(made.appId);
    expect(principal.id).not.toBe('');
    expect(clock.slept).toHaveLength(2);
  });
  test('but not for ever', async () => {
    const clock = patientClock();
    const problem = await problemOf(() =>
      setupOf(tenant, clock).addPrincipal('00000000-0000-4000-8000-000000000009'),
    );
    expect(problem.id).toBe('setup-refused');
    expect(problem.message).toContain('refused to make the service principal');
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(200_000);
  });
  test('and throttling is waited out as long as the service says', async () => {
    const clock = patientClock();
    tenant.addFault({ method: 'POST', path: '^/servicePrincipals$', times: 1, status: 429, retryAfter: 7 });
    await setupOf(tenant, clock).addPrincipal(made.appId);
    expect(clock.slept).toEqual([7000]);
  });
});

describe('what goes wrong is told', () => {
  test('a refusal, with whose it is', async () => {
    tenant.addFault({
      method: 'PATCH',
      path: '^/applications/',
      times: 1,
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
    const problem = await problemOf(() => setup.addCertificate(made.id, one));
    expect(problem).toMatchObject({ id: 'setup-not-allowed' });
    expect(problem.message).toContain(
      'Microsoft Graph refused to upload the certificate: Insufficient privileges to complete the operation (Authorization_RequestDenied, status 403',
    );
  });
  test('an answer that never came, after a write', async () => {
    tenant.addFault({ path: String.raw`^/\$batch`, item: false, times: 1, drop: 'after' });
    const problem = await problemOf(() => setup.register('Another'));
    expect(problem.id).toBe('setup-lost');
    expect(problem.remedy).toBe('It may have been done. Run setup again: it looks first.');
    // It was.
    expect(await setup.registrations('Another')).toHaveLength(1);
  });
});
