import { address } from './address.ts';
import { pagesOf, type Connection } from './pages.ts';
import { purposes } from './purposes.ts';

/**
 * Which of these holders of roles are groups. Only role-assignable groups can be, and they can be listed with no more
 * permission than groups take: https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
 */
export async function groupsAmong(
  connection: Connection,
  principals: readonly string[],
): Promise<readonly string[]> {
  if (principals.length === 0) return [];
  const target = address(['groups'], { $filter: 'isAssignableToRole eq true', $select: 'id', $top: 999 });
  const known = new Set(principals);
  const groups = new Set<string>();
  for await (const items of pagesOf(connection, purposes.groups, target))
    for (const { id } of items) if (known.has(id)) groups.add(id);
  return [...groups];
}
