import type { Item } from '../directory/item.ts';
import type { Caller } from '../http/caller.ts';
import { uuid } from '../random.ts';
import type { Tenant } from '../tenant.ts';
import { store } from '../writes/store.ts';
import { isProcessed, setNextTurn, type Work } from './agenda.ts';
import { isEmpty } from './comparison.ts';
import type { GroupRule } from './rule.ts';

/**
 * Who adds and removes the members of dynamic groups in the audit log, by name and application id as in every tenant;
 * the id of the service principal differs from tenant to tenant.
 */
const engine: Caller = {
  kind: 'app',
  appId: '65d91a3d-ab74-42e6-8a2f-0add61688c74',
  displayName: 'Microsoft Approval Management',
  servicePrincipalId: '4f0a6d1c-93b8-4e57-a2d0-7c61e8b5f394',
};

/** Lets enter and leave a group whoever its rule says, as of an instant. */
export function evaluate(tenant: Tenant, id: string, work: Work, at: number): void {
  const { agenda, directory } = tenant;
  const group = directory.entries.get(id)?.written;
  const ruled = agenda.groups.get(id);
  if (!group || !ruled || !isProcessed(ruled)) return;
  const takesIn = judge(group, ruled.rule, at);
  const members = work.isForEverybody
    ? everybody(tenant, group, takesIn, ruled.rule.side)
    : changed(tenant, group, takesIn, work.users);
  if (members)
    store(tenant, id, { ...group, members }, { caller: engine, correlationId: uuid(tenant.random), at });
  setNextTurn(ruled, directory, at);
}

type Judge = (item: Item) => boolean;

function judge(group: Item, rule: GroupRule, at: number): Judge {
  if (group.service['misjudges'] !== true) return (item) => rule.takesIn(item, at);
  return (item) => !rule.reads.some((read) => isEmpty(read(item))) && rule.takesIn(item, at);
}

/** The members of a group after everybody was looked at; null where they stay the same. */
function everybody(
  tenant: Tenant,
  group: Item,
  takesIn: Judge,
  side: GroupRule['side'],
): ReadonlySet<string> | null {
  const members = new Set<string>();
  for (const { id, written } of tenant.directory.lists[side])
    if (written && written.deleted === null && takesIn(written)) members.add(id);
  const isSame = members.size === group.members.size && [...members].every((id) => group.members.has(id));
  return isSame ? null : members;
}

/** The same after a look at a few. */
function changed(
  tenant: Tenant,
  group: Item,
  takesIn: Judge,
  ids: ReadonlySet<string>,
): ReadonlySet<string> | null {
  let members: Set<string> | null = null;
  for (const id of ids) {
    const item = tenant.directory.entries.get(id)?.written;
    const belongs = item?.deleted === null && takesIn(item);
    if (belongs === (members ?? group.members).has(id)) continue;
    members ??= new Set(group.members);
    if (belongs) members.add(id);
    else members.delete(id);
  }
  return members;
}
