import type { RecipientTypeDetails } from '../state.ts';

export interface RecipientKind {
  /** What the coarser RecipientType says. */
  type: string;
  /** Which cmdlets find it by name; Get-Recipient finds all. */
  family: 'mailbox' | 'mailUser' | 'contact' | 'group';
}

/** The recipients of the practice tenant (Get-Recipient, parameter RecipientTypeDetails; dynamic groups are left out). */
export const recipientKinds: Readonly<Record<RecipientTypeDetails, RecipientKind>> = {
  UserMailbox: { type: 'UserMailbox', family: 'mailbox' },
  SharedMailbox: { type: 'UserMailbox', family: 'mailbox' },
  RoomMailbox: { type: 'UserMailbox', family: 'mailbox' },
  EquipmentMailbox: { type: 'UserMailbox', family: 'mailbox' },
  SchedulingMailbox: { type: 'UserMailbox', family: 'mailbox' },
  MailUser: { type: 'MailUser', family: 'mailUser' },
  GuestMailUser: { type: 'MailUser', family: 'mailUser' },
  MailContact: { type: 'MailContact', family: 'contact' },
  GroupMailbox: { type: 'MailUniversalDistributionGroup', family: 'group' },
  MailUniversalDistributionGroup: { type: 'MailUniversalDistributionGroup', family: 'group' },
  MailUniversalSecurityGroup: { type: 'MailUniversalSecurityGroup', family: 'group' },
};

export const recipientTypes = Object.keys(recipientKinds) as RecipientTypeDetails[];
