import { inOrder, type Entry } from '../directory/entry.ts';
import type { Item } from '../directory/item.ts';
import type { Tenant } from '../tenant.ts';

/** The entries behind a set of ids; a set belongs to one version of an object, so the answer can be kept. */
const resolved = new WeakMap<ReadonlySet<string>, Entry[]>();

export function linked(tenant: Tenant, ids: ReadonlySet<string>): readonly Entry[] {
  const known = resolved.get(ids);
  if (known) return known;
  const entries: Entry[] = [];
  for (const id of ids) {
    const entry = tenant.directory.entries.get(id);
    if (entry) entries.push(entry);
  }
  const ordered = inOrder(entries);
  resolved.set(ids, ordered);
  return ordered;
}

/** Groups that hold an object directly. */
export function memberOf(tenant: Tenant, id: string): Entry[] {
  const { indexes, lists } = tenant.directory;
  return indexes.memberOf(lists.group, id);
}

/** Groups that an object owns. */
export function ownerOf(tenant: Tenant, id: string): Entry[] {
  const { indexes, lists } = tenant.directory;
  return indexes.ownedBy(lists.group, id);
}

/** Users whose manager an object is. */
export function directReports(tenant: Tenant, id: string): Entry[] {
  const { indexes, lists } = tenant.directory;
  return indexes.directReports(lists.user, id);
}

/** Groups that hold an object directly or through other groups, each once; nesting may be circular. */
export function transitiveMemberOf(tenant: Tenant, id: string): Entry[] {
  return closure(memberOf(tenant, id), (group) => memberOf(tenant, group.id));
}

/** Members of a group and of the groups in it, each once. */
export function transitiveMembers(tenant: Tenant, group: Item): Entry[] {
  return closure(linked(tenant, group.members), (entry) =>
    entry.seen ? linked(tenant, entry.seen.members) : [],
  );
}

function closure(start: readonly Entry[], next: (entry: Entry) => readonly Entry[]): Entry[] {
  const found = new Set<Entry>();
  const open = [...start];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (found.has(entry)) continue;
    found.add(entry);
    open.push(...next(entry));
  }
  return inOrder(found);
}
