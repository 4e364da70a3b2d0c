import type { Reply } from '../../ports.ts';
import { isPassing } from '../http/patience.ts';
import type { Worth } from '../http/insist.ts';
import type { Purpose } from '../http/read-failure.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { readInBatches } from './batches.ts';
import { pageIn, pagesOf, type Connection, type Page } from './pages.ts';

/** Attempts to find a group that was listed a moment ago and is not yet to be found everywhere. */
const attemptsToFind = 3;

/**
 * The owners or members of groups, by group id: long lists are read to their end. Throws TenantryError where one cannot
 * be read in full.
 */
export async function linksOf(
  connection: Connection,
  relation: 'owners' | 'members',
  groups: readonly string[],
  purpose: Purpose,
  waiting: Waiting,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const requests = groups.map((group) => ({
    id: group,
    method: 'GET' as const,
    path: address(['groups', group, relation], { $select: 'id', $top: 999 }),
  }));
  const replies = await readInBatches(connection, purpose, requests, worthOf, waiting);
  const found = await Promise.all(
    [...replies].map(async ([group, reply]) => {
      const page = pageIn(reply);
      return [group, page ? await idsOf(connection, purpose, page) : []] as const;
    }),
  );
  return new Map(found);
}

function worthOf(reply: Reply, attempt: number): Worth {
  if (pageIn(reply)) return 'good';
  const { status } = reply;
  return status === 200 || isPassing(status) || (status === 404 && attempt < attemptsToFind)
    ? 'again'
    : 'never';
}

async function idsOf(connection: Connection, purpose: Purpose, first: Page): Promise<readonly string[]> {
  // A list that changes while it is read may show somebody twice.
  const ids = new Set<string>();
  for await (const items of pagesOf(connection, purpose, first)) for (const { id } of items) ids.add(id);
  return [...ids];
}
