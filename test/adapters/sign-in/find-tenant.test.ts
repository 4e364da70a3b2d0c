import { afterEach, expect, test, vi } from 'vitest';
import { findTenant } from '../../../src/adapters/sign-in/find-tenant.ts';
import type { Cloud } from '../../../src/core/desired/settings.ts';

const id = '84841066-274d-4ec0-a5c1-276be684bdd3';
const asking = { clock: { now: () => new Date(0), sleep: () => Promise.resolve() }, signal: undefined };
afterEach(() => vi.unstubAllGlobals());

/** What is found where the service answers so, and what it was asked. */
async function found(cloud: Cloud | undefined, status: number, document: unknown) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(document), { status }));
  });
  return { place: await findTenant('contoso.com', cloud, asking), asked };
}

const document = (instance: string, scope: string | null = null): object => ({
  issuer: `https://login.microsoftonline.com/${id.toUpperCase()}/v2.0`,
  cloud_instance_name: instance,
  tenant_region_sub_scope: scope,
});

test.each([
  ['microsoftonline.com', null, 'global'],
  ['microsoftonline.com', 'GCC', 'global'],
  ['microsoftonline.us', 'DODCON', 'usGovernment'],
  ['microsoftonline.us', 'DOD', 'usGovernmentDoD'],
  ['partner.microsoftonline.cn', null, 'china'],
])('%s %s is %s', async (instance, scope, cloud) => {
  const { place, asked } = await found(undefined, 200, document(instance, scope));
  expect(place).toEqual({ id, cloud });
  expect(asked).toEqual([
    'https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration',
  ]);
});

test('the cloud that was named is asked, and stays', async () => {
  const { place, asked } = await found('china', 200, document('microsoftonline.com'));
  expect(place).toEqual({ id, cloud: 'china' });
  expect(new URL(asked[0] ?? '').origin).toBe('https://login.chinacloudapi.cn');
});

test.each([
  [400, { error: 'invalid_tenant' }, 'knows no tenant with the domain contoso.com'],
  [200, { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }, 'no tenant ID'],
  [200, 'a captive portal', 'no tenant ID'],
  [503, {}, 'answers with status 503'],
])('status %i with %j is no tenant', async (status, body, words) => {
  await expect(found(undefined, status, body)).rejects.toThrow(words);
});

test('where nobody answers, the ID is the way out', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })),
  );
  await expect(findTenant('contoso.com', undefined, asking)).rejects.toMatchObject({
    problems: [{ remedy: expect.stringContaining('name the tenant by its ID') as string }],
  });
});
