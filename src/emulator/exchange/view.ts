import { text, texts, type Item } from '../directory/item.ts';
import type { Recipient } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { derivedIds, type ExchangeIds } from './ids.ts';
import { idsOf, type KeptRecipient } from './recipients.ts';
import { recipientKinds } from './recipient-types.ts';

/** An object as Exchange knows it: its own record, and what it takes over from the directory. */
export interface View {
  id: string;
  /** Null for a user who is no recipient. */
  recipient: KeptRecipient | null;
  family: 'mailbox' | 'mailUser' | 'contact' | 'group' | 'user';
  recipientType: string;
  recipientTypeDetails: string;
  alias: string;
  displayName: string;
  userPrincipalName: string;
  primarySmtpAddress: string;
  emailAddresses: string[];
  isDirSynced: boolean;
  createdDateTime: string;
}

/** A recipient; null while its object in the directory is deleted. */
export function recipientView(tenant: Tenant, id: string): View | null {
  const recipient = tenant.recipients.byId.get(id);
  if (!recipient) return null;
  const { type, family } = recipientKinds[recipient.recipientTypeDetails];
  const item = liveItem(tenant, id);
  if (!item && family !== 'contact') return null;
  return {
    ...described(id, recipient, item),
    recipient,
    family,
    recipientType: type,
    recipientTypeDetails: recipient.recipientTypeDetails,
  };
}

/** A user, recipient or not; null for whatever is none. */
export function userView(tenant: Tenant, id: string): View | null {
  const item = liveItem(tenant, id);
  if (item?.kind !== 'user') return null;
  const common = { recipient: null, family: 'user', recipientType: 'User' } as const;
  return (
    recipientView(tenant, id) ?? {
      ...described(id, { id, recipientTypeDetails: 'MailUser' }, item),
      ...common,
      recipientTypeDetails: 'User',
    }
  );
}

/** Exchange's own ids of an object. */
export function ownIds(view: View): ExchangeIds {
  return view.recipient ? idsOf(view.recipient) : derivedIds(view.id);
}

function liveItem(tenant: Tenant, id: string): Item | null {
  const item = tenant.directory.entries.get(id)?.written ?? null;
  return item?.deleted === null ? item : null;
}

type Described = Omit<View, 'recipient' | 'family' | 'recipientType' | 'recipientTypeDetails'>;

function described(id: string, recipient: Recipient, item: Item | null): Described {
  const shown = (property: string): string => (item ? (text(item, property) ?? '') : '');
  const userPrincipalName = shown('userPrincipalName');
  const primarySmtpAddress = recipient.primarySmtpAddress ?? (shown('mail') || userPrincipalName);
  const proxies = item ? texts(item, 'proxyAddresses') : [];
  return {
    id,
    alias: (recipient.alias ?? shown('mailNickname')) || (primarySmtpAddress.split('@')[0] ?? ''),
    displayName: recipient.displayName ?? shown('displayName'),
    userPrincipalName,
    primarySmtpAddress,
    emailAddresses: proxies.length > 0 ? proxies : [`SMTP:${primarySmtpAddress}`],
    isDirSynced: item?.properties['onPremisesSyncEnabled'] === true,
    createdDateTime: shown('createdDateTime'),
  };
}
