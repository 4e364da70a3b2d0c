import { findAttribute } from '../attributes/attributes.ts';
import type { Value } from '../attributes/attribute.ts';
import { canonical, sameValue } from '../attributes/value.ts';
import type { AuditEntry } from '../live/audit.ts';
import { existenceActivity, linkActivities, loggedAs } from '../live/logged-as.ts';
import type { Change } from '../plan/plan.ts';

/** One time that what a change is about was changed. */
export interface Turn {
  readonly entry: AuditEntry;
  /** Whether it was as declared afterwards; undefined where the log does not tell the value. */
  readonly asDeclared: boolean | undefined;
}

/**
 * What the log tells of a change, the oldest first, whatever the order of the log: one history for a property, and one for
 * each link that a list of owners or members has too many or too few.
 */
export function historiesOf(change: Change, entries: readonly AuditEntry[]): readonly (readonly Turn[])[] {
  const sorted = entries.toSorted(byTime);
  if (change.attribute === 'exists') return [sorted.flatMap((entry) => existence(change, entry))];
  if (change.attribute === 'owners' || change.attribute === 'members') {
    const { attribute } = change;
    return linksOf(change).map((link) => sorted.flatMap((entry) => linkTurn(change, attribute, link, entry)));
  }
  return [sorted.flatMap((entry) => propertyTurn(change, entry))];
}

/** The id of the object that a change is about; of one that does not exist yet its name. */
export const idOf = (object: string): string => object.slice(object.indexOf(':') + 1).toLowerCase();

function existence(change: Change, entry: AuditEntry): readonly Turn[] {
  const verb = existenceActivity.exec(entry.activity)?.[1]?.toLowerCase();
  if (verb === undefined || !concerns(entry, idOf(change.object))) return [];
  const isThere = verb === 'add' || verb === 'restore';
  return [{ entry, asDeclared: isThere === change.after }];
}

/** Ids of those who are linked and should not be, or the other way round. */
function linksOf({ before, after }: Change): readonly string[] {
  const [now, wanted] = [idsIn(before), idsIn(after)];
  return [...now.filter((id) => !wanted.includes(id)), ...wanted.filter((id) => !now.includes(id))];
}

const idsIn = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.map((each) => String(each).toLowerCase()) : [];

function linkTurn(
  change: Change,
  attribute: 'owners' | 'members',
  link: string,
  entry: AuditEntry,
): readonly Turn[] {
  const verb = linkActivities[attribute].exec(entry.activity)?.[1]?.toLowerCase();
  const concerned = verb !== undefined && concerns(entry, idOf(change.object)) && concerns(entry, link);
  return concerned ? [{ entry, asDeclared: (verb === 'add') === idsIn(change.after).includes(link) }] : [];
}

const concerns = ({ targets }: AuditEntry, id: string): boolean =>
  targets.some((target) => target.id.toLowerCase() === id);

function propertyTurn(change: Change, entry: AuditEntry): readonly Turn[] {
  const id = idOf(change.object);
  const names = loggedAs(change.kind, change.attribute);
  const isLink = change.attribute === 'manager' && linkActivities.manager.test(entry.activity);
  const [first] = entry.targets;
  for (const { id: target, changes } of entry.targets) {
    if (target.toLowerCase() !== id) continue;
    const found = changes.find(({ property }) => names.has(property.toLowerCase()));
    if (found) return [{ entry, asDeclared: isDeclared(change, found.after) }];
  }
  // Of a link without properties the target that comes first is the one whose manager is meant.
  if (!isLink || first?.id.toLowerCase() !== id) return [];
  const manager = entry.targets[1]?.id.toLowerCase() ?? null;
  const cleared = /^remove/i.test(entry.activity);
  const wanted = typeof change.after === 'string' ? change.after.toLowerCase() : null;
  return [
    { entry, asDeclared: cleared ? wanted === null : manager === null ? undefined : manager === wanted },
  ];
}

/** Compares a value as the log writes it, JSON text of a list or of the value itself, with the declared one. */
function isDeclared({ kind, attribute, after }: Change, logged: string | undefined): boolean | undefined {
  const row = findAttribute(kind, attribute);
  const value = logged === undefined ? undefined : parse(logged);
  if (!row || value === undefined) return undefined;
  const many = row.equality === 'set' || (row.equality === 'json' && Array.isArray(after));
  const raw = Array.isArray(value) && !many ? (value[0] ?? null) : value;
  // The log writes whatever it likes as text.
  if (typeof after === 'boolean') return String(raw).toLowerCase() === String(after);
  if (typeof after === 'number') return Number(raw) === after;
  return sameValue(row, canonical(row, raw), after);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Entries of the same instant keep no order in the log; any will do, as long as it is always the same. */
function byTime(a: AuditEntry, b: AuditEntry): number {
  const [x, y] = [JSON.stringify([a.at, a]), JSON.stringify([b.at, b])];
  return Date.parse(a.at) - Date.parse(b.at) || (x < y ? -1 : x > y ? 1 : 0);
}
