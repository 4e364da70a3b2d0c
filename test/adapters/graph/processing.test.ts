import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/faults.ts';
import { startEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { connectTenant } from '../../../src/adapters/tenant/connect-tenant.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import { ask, group, id } from './asking.ts';

const dynamic = (number: number, rule: string): object =>
  group(number, {
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
  });

let emulator: Emulator;
afterEach(() => emulator.close());

async function processing(...faults: Fault[]): Promise<Readonly<Record<string, unknown>>> {
  const groups = [dynamic(1, 'user.city -eq "Rio"'), dynamic(2, 'user.nonsense -eq 3'), group(3)];
  emulator = await startEmulator({
    seed: 1,
    throttling: false,
    state: { ...emptyState(), groups: groups as ReturnType<typeof group>[] },
  });
  emulator.edit('group', id(1), { membershipRule: 'user.city -eq "Oslo"' });
  if (faults.length > 0) emulator.addFault(...faults);
  const { reader } = connectTenant({
    cloud: 'global',
    endpoint: new URL(emulator.graph),
    tenantId: emulator.state().organization.id,
    tokens: { graph: () => Promise.resolve('practice'), exchange: () => Promise.resolve('practice') },
    clock: { now: () => new Date(0), sleep: () => Promise.reject(new Error('Nobody should wait for this.')) },
  });
  const answer = await ask(reader, { query: 'processing', groups: [id(1), id(2), id(3), id(4)] });
  return Object.fromEntries(answer.processing);
}

test('the status of each group that has one', async () => {
  expect(await processing()).toEqual({
    [id(1)]: { status: 'NotStarted' },
    [id(2)]: { status: 'Failed', error: 'The membership rule cannot be evaluated.' },
  });
  const asked = emulator.requests().requests.map(({ method, path, query }) => `${method} ${path}?${query}`);
  expect(asked).toHaveLength(4);
});

test.each<[string, Fault]>([
  ['refused', { status: 403, code: 'Authorization_RequestDenied' }],
  ['not known', { status: 404, code: 'Request_ResourceNotFound' }],
  ['a property that it does not have', { status: 400, code: 'BadRequest' }],
  ['throttled', { status: 429, code: 'TooManyRequests', retryAfter: 100 }],
  ['a failure', { status: 503, body: 'down', contentType: 'text/html' }],
  ['no JSON', { status: 200, body: '<html>', contentType: 'text/html' }],
  ['a connection that ends', { drop: 'before' }],
])('%s: nothing is told, and nobody waits', async (_, fault) => {
  expect(await processing({ path: 'membershipRuleProcessingStatus', ...fault })).toEqual({});
});
