import type { Recipient } from '../../core/live/live.ts';
import type { Waiting } from '../http/waiting.ts';
import type { Connection } from './connection.ts';
import { pagesOf } from './pages.ts';
import { unsound } from './read-failure.ts';
import { recipientOf, selections, type ReadingCmdlet } from './recipient.ts';

/** Lists all recipients and keeps these users; who is no recipient is not in the answer. Throws TenantryError. */
export async function readInBulk(
  connection: Connection,
  users: readonly string[],
  { onProgress }: Waiting,
): Promise<ReadonlyMap<string, Recipient>> {
  const wanted = new Map(users.map((id) => [id.toLowerCase(), id]));
  const [mailboxes, mailUsers] = await Promise.all([
    listed(connection, 'Get-Mailbox', wanted, (count) => onProgress(`read the mailboxes: ${count}`)),
    listed(connection, 'Get-MailUser', wanted, (count) => onProgress(`read the mail users: ${count}`)),
  ]);
  // Who became a mailbox in between is in both lists.
  return new Map([...mailUsers, ...mailboxes]);
}

async function listed(
  connection: Connection,
  cmdlet: ReadingCmdlet,
  wanted: ReadonlyMap<string, string>,
  onCount: (count: number) => void,
): Promise<ReadonlyMap<string, Recipient>> {
  const found = new Map<string, Recipient>();
  let count = 0;
  // Without a size the service stops at 1000 rows, and such a list cannot be continued.
  const command = { cmdlet, parameters: { ResultSize: 'Unlimited' }, select: selections[cmdlet] };
  for await (const rows of pagesOf(connection, command)) {
    for (const row of rows) {
      const object = row['ExternalDirectoryObjectId'];
      if (object === undefined) throw unsound(`${cmdlet} lists somebody without the id of a user`);
      // Mailboxes of the service itself have none, or an empty one.
      const id = typeof object === 'string' ? wanted.get(object.toLowerCase()) : undefined;
      if (id !== undefined) found.set(id, recipientOf(row, cmdlet));
    }
    count += rows.length;
    onCount(count);
  }
  return found;
}
