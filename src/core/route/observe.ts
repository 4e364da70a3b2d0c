import type { Evidence, LiveObject } from '../live/live.ts';
import type { GroupState, RecipientState, Source, UserState } from './states.ts';

/**
 * Whatever of these has a value shows that the object came from on-premises once; that none has one shows nothing. They
 * stay when directory sync is turned off, whereas `onPremisesSyncEnabled` becomes null in some tenants and false in
 * others (microsoft-graph-docs issue 12584).
 */
export const traces = [
  'onPremisesDistinguishedName',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesUserPrincipalName',
] as const;

/** What has to be read of a user to know its source. */
export const sourceProperties: readonly string[] = [
  'onPremisesImmutableId',
  'onPremisesSyncEnabled',
  ...traces,
];

/** The source of a user or group, as far as a reader can tell. */
export function sourceOf(live: LiveObject, { cloudManaged }: Pick<Evidence, 'cloudManaged'>): Source {
  if (live['onPremisesSyncEnabled'] === true) return 'synced';
  if (cloudManaged.has(live.id)) return 'movedToCloud';
  if (live['onPremisesSyncEnabled'] === false || traces.some((name) => isSet(live[name]))) return 'traced';
  return isSet(live['onPremisesImmutableId']) ? 'anchored' : 'cloud';
}

export function userState(live: LiveObject, evidence: Evidence): UserState {
  return {
    source: sourceOf(live, evidence),
    recipient: recipientState(live, evidence),
    role: evidence.roleHolders.get(live.id) ?? 'none',
    restricted: live['isManagementRestricted'] === true,
  };
}

function recipientState(live: LiveObject, { recipients }: Evidence): RecipientState {
  const recipient = recipients.get(live.id);
  if (!recipient) return 'none';
  if (recipient.type === 'mailUser') return 'mailUser';
  return recipient.cloudManaged ? 'cloudManagedMailbox' : 'mailbox';
}

export function groupState(live: LiveObject): GroupState {
  if (live['isManagementRestricted'] === true) return 'restricted';
  const types = live['groupTypes'];
  const unified = Array.isArray(types) && types.includes('Unified');
  const mailEnabled = live['mailEnabled'] === true && !unified;
  if (live['onPremisesSyncEnabled'] === true) return mailEnabled ? 'syncedMailEnabled' : 'synced';
  if (mailEnabled) return live['securityEnabled'] === true ? 'mailEnabledSecurity' : 'distributionList';
  return live['isAssignableToRole'] === true ? 'roleAssignable' : 'cloud';
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
