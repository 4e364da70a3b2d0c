import type { Tenant } from '../tenant.ts';
import { recipientView, userView, type View } from './view.ts';

/** A cmdlet that reads or writes one family of objects. */
export interface Cmdlet {
  name: string;
  verb: 'Get' | 'Set';
  /** Which objects it finds; it does not know of the others. */
  finds: (view: View) => boolean;
  /** Whether it sees users who are no recipients, too. */
  isOfUsers: boolean;
}

const isMailbox = ({ family }: View): boolean => family === 'mailbox';
const isMailUser = ({ family }: View): boolean => family === 'mailUser';
const isRecipient = ({ recipient }: View): boolean => recipient !== null;
const isUser = ({ family }: View): boolean => family !== 'contact' && family !== 'group';

const all: readonly Cmdlet[] = [
  { name: 'Get-Mailbox', verb: 'Get', finds: isMailbox, isOfUsers: false },
  { name: 'Get-MailUser', verb: 'Get', finds: isMailUser, isOfUsers: false },
  { name: 'Get-Recipient', verb: 'Get', finds: isRecipient, isOfUsers: false },
  { name: 'Get-User', verb: 'Get', finds: isUser, isOfUsers: true },
  { name: 'Set-Mailbox', verb: 'Set', finds: isMailbox, isOfUsers: false },
  { name: 'Set-MailUser', verb: 'Set', finds: isMailUser, isOfUsers: false },
];

const byName = new Map(all.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));

/** The cmdlet of a name in any letter case; undefined where the practice tenant has none. */
export function cmdletNamed(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}

/** Everything that a cmdlet finds, as places that hold one object or none. Places stay while the tenant runs. */
export interface Source {
  length: number;
  at: (place: number) => View | null;
}

/** What a cmdlet finds without an identity: all of it. */
export function sourceOf(tenant: Tenant, cmdlet: Cmdlet): Source {
  const found = (view: View | null): View | null => (view && cmdlet.finds(view) ? view : null);
  const { order } = tenant.recipients;
  const users = tenant.directory.lists.user;
  return cmdlet.isOfUsers
    ? { length: users.length, at: (place) => found(userView(tenant, users[place]?.id ?? '')) }
    : { length: order.length, at: (place) => found(recipientView(tenant, order[place] ?? '')) };
}
