import type { Reply } from '../../ports.ts';
import type { Worth } from '../http/insist.ts';
import { member } from '../http/json.ts';
import { isPassing } from '../http/patience.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { readInBatches } from './batches.ts';
import type { Connection } from './pages.ts';
import { purposes } from './purposes.ts';

/**
 * How many direct members each group has. The count comes with a page of one member, since a batch is JSON and `/$count`
 * answers plain text: https://learn.microsoft.com/graph/aad-advanced-queries. A group that is gone is not among them.
 */
export async function memberCounts(
  connection: Connection,
  groups: readonly string[],
  waiting: Waiting,
): Promise<ReadonlyMap<string, number>> {
  const requests = groups.map((group) => ({
    id: group,
    method: 'GET' as const,
    path: address(['groups', group, 'members'], { $select: 'id', $top: 1, $count: 'true' }),
    headers: { ConsistencyLevel: 'eventual' },
  }));
  const replies = await readInBatches(connection, purposes.memberCounts, requests, worthOf, waiting);
  return new Map(
    [...replies].flatMap(([group, reply]) => {
      const count = countIn(reply);
      return count === undefined ? [] : [[group, count] as const];
    }),
  );
}

function worthOf(reply: Reply): Worth {
  if (countIn(reply) !== undefined || reply.status === 404) return 'good';
  return isPassing(reply.status) ? 'again' : 'never';
}

function countIn({ status, body }: Reply): number | undefined {
  const count = member(body, '@odata.count');
  return status === 200 && typeof count === 'number' ? count : undefined;
}
