import type { LiveApplication } from '../../core/live/live.ts';
import { chunks } from '../http/chunks.ts';
import { textOf } from '../http/json.ts';
import type { Purpose } from '../http/read-failure.ts';
import { address } from './address.ts';
import { everythingOf, quoted } from './everything.ts';
import { list } from './lists.ts';
import { pagesOf, type Connection, type Item } from './pages.ts';
import { purposes } from './purposes.ts';

/** Values of one `in`: https://learn.microsoft.com/graph/filter-query-parameter */
const mostInFilter = 15;

const properties = ['appId', 'displayName', 'id'];

/** The application registrations of the tenant: all of them, or those with these client ids. */
export async function applications(
  connection: Connection,
  appIds?: readonly string[],
): Promise<readonly LiveApplication[]> {
  const found =
    appIds === undefined
      ? await everythingOf(pagesOf(connection, purposes.applications, list(['applications'], properties)))
      : await amongThem(connection, 'applications', appIds, purposes.applications);
  return found.map((item) => ({
    id: item.id,
    appId: textOf(item['appId']),
    displayName: textOf(item['displayName']),
  }));
}

/** Which of these applications have a service principal in the tenant; client ids in lower case. */
export async function servicePrincipals(
  connection: Connection,
  appIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await amongThem(connection, 'servicePrincipals', appIds, purposes.servicePrincipals);
  return new Set(found.map((item) => textOf(item['appId']).toLowerCase()));
}

async function amongThem(
  connection: Connection,
  collection: 'applications' | 'servicePrincipals',
  appIds: readonly string[],
  purpose: Purpose,
): Promise<readonly Item[]> {
  const parts = await Promise.all(
    chunks([...new Set(appIds)], mostInFilter).map((part) => {
      const $filter = `appId in (${part.map(quoted).join(',')})`;
      const target = address([collection], { $filter, $select: properties.join(',') });
      return everythingOf(pagesOf(connection, purpose, target));
    }),
  );
  return parts.flat();
}
