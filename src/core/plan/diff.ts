import { findAttribute } from '../attributes/attributes.ts';
import type { Attribute, Value } from '../attributes/attribute.ts';
import { canonical, liveValue, sameValue } from '../attributes/value.ts';
import type { Declared, Desired, DesiredObject } from '../desired/desired.ts';
import type { Live, LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { match, type Pair, type UnresolvedEntry } from '../match/match.ts';
import { findObstacle, type RouteContext } from '../route/route.ts';
import { creationProblem } from './creation.ts';
import type { Blocked, Change, ObjectKey } from './plan.ts';
import { wantedValue } from './wanted.ts';

export type FoundChange = Omit<Change, 'origin'>;
export type FoundBlocked = Omit<Blocked, 'origin'>;

/** What one configuration wants of the live tenant. */
export interface Difference {
  readonly changes: readonly FoundChange[];
  readonly blocked: readonly FoundBlocked[];
  readonly unresolved: readonly UnresolvedEntry[];
  /** The entry of each object that is declared and is there or can be created. */
  readonly entries: ReadonlyMap<ObjectKey, DesiredObject>;
  /** Groups that are paused while their rule changes. */
  readonly transitions: ReadonlySet<ObjectKey>;
  /** Every attribute that is declared for a live object, as `OBJECT/ATTRIBUTE`. */
  readonly managed: ReadonlySet<string>;
  readonly creations: readonly DesiredObject[];
  readonly skippedDefaults: number;
}

/** The difference between desired and live, attribute by attribute, in no particular order. */
export function diff(
  desired: Desired,
  live: Live,
  index: LiveIndex,
  authorities: RouteContext['authorities'],
): Difference {
  const { pairs, creations, unresolved } = match(desired, live, index);
  const context = { authorities, tenant: live.tenant, index };
  const result = {
    changes: [] as FoundChange[],
    blocked: [] as FoundBlocked[],
    unresolved: [...unresolved],
    entries: new Map<ObjectKey, DesiredObject>(),
    transitions: new Set<ObjectKey>(),
    managed: new Set<string>(),
    creations: [] as DesiredObject[],
    skippedDefaults: 0,
  };
  for (const pair of pairs) diffPair(pair, context, result);
  for (const entry of creations) diffCreation(entry, index, result);
  return result;
}

/** A difference while it is collected. */
interface Collecting {
  readonly changes: FoundChange[];
  readonly blocked: FoundBlocked[];
  readonly unresolved: UnresolvedEntry[];
  readonly entries: Map<ObjectKey, DesiredObject>;
  readonly transitions: Set<ObjectKey>;
  readonly managed: Set<string>;
  readonly creations: DesiredObject[];
  skippedDefaults: number;
}

function diffPair({ entry, live }: Pair, context: RouteContext, result: Collecting): void {
  const object: ObjectKey = `${entry.kind}:${live.id}`;
  result.entries.set(object, entry);
  if (entry.transition === 'pause') result.transitions.add(object);
  if (entry.delete) {
    result.changes.push(existence(entry, object, true, false));
    return;
  }
  for (const [name, declared] of Object.entries(entry.attributes)) {
    const row = findAttribute(entry.kind, name);
    if (!row) continue;
    result.managed.add(`${object}/${name}`);
    const before = liveValue(row, live);
    const wanted = wantedValue(row, declared, before, entry, context.index);
    if (!wanted.clear) {
      result.unresolved.push(...wanted.unresolved);
      continue;
    }
    if (sameValue(row, before, wanted.value)) continue;
    const change = makeChange(row, object, before, wanted.value, declared);
    const obstacle = findObstacle(row, live, wanted.value, context);
    if (!obstacle) result.changes.push(change);
    else if (declared.fromDefaults) result.skippedDefaults += 1;
    else {
      const { consequence: _, fromDefaults: __, ...rest } = change;
      result.blocked.push({ ...rest, ...obstacle });
    }
  }
}

function diffCreation(entry: DesiredObject, index: LiveIndex, result: Collecting): void {
  const problem = creationProblem(entry);
  if (problem) {
    result.unresolved.push(problem);
    return;
  }
  const object: ObjectKey = `group:${entry.label}`;
  result.creations.push(entry);
  result.entries.set(object, entry);
  result.changes.push(existence(entry, object, false, true));
  for (const [name, declared] of Object.entries(entry.attributes)) {
    const row = findAttribute('group', name);
    if (!row) continue;
    const before = canonical(row, null);
    const wanted = wantedValue(row, declared, before, entry, index);
    if (!wanted.clear) result.unresolved.push(...wanted.unresolved);
    else if (!sameValue(row, before, wanted.value)) {
      // What a change brings along does not matter where nothing was before.
      const { consequence: _, ...change } = makeChange(row, object, before, wanted.value, declared);
      result.changes.push(change);
    }
  }
}

function makeChange(
  row: Attribute,
  object: ObjectKey,
  before: Value,
  after: Value,
  declared: Declared,
): FoundChange {
  const clears = after === null || (Array.isArray(after) && after.length === 0);
  const consequence = clears ? row.consequence?.cleared : row.consequence?.changed;
  return {
    key: `${object}/${row.name}`,
    object,
    kind: row.on,
    attribute: row.name,
    before,
    after,
    ...(row.sensitive ? { sensitive: true as const } : {}),
    ...(declared.fromDefaults ? { fromDefaults: true as const } : {}),
    ...(consequence === undefined ? {} : { consequence }),
    place: declared.place,
  };
}

function existence(entry: DesiredObject, object: ObjectKey, before: boolean, after: boolean): FoundChange {
  return {
    key: `${object}/exists`,
    object,
    kind: entry.kind,
    attribute: 'exists',
    before,
    after,
    ...(after ? {} : { consequence: 'The group can be restored for 30 days; what it grants ends at once.' }),
    place: entry.place,
  };
}

/** The live object behind a key, where there is one. */
export function liveOf(object: ObjectKey, index: LiveIndex): LiveObject | undefined {
  const [kind, id = ''] = object.split(':', 2);
  return (kind === 'user' ? index.users : index.groups).get(id.toLowerCase());
}
