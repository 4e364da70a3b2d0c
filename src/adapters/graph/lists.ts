import type { LiveObject } from '../../core/live/live.ts';
import type { Purpose } from '../http/read-failure.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { pagesOf, type Connection } from './pages.ts';
import { reducer, type Reduce } from './reduce.ts';

/** The largest page that Graph gives: https://learn.microsoft.com/graph/api/user-list */
const pageSize = 999;

/** The address of a list with these properties, in pages as large as they can be. */
export function list(
  segments: readonly string[],
  select: readonly string[],
  more: Readonly<Record<string, string>> = {},
): string {
  return address(segments, { $select: select.join(','), ...more, $top: pageSize });
}

/** Every object of a list. Throws TenantryError where it cannot be read to its end. */
export async function readList(
  connection: Connection,
  purpose: Purpose,
  target: string,
  { onProgress }: Pick<Waiting, 'onProgress'>,
  manager = false,
): Promise<readonly LiveObject[]> {
  const reduce: Reduce = reducer({ manager });
  // By id: a list that changes while it is read may show an object twice.
  const objects = new Map<string, LiveObject>();
  for await (const items of pagesOf(connection, purpose, target)) {
    for (const item of items) {
      const object = reduce(item);
      objects.set(object.id, object);
    }
    onProgress(`${purpose.doing}: ${objects.size}`);
  }
  return [...objects.values()];
}
