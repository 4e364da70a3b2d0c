import { batchSize, pageSize } from './protocol.ts';

/**
 * How so many users of a tenant are looked up with the fewest requests. One by one: a batch of mailboxes for every ten,
 * and another one of mail users for those that have no mailbox, which may be all. In bulk: all mailboxes and all mail
 * users of the tenant, each list at least a page.
 */
export function wayToRead(users: number, of: number): 'oneByOne' | 'inBulk' {
  const oneByOne = 2 * Math.ceil(users / batchSize);
  const inBulk = Math.max(2, Math.ceil(Math.max(users, of) / pageSize) + 1);
  return oneByOne <= inBulk ? 'oneByOne' : 'inBulk';
}
