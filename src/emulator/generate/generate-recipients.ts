import type { Group, Recipient, RecipientTypeDetails, User } from '../state.ts';

/**
 * What Exchange Online makes of invented people and groups: mailboxes for most, mail users for guests and a few
 * others, nothing for some who were born in the cloud. Of ten people who are synchronised, one has its
 * Exchange attributes managed in the cloud. It follows from their order alone, so that nothing else about them changes.
 */
export function generateRecipients(users: readonly User[], groups: readonly Group[]): Recipient[] {
  return [
    ...users.flatMap((user, index) => {
      const recipientTypeDetails = kindOf(user, index);
      if (recipientTypeDetails === undefined) return [];
      const isExchangeCloudManaged = user['onPremisesSyncEnabled'] === true && index % 10 === 4;
      return [
        { id: user.id, recipientTypeDetails, ...(isExchangeCloudManaged ? { isExchangeCloudManaged } : {}) },
      ];
    }),
    ...groups
      .filter((group) => group['mailEnabled'] === true)
      .map(({ id }) => ({ id, recipientTypeDetails: 'GroupMailbox' as const })),
  ];
}

function kindOf(user: User, index: number): RecipientTypeDetails | undefined {
  if (user['userType'] === 'Guest') return 'GuestMailUser';
  if (user['onPremisesSyncEnabled'] === true || user._service !== undefined) return 'UserMailbox';
  if (index % 20 === 7) return 'MailUser';
  return index % 10 === 3 ? undefined : 'UserMailbox';
}
