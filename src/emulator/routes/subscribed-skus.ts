import type { Call, Routes } from '../http/call.ts';
import { badRequest } from '../errors.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import type { JsonObject } from '../state.ts';

/**
 * What the tenant has bought. The list takes `$select` and no `$filter`:
 * https://learn.microsoft.com/graph/api/subscribedsku-list
 */
export function addSubscribedSkus(routes: Routes): void {
  routes.add('GET', '/subscribedSkus', (call) => {
    if (/(?:^|&)(?:\$|%24)filter=/.test(call.request.search))
      throw badRequest('Filter is not supported for this resource.');
    return answerList(call, documents(call, subscribedSkus(call), 'subscribedSku', 'subscribedSkus'));
  });
}

/** Where the state does not say, there is one licence with Entra ID P2 for each user. */
function subscribedSkus(call: Call): JsonObject[] {
  const { documents: kept, directory } = call.tenant;
  if (kept.subscribedSkus) return kept.subscribedSkus;
  const users = directory.lists.user.length;
  const skuId = '06ebc4ee-1bb5-47dd-8120-11324bc54e06';
  return [
    {
      id: `${kept.organization.id}_${skuId}`,
      accountId: kept.organization.id,
      accountName: kept.organization.displayName,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      consumedUnits: users,
      prepaidUnits: { enabled: users, lockedOut: 0, suspended: 0, warning: 0 },
      skuId,
      skuPartNumber: 'SPE_E5',
      subscriptionIds: ['9a1c1f6e-5d1b-4a52-9f1e-3d1f1c6b7a20'],
      servicePlans: [
        plan('AAD_PREMIUM', '41781fb2-bc02-4b7c-bd55-b576c07bb09d'),
        plan('AAD_PREMIUM_P2', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'),
        plan('EXCHANGE_S_ENTERPRISE', 'efb87545-963c-4e0d-99df-69c6916d9eb0'),
      ],
    },
  ];
}

const plan = (servicePlanName: string, servicePlanId: string): JsonObject => ({
  servicePlanId,
  servicePlanName,
  provisioningStatus: 'Success',
  appliesTo: 'User',
});
