import type { Entry } from '../directory/entry.ts';
import type { Item } from '../directory/item.ts';
import type { Tenant } from '../tenant.ts';
import { project, type Column } from './selection.ts';

/** What of an object a delta query reports. */
export interface DeltaView {
  columns: readonly Column[];
  /** The relationships that are reported as `members@delta` and the like. */
  links: readonly ('members' | 'owners' | 'manager')[];
  /** Changes after this sequence number; -1 for all there is. */
  since: number;
  /** `Prefer: return=minimal`: changed properties only. */
  minimal: boolean;
}

export interface DeltaLink {
  '@odata.type': string;
  id: string;
  '@removed'?: { reason: 'deleted' };
}

/** An object of a delta page without its links; null where nothing that is asked for changed. */
export function deltaObject(entry: Entry, view: DeltaView): Record<string, unknown> | null {
  const initial = view.since < 0;
  const { seen, id } = entry;
  if (!seen) return initial ? null : { id, '@removed': { reason: 'deleted' } };
  if (seen.deleted !== null) return { id, '@removed': { reason: 'changed' } };
  const changed = (name: string): boolean => (entry.changed?.get(name) ?? -1) > view.since;
  const asked = ['id', ...view.columns.map(({ name }) => name), ...view.links];
  if (!initial && !asked.some(changed)) return null;
  const shown = view.minimal && !initial ? view.columns.filter(({ name }) => changed(name)) : view.columns;
  // A property that was never set is absent; one that was cleared is null.
  const properties = Object.entries(project(seen, shown)).filter(
    ([name, value]) => !isEmpty(value) || (!initial && changed(name)),
  );
  return { ...Object.fromEntries(properties), id };
}

/** All links of an object, or the ones made and removed since. */
export function deltaLinks(
  tenant: Tenant,
  entry: Entry,
  link: 'members' | 'owners' | 'manager',
  since: number,
): DeltaLink[] {
  const { seen } = entry;
  if (!seen || seen.deleted !== null) return [];
  const whole = since < 0 || (entry.changed?.get('id') ?? -1) > since;
  if (whole) return linkedIds(seen, link).map((id) => deltaLink(tenant, id));
  const last = new Map<string, boolean>();
  for (const change of tenant.directory.changes.links)
    if (change.sequence > since && change.object === entry.id && change.link === link)
      last.set(change.target, change.removed);
  return [...last].map(([id, removed]) => ({
    ...deltaLink(tenant, id),
    ...(removed ? { '@removed': { reason: 'deleted' as const } } : {}),
  }));
}

function linkedIds(item: Item, link: 'members' | 'owners' | 'manager'): string[] {
  if (link === 'manager') return item.manager === null ? [] : [item.manager];
  return [...item[link]];
}

function deltaLink(tenant: Tenant, id: string): DeltaLink {
  return { '@odata.type': `#microsoft.graph.${tenant.directory.entries.get(id)?.kind ?? 'user'}`, id };
}

function isEmpty(value: unknown): boolean {
  return value === null;
}
