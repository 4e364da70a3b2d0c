import type { Item } from '../directory/item.ts';
import { isObject } from '../json.ts';
import type { PendingDualWrite } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { forget, overtake, postpone } from './pending-writes.ts';
import { inExchange, type Recipients } from './recipients.ts';

type Attributes = PendingDualWrite['attributes'];

/**
 * Sends on to Exchange what a new version of a user changes about its extension attributes. Who is gone for good is no
 * recipient either.
 */
export function forward(tenant: Tenant, before: Item | null, after: Item | null, now: number): void {
  if (!after) {
    forget(tenant.recipients, before?.id ?? '');
    return;
  }
  if (!tenant.recipients.byId.has(after.id)) return;
  const attributes = differences(attributesOf(before), attributesOf(after));
  if (Object.keys(attributes).length === 0) return;
  const delay = tenant.settings.exchangeReplicationMs;
  const write = { user: after.id, to: 'exchange' as const, attributes };
  if (delay > 0) postpone(tenant.recipients, { ...write, at: new Date(now + delay).toISOString() });
  else {
    overtake(tenant.recipients, write);
    receive(tenant.recipients, write);
  }
}

/** What Graph sent arrives in Exchange. */
export function receive(recipients: Recipients, { user, attributes }: Omit<PendingDualWrite, 'at'>): void {
  const recipient = recipients.byId.get(user);
  if (!recipient) return;
  const customAttributes = { ...recipient.customAttributes };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) delete customAttributes[inExchange(name)];
    else customAttributes[inExchange(name)] = value;
  }
  recipients.byId.set(user, { ...recipient, customAttributes });
}

/** The extension attributes of a user that are set. */
export function attributesOf(item: Item | null): Attributes {
  const shown = item?.properties['onPremisesExtensionAttributes'];
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(isObject(shown) ? shown : {}))
    if (typeof value === 'string') attributes[name] = value;
  return attributes;
}

function differences(before: Attributes, after: Attributes): Attributes {
  const changed: Attributes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (before[name] !== after[name]) changed[name] = after[name] ?? null;
  return changed;
}
