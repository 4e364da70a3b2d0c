import { describe, expect, test } from 'vitest';
import { contoso } from '../../../src/emulator/contoso.ts';
import { ownCertificate } from '../../support/certificate.ts';
import { practice } from './practice.ts';

describe('what doctor asks of the tenant', () => {
  test('whether it is hybrid', async () => {
    const { reader } = await practice({ state: contoso() });
    expect(await reader.answer([{ query: 'synchronisation' }])).toEqual([
      { query: 'synchronisation', synchronisation: { enabled: true, lastSync: '2026-11-20T22:31:07Z' } },
    ]);
  });

  test.each([
    ['Enabled', 'Success', true],
    ['Warning', 'Success', true],
    ['Suspended', 'Success', false],
    ['Enabled', 'Disabled', false],
  ])(
    'service plans of a subscription that is %s, provisioned %s',
    async (capabilityStatus, provisioningStatus, usable) => {
      const plan = {
        servicePlanId: 'p',
        servicePlanName: 'AAD_PREMIUM',
        provisioningStatus,
        appliesTo: 'User',
      };
      const sku = {
        id: 's',
        capabilityStatus,
        prepaidUnits: { enabled: 20, warning: 5, suspended: 7, lockedOut: 0 },
        servicePlans: [plan],
      };
      const { reader } = await practice({ state: { ...contoso(), subscribedSkus: [sku] } });
      expect(await reader.answer([{ query: 'servicePlans' }])).toEqual([
        { query: 'servicePlans', plans: [{ name: 'AAD_PREMIUM', usable, units: 25 }] },
      ]);
    },
  );

  test('a tenant that says nothing of licences has one with P2 for each user', async () => {
    const { reader } = await practice({ users: 7 });
    const [answer] = await reader.answer([{ query: 'servicePlans' }]);
    const plans = answer?.query === 'servicePlans' ? answer.plans : [];
    expect(plans.map(({ name }) => name)).toContain('AAD_PREMIUM_P2');
    expect(plans.every(({ usable, units }) => usable && units >= 7)).toBe(true);
  });

  test('an application that is not registered here', async () => {
    const { reader } = await practice({ state: contoso() });
    const application = 'ffffffff-0000-4000-8000-000000000000';
    expect(await reader.answer([{ query: 'registration', application }])).toEqual([
      { query: 'registration', registration: undefined },
    ]);
  });
});

test('an application with its keys and federated credentials, and nothing that opens anything', async () => {
  const application = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';
  const { emulator, reader } = await practice({ state: contoso() });
  const [registered] = (emulator.state().applications ?? []).filter(({ appId }) => appId === application);
  expect(registered).toBeDefined();
  emulator.addCredential(application, { secret: 'Zq8~practice' });
  emulator.addCredential(application, { certificate: ownCertificate().certificate });
  emulator.addCredential(application, { federated: { issuer: 'https://i.example', subject: 'repo:a/b' } });
  const [answer] = await reader.answer([{ query: 'registration', application }]);
  const found = answer?.query === 'registration' ? answer.registration : undefined;
  expect(found?.secrets).toHaveLength(1);
  expect(found?.certificates[0]?.until).toBeGreaterThan(Date.now());
  expect(found?.federated).toMatchObject([
    { issuer: 'https://i.example', subject: 'repo:a/b', audiences: ['api://AzureADTokenExchange'] },
  ]);
  expect(JSON.stringify(found)).not.toContain('Zq8~practice');
});
