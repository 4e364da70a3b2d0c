import { findAttribute } from '../attributes/attributes.ts';
import type { Attribute, Value } from '../attributes/attribute.ts';
import { canonical, liveValue, sameValue } from '../attributes/value.ts';
import type { Declared, Desired, DesiredObject } from '../desired/desired.ts';
import type { Settings } from '../desired/settings.ts';
import type { Live, LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { match, type Pair, type UnresolvedEntry } from '../match/match.ts';
import { isOpen, type Cell, type Shut } from '../route/cell.ts';
import { findObstacle, type ObstacleContext } from '../route/obstacle.ts';
import { deletionRoute, findRoute, type RouteContext } from '../route/route.ts';
import { creationProblem } from './creation.ts';
import { definitionOf, diffDefinitions, missingDefinitions } from './definitions.ts';
import { frozen, frozenObjects } from './freeze.ts';
import type { Blocked, Change, ObjectKey, Operation, Unsettled } from './plan.ts';
import { wantedValue } from './wanted.ts';

export type FoundChange = Omit<Change, 'origin'>;
export type FoundBlocked = Omit<Blocked, 'origin'>;

export type Route = Pick<Operation, 'channels' | 'recipient'>;

/** What one configuration wants of the live tenant. */
export interface Difference {
  readonly changes: readonly FoundChange[];
  readonly blocked: readonly FoundBlocked[];
  readonly unresolved: readonly UnresolvedEntry[];
  /** Values that Exchange has already and Graph does not show yet. */
  readonly unsettled: readonly Unsettled[];
  /** The doors of a change, by its key, where they are not simply Graph. */
  readonly routes: ReadonlyMap<string, Route>;
  /** The entry of each object that is declared and is there or can be created. */
  readonly entries: ReadonlyMap<ObjectKey, DesiredObject>;
  /** Groups that are paused while their rule changes. */
  readonly transitions: ReadonlySet<ObjectKey>;
  /** Every attribute that is declared for a live object, as `OBJECT/ATTRIBUTE`. */
  readonly managed: ReadonlySet<string>;
  readonly creations: readonly DesiredObject[];
  readonly skippedDefaults: number;
}

/**
 * The difference between desired and live, attribute by attribute, in no particular order. `freeze` holds just what is in
 * force.
 */
export function diff(
  desired: Desired,
  live: Live,
  index: LiveIndex,
  settings: Pick<Settings, 'authorities' | 'exchange' | 'freeze'>,
): Difference {
  const { pairs, creations, restorations, unresolved } = match(desired, live, index);
  const { evidence, definitions } = live;
  const context = {
    live,
    index,
    routes: {
      authorities: settings.authorities,
      exchange: settings.exchange.route,
      evidence,
      definitions,
    },
    missing: missingDefinitions(desired.definitions, live),
  };
  const result: Collecting = {
    changes: [],
    blocked: [],
    unresolved: [...unresolved],
    unsettled: [],
    routes: new Map(),
    entries: new Map(),
    transitions: new Set(),
    managed: new Set(),
    creations: [],
    skippedDefaults: 0,
  };
  const standing = frozenObjects(desired, index, settings.freeze);
  for (const pair of pairs) {
    const from = result.changes.length;
    diffPair(pair, context, result);
    const freeze = standing.get(`${pair.entry.kind}:${pair.live.id}`);
    if (freeze) blockAll(from, frozen(freeze), result);
  }
  for (const entry of creations) {
    const from = result.changes.length;
    diffCreation(entry, index, result);
    const freeze = standing.get(`group:${entry.label}`);
    if (freeze) blockAll(from, frozen(freeze), result);
  }
  for (const { entry, live: deleted } of restorations)
    result.changes.push(existence(entry, `group:${deleted.id}`, false, true));
  const ofDefinitions = diffDefinitions(desired.definitions, live, context.routes);
  result.changes.push(...ofDefinitions.changes);
  result.blocked.push(...ofDefinitions.blocked);
  result.unresolved.push(...ofDefinitions.unresolved);
  return result;
}

/** Nothing of what was found since is written, and so a group that would be created stays unknown. */
function blockAll(from: number, shut: Shut, result: Collecting): void {
  const changes = result.changes.splice(from);
  result.blocked.push(...changes.map((change) => blockedBy(change, shut)));
  const created = changes.find((change) => change.attribute === 'exists' && change.after === true);
  if (!created) return;
  result.creations.pop();
  result.entries.delete(created.object);
}

/** A difference while it is collected. */
interface Collecting {
  readonly changes: FoundChange[];
  readonly blocked: FoundBlocked[];
  readonly unresolved: UnresolvedEntry[];
  readonly unsettled: Unsettled[];
  readonly routes: Map<string, Route>;
  readonly entries: Map<ObjectKey, DesiredObject>;
  readonly transitions: Set<ObjectKey>;
  readonly managed: Set<string>;
  readonly creations: DesiredObject[];
  skippedDefaults: number;
}

interface Context extends ObstacleContext {
  readonly routes: RouteContext;
  readonly missing: ReadonlySet<string>;
}

function diffPair({ entry, live }: Pair, context: Context, result: Collecting): void {
  const object: ObjectKey = `${entry.kind}:${live.id}`;
  result.entries.set(object, entry);
  if (entry.transition === 'pause') result.transitions.add(object);
  if (entry.delete) {
    const change = existence(entry, object, true, false);
    const route = deletionRoute(live);
    if (isOpen(route)) result.changes.push(change);
    else result.blocked.push(blockedBy(change, route));
    return;
  }
  const from = result.changes.length;
  if (entry.members) diffMembers(object, entry, live, entry.members, result);
  for (const [name, declared] of Object.entries(entry.attributes)) {
    const row = findAttribute(entry.kind, name);
    if (!row) continue;
    result.managed.add(`${object}/${name}`);
    diffAttribute({ object, entry, live, row, declared }, context, result);
  }
  limitOpenExtensions(live, from, result);
  if (entry.members) noteMembers(from, result);
}

/** That a group without a rule keeps its members is true only where they are not set together with that. */
function noteMembers(from: number, result: Collecting): void {
  const own = result.changes.slice(from);
  const place = own.findIndex(({ attribute, after }) => attribute === 'membershipRule' && after === null);
  const rule = own[place];
  if (rule && own.some(({ attribute }) => attribute === 'members'))
    result.changes[from + place] = {
      ...rule,
      consequence: 'The members are set as listed here, and nobody enters or leaves by rule any more.',
    };
}

/** https://learn.microsoft.com/graph/extensibility-overview: two for each application that creates them. */
function limitOpenExtensions(live: LiveObject, from: number, result: Collecting): void {
  const own = result.changes.slice(from);
  const created = own.filter(
    ({ attribute, before }) => attribute.startsWith('openExtensions.') && before === null,
  );
  if (created.length <= openExtensionsOfOneApplication) return;
  result.changes.splice(from, own.length, ...own.filter((change) => !created.includes(change)));
  for (const change of created) {
    result.blocked.push(
      blockedBy(change, {
        reason: 'tooManyExtensions',
        message: `${created.length} open extensions would be created on ${live.userPrincipalName ?? live.displayName ?? live.id}, and an application may create ${openExtensionsOfOneApplication} on one object`,
        remedy: 'Put the values into fewer open extensions.',
      }),
    );
  }
}

const openExtensionsOfOneApplication = 2;

/** Direct members, of a group that is no longer dynamic then. */
function diffMembers(
  object: ObjectKey,
  { place }: DesiredObject,
  live: LiveObject,
  members: readonly string[],
  result: Collecting,
): void {
  const before = [...(live.members ?? [])].toSorted();
  const after = [...members].toSorted();
  if (before.join() === after.join()) return;
  const key = `${object}/members`;
  result.changes.push({ key, object, kind: 'group', attribute: 'members', before, after, place });
}

interface Declaration {
  readonly object: ObjectKey;
  readonly entry: DesiredObject;
  readonly live: LiveObject;
  readonly row: Attribute;
  readonly declared: Declared;
}

function diffAttribute(declaration: Declaration, context: Context, result: Collecting): void {
  const { object, entry, live, row, declared } = declaration;
  const shown = liveValue(row, live);
  const wanted = wantedValue(row, declared, shown, entry, context.index);
  if (!wanted.clear) {
    result.unresolved.push(...wanted.unresolved);
    return;
  }
  const after = wanted.value;
  const held = exchangeValue(row, live, context.routes);
  const sameInGraph = sameValue(row, shown, after);
  if (sameInGraph && held === undefined) return;
  const route = findRoute(row, live, context.routes);
  const throughExchange = held !== undefined && isOpen(route) && route.channels[0] === 'exchange';
  const before = throughExchange ? held : shown;
  if (held !== undefined && isOpen(route) && !sameInGraph && sameValue(row, held, after)) {
    result.unsettled.push({ object, attribute: row.name, exchange: held, graph: shown });
    return;
  }
  if (sameValue(row, before, after)) return;
  const change = {
    ...makeChange(row, object, before, after, declared),
    ...(throughExchange && !sameValue(row, before, shown) ? { shownByGraph: shown } : {}),
  };
  const shut = obstacleTo(row, live, after, route, context);
  if (!shut) {
    result.changes.push(change);
    if (isOpen(route)) result.routes.set(change.key, routeOf(route.channels, live, context.routes));
  } else if (declared.fromDefaults && shut.reason !== 'exchangeNotUsed') result.skippedDefaults += 1;
  else result.blocked.push(blockedBy(change, shut));
}

function obstacleTo(
  row: Attribute,
  live: LiveObject,
  after: Value,
  route: Cell,
  context: Context,
): Shut | undefined {
  // That the type is fixed says more than where another attribute of such a group is changed.
  if (row.update === 'creation') return findObstacle(row, live, after, context);
  if (context.missing.has(definitionOf(row))) return undefinedExtension;
  return isOpen(route) ? findObstacle(row, live, after, context) : route;
}

/** What Exchange holds of an extension attribute, where it was asked. */
function exchangeValue(row: Attribute, live: LiveObject, { evidence }: RouteContext): Value | undefined {
  if (row.on !== 'user' || row.route !== 'extensionAttribute') return undefined;
  const recipient = evidence.recipients.get(live.id);
  return recipient ? canonical(row, recipient.attributes[row.name]) : undefined;
}

function routeOf(channels: Route['channels'], live: LiveObject, { evidence }: RouteContext): Route {
  const recipient = evidence.recipients.get(live.id);
  return channels.includes('exchange') && recipient ? { channels, recipient: recipient.type } : { channels };
}

function blockedBy(change: FoundChange, { reason, message, remedy }: Shut): FoundBlocked {
  const { consequence: _, fromDefaults: __, shownByGraph: ___, ...rest } = change;
  return { ...rest, reason, message, remedy };
}

const undefinedExtension: Shut = {
  reason: 'definitionMissing',
  message:
    'the definition of this extension is not in the tenant and cannot be created, or it is deprecated and can no longer be read',
  remedy:
    'See what the plan says about the definition; the value can follow once it is there. Take values of a deprecated one out of the entry.',
};

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
      const {
        consequence: _,
        irreversible: __,
        ...change
      } = makeChange(row, object, before, wanted.value, declared);
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
    ...irreversible(row, before),
    place: declared.place,
  };
}

/** What cannot be cleared stays once there is one. */
function irreversible(row: Attribute, before: Value): Pick<Change, 'irreversible'> {
  const none = before === null || (Array.isArray(before) && before.length === 0);
  if (row.clearing !== 'never' || !none || row.update === 'rule' || row.update === 'processing') return {};
  // https://learn.microsoft.com/graph/api/group-delete-owners: the last owner cannot be removed.
  return row.update === 'references'
    ? { irreversible: 'A group that has owners keeps at least one.' }
    : { irreversible: `${row.name} can be changed but not cleared.` };
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
