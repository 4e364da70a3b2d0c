import type { Query } from '../../ports.ts';
import { gate } from '../http/gate.ts';
import type { Round } from '../http/round.ts';
import type { Waiting } from '../http/waiting.ts';
import type { Connection } from './connection.ts';
import { readInBulk } from './in-bulk.ts';
import { readOneByOne } from './one-by-one.ts';
import { wayToRead } from './way-to-read.ts';

/** The queries that Exchange Online answers. */
export type ExchangeQuery = Extract<Query, { readonly query: 'recipients' }>;

/** Requests that are under way at a time; a tenant is refused further ones early. */
const atOnce = 3;

/** Answers queries from Exchange Online. Throws TenantryError where one cannot be answered in full. */
export function exchangeReader(connection: Connection, waiting: Waiting): Round<ExchangeQuery> {
  return (signal) => {
    const enter = gate(atOnce);
    const limited = {
      ...connection,
      signal,
      transport: (request) => enter(() => connection.transport(request)),
    } satisfies Connection;
    return async (query) => {
      const users = [...new Set(query.users)];
      if (users.length === 0) return { query: 'recipients', recipients: new Map() };
      const read = wayToRead(users.length, query.of) === 'oneByOne' ? readOneByOne : readInBulk;
      return { query: 'recipients', recipients: await read(limited, users, waiting) };
    };
  };
}
