import type { Entry } from './entry.ts';
import { nobody, type Item } from './item.ts';

/** What delta queries report: a sequence number for every visible change, and every link made or removed. */
export interface Changes {
  sequence: number;
  readonly links: LinkChange[];
}

export interface LinkChange {
  sequence: number;
  object: string;
  link: 'members' | 'owners' | 'manager';
  target: string;
  removed: boolean;
}

/** Notes what differs between two visible versions of an object. */
export function recordChange(changes: Changes, entry: Entry, before: Item | null, after: Item | null): void {
  const sequence = ++changes.sequence;
  entry.touched = sequence;
  const changed = (entry.changed ??= new Map());
  // An object that appears, or comes back from the deleted items, is reported whole.
  const old = before?.deleted === null ? before : null;
  for (const name of new Set([
    ...Object.keys(old?.properties ?? {}),
    ...Object.keys(after?.properties ?? {}),
  ]))
    if (!old || !after || !same(old.properties[name], after.properties[name])) changed.set(name, sequence);
  const links = (link: LinkChange['link'], from: ReadonlySet<string>, to: ReadonlySet<string>): void => {
    if (from === to) return;
    const note = (target: string, removed: boolean): void => {
      changes.links.push({ sequence, object: entry.id, link, target, removed });
      changed.set(link, sequence);
    };
    for (const id of from) if (!to.has(id)) note(id, true);
    for (const id of to) if (!from.has(id)) note(id, false);
  };
  links('members', before?.members ?? nobody, after?.members ?? nobody);
  links('owners', before?.owners ?? nobody, after?.owners ?? nobody);
  links('manager', managers(before), managers(after));
}

function managers(item: Item | null): ReadonlySet<string> {
  return item?.manager ? new Set([item.manager]) : nobody;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
