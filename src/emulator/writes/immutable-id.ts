import { text, type Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import type { Tenant } from '../tenant.ts';

/**
 * What a federated domain demands: a person whose user principal name is in one has an immutable id, which can only be
 * changed while the name is in a managed domain (azure-docs issue 5108). The text is that of the retired MSOL module;
 * Graph's own is unknown. `before` is null for a new person.
 */
export function checkImmutableId(tenant: Tenant, before: Item | null, after: Item): void {
  const id = text(after, 'onPremisesImmutableId');
  const isMissing = id === null && isFederated(tenant, after);
  const isMoved = before !== null && text(before, 'userPrincipalName') !== text(after, 'userPrincipalName');
  const isChanged =
    before !== null && isFederated(tenant, before) && id !== text(before, 'onPremisesImmutableId');
  if (isChanged || (isMissing && (before === null || isMoved)))
    throw badRequest('You must provide a required property: Parameter name: FederatedUser.SourceAnchor');
}

function isFederated(tenant: Tenant, item: Item): boolean {
  const name = text(item, 'userPrincipalName') ?? '';
  const domain = name.slice(name.lastIndexOf('@') + 1).toLowerCase();
  return tenant.documents.domains.some(
    (row) => row.authenticationType === 'Federated' && row.id.toLowerCase() === domain,
  );
}
