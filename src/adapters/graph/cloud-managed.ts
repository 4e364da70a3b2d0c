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
 * Of which of these users or groups the cloud is the source of authority:
 * https://learn.microsoft.com/graph/api/onpremisessyncbehavior-get. What is not there, or has no such behaviour, is not
 * among them; neither is anybody where the application may not ask, since the only permission for it allows writing too,
 * and whoever plans should not need that.
 */
export async function cloudManagedAmong(
  connection: Connection,
  kind: 'users' | 'groups',
  ids: readonly string[],
  waiting: Waiting,
): Promise<readonly string[]> {
  const requests = ids.map((id) => ({
    id,
    method: 'GET' as const,
    path: address([kind, id, 'onPremisesSyncBehavior']),
  }));
  const replies = await readInBatches(connection, purposes.cloudManaged, requests, worthOf, waiting);
  return [...replies.values()]
    .filter(({ body }) => member(body, 'isCloudManaged') === true)
    .map(({ id }) => id);
}

function worthOf({ status, body }: Reply): Worth {
  if (status === 404 || status === 403) return 'good';
  if (status === 200) return typeof member(body, 'isCloudManaged') === 'boolean' ? 'good' : 'again';
  return isPassing(status) ? 'again' : 'never';
}
