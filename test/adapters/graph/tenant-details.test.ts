import { describe, expect, test } from 'vitest';
import { contoso } from '../../../src/emulator/contoso.ts';
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
