import type { Group, Recipient, RecipientTypeDetails, User } from '../state.ts';

/** Whoever is another recipient than licence and invitation tell, by mail nickname. */
const exceptions: Readonly<Record<string, RecipientTypeDetails>> = {
  'franziska.vogel': 'MailUser',
  'orders.munich': 'SharedMailbox',
  invoices: 'SharedMailbox',
  // The mailbox of a leaver is kept as a shared one until it is archived.
  'vera.nowotny': 'SharedMailbox',
  'room.zurich.limmat': 'RoomMailbox',
  'room.seattle.rainier': 'RoomMailbox',
};

/** Whose Exchange attributes were handed over to the cloud, although the plant's Active Directory masters the rest. */
const cloudManaged: ReadonlySet<unknown> = new Set(['katarzyna.wisniewska']);

/** What Exchange Online makes of the users and groups: mailboxes for licences, mail users for guests who came. */
export function recipientsAmong({
  users,
  groups,
}: {
  users: readonly User[];
  groups: readonly Group[];
}): Recipient[] {
  return [
    ...users.flatMap((user) => recipient(user.id, kindOfUser(user), cloudManaged.has(user['mailNickname']))),
    ...groups.flatMap((group) => recipient(group.id, kindOfGroup(group), false)),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function recipient(
  id: string,
  recipientTypeDetails: RecipientTypeDetails | undefined,
  isExchangeCloudManaged: boolean,
): Recipient[] {
  if (recipientTypeDetails === undefined) return [];
  return [{ id, recipientTypeDetails, ...(isExchangeCloudManaged ? { isExchangeCloudManaged } : {}) }];
}

function kindOfUser(user: User): RecipientTypeDetails | undefined {
  const exception = exceptions[String(user['mailNickname'])];
  if (exception) return exception;
  if (user['externalUserState'] === 'Accepted') return 'GuestMailUser';
  const licences = user['assignedLicenses'];
  return Array.isArray(licences) && licences.length > 0 ? 'UserMailbox' : undefined;
}

function kindOfGroup(group: Group): RecipientTypeDetails | undefined {
  if (group['mailEnabled'] !== true) return undefined;
  const types = group['groupTypes'];
  if (Array.isArray(types) && types.includes('Unified')) return 'GroupMailbox';
  return group['securityEnabled'] === true ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup';
}
