import type { RoleHolding } from '../live/live.ts';

/**
 * Where a user or group comes from and who holds what it is, as far as a reader can tell.
 * `traced`: something on the object says that it was synced once, and nothing says where its values are held now. It may
 * have been synced until its tenant or its scope was changed, or have been moved back and be waiting for the next sync.
 * `anchored`: the only trace is an immutable id, which is set by hand too.
 */
export const sources = ['cloud', 'anchored', 'traced', 'movedToCloud', 'synced'] as const;
export type Source = (typeof sources)[number];

/**
 * What Exchange Online knows of a user. `cloudManagedMailbox`: the Exchange attributes of a synced user are managed in
 * the cloud.
 */
export const recipientStates = ['none', 'mailUser', 'mailbox', 'cloudManagedMailbox'] as const;
export type RecipientState = (typeof recipientStates)[number];

/** How a user comes to a role of administrators. */
export const roleStates = ['none', 'active', 'eligible', 'throughGroup'] as const;
export type RoleState = 'none' | RoleHolding;

export interface UserState {
  readonly source: Source;
  readonly recipient: RecipientState;
  readonly role: RoleState;
  readonly restricted: boolean;
}

/**
 * What kind of group it is, in the order in which one of them decides: an object under restricted management is out of
 * reach whatever else it is.
 */
export const groupStates = [
  'restricted',
  'synced',
  'syncedMailEnabled',
  'mailEnabledSecurity',
  'distributionList',
  'roleAssignable',
  'cloud',
] as const;
export type GroupState = (typeof groupStates)[number];

export const definitionStates = ['cloud', 'synced'] as const;
export type DefinitionState = (typeof definitionStates)[number];
