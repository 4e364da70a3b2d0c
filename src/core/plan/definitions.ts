import type { Attribute, Value } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { isSchemaExtension } from '../attributes/extension-value.ts';
import { liveValue } from '../attributes/value.ts';
import type {
  DesiredDefinition,
  DesiredDirectoryExtension,
  DesiredSchemaExtension,
} from '../desired/desired.ts';
import type { Live, LiveDirectoryExtension, LiveObject, LiveSchemaExtension } from '../live/live.ts';
import type { UnresolvedEntry } from '../match/match.ts';
import { isOpen, type Shut } from '../route/cell.ts';
import { definitionRoutes } from '../route/group-routes.ts';
import { findRoute, type RouteContext } from '../route/route.ts';
import type { FoundBlocked, FoundChange } from './diff.ts';
import type { DefinitionKind, ObjectKey } from './plan.ts';
import { additionsOnly, fixedDirectory, later, notDeletable } from './definition-life.ts';

/** What the definitions in the files want of the tenant, and the values that have to go before a definition does. */
export interface DefinitionDifference {
  readonly changes: readonly FoundChange[];
  readonly blocked: readonly FoundBlocked[];
  readonly unresolved: readonly UnresolvedEntry[];
}

type Collecting = {
  readonly changes: FoundChange[];
  readonly blocked: FoundBlocked[];
  readonly unresolved: UnresolvedEntry[];
};

export function diffDefinitions(
  definitions: readonly DesiredDefinition[],
  live: Live,
  routes: RouteContext,
): DefinitionDifference {
  const result: Collecting = { changes: [], blocked: [], unresolved: [] };
  for (const definition of definitions.filter((each) => !each.known))
    if (definition.kind === 'directoryExtension') diffDirectory(definition, live, routes, result);
    else diffSchema(definition, live, routes, result);
  return result;
}

/** The key of a definition in plans. */
export function definitionKey(definition: DesiredDefinition): ObjectKey {
  return definition.kind === 'directoryExtension'
    ? `directoryExtension:${definition.wireName}`
    : `schemaExtension:${definition.id}`;
}

/** The definition that a value needs; empty for a value that needs none. */
export function definitionOf(row: Attribute): ObjectKey {
  if (row.route === 'directoryExtension') return `directoryExtension:${row.name}`;
  return row.route === 'schemaExtension' ? `schemaExtension:${row.read.property}` : '';
}

/** Definitions that are not in the tenant, as far as can be read, and that cannot be created. */
export function missingDefinitions(
  definitions: readonly DesiredDefinition[],
  live: Live,
): ReadonlySet<ObjectKey> {
  return new Set(
    definitions
      .filter(
        (each) =>
          !each.delete &&
          (each.kind === 'directoryExtension' ? !findDirectory(each, live) : !findSchema(each, live)) &&
          (each.known || !ownerOf(each, live) || isPastReading(each)),
      )
      .map(definitionKey),
  );
}

export function findDirectory(
  { wireName }: DesiredDirectoryExtension,
  { definitions }: Live,
): LiveDirectoryExtension | undefined {
  return definitions.directory.find((each) => each.name.toLowerCase() === wireName.toLowerCase());
}

export function findSchema(
  { id, owner }: DesiredSchemaExtension,
  { definitions }: Live,
): LiveSchemaExtension | undefined {
  return definitions.schema.find(
    (each) => each.owner.toLowerCase() === owner && isSchemaExtension(each.id, id),
  );
}

const ownerOf = ({ owner }: DesiredDefinition, { definitions }: Live) =>
  definitions.applications.find((each) => each.appId.toLowerCase() === owner);

/** A deprecated definition can no longer be read: https://learn.microsoft.com/graph/api/resources/schemaextension */
const isPastReading = (definition: DesiredDefinition): boolean =>
  definition.kind === 'schemaExtension' && definition.status === 'Deprecated';

/** What a definition in the files wants, attribute by attribute. */
export function wantedOf(definition: DesiredDefinition): readonly Wanted[] {
  return definition.kind === 'directoryExtension'
    ? wantedOfDirectory(definition)
    : wantedOfSchema(definition);
}

type Wanted = readonly [string, Value];

function wantedOfDirectory(definition: DesiredDirectoryExtension): readonly Wanted[] {
  return [
    ['dataType', definition.type],
    ['targetObjects', definition.targets.toSorted()],
    ...(definition.multiValued ? [['isMultiValued', true] as const] : []),
  ];
}

function wantedOfSchema(definition: DesiredSchemaExtension): readonly Wanted[] {
  return [
    ['status', definition.status],
    ['targetTypes', definition.targets.toSorted()],
    ['properties', definition.properties],
    ['owner', definition.owner],
    ...(definition.description === undefined ? [] : [['description', definition.description] as const]),
  ];
}

function diffDirectory(
  definition: DesiredDirectoryExtension,
  live: Live,
  routes: RouteContext,
  result: Collecting,
): void {
  const found = findDirectory(definition, live);
  if (definition.delete) {
    if (!found) return;
    const elsewhere = found.targetObjects.filter((target) => !/^(user|group)$/i.test(target));
    const shut = found.isSyncedFromOnPremises
      ? syncedShut
      : (notDeletable(undefined, elsewhere) ?? readByRules(definition.wireName, live));
    removeDefinition(definition, [definition.wireName], shut, live, routes, result);
    return;
  }
  const wanted = wantedOfDirectory(definition);
  if (!found) {
    createDefinition(definition, wanted, live, result);
    return;
  }
  const now: Readonly<Record<string, Value>> = {
    dataType: found.dataType,
    targetObjects: found.targetObjects.toSorted(),
    isMultiValued: found.isMultiValued,
  };
  for (const [attribute, after] of [...wanted, ['isMultiValued', definition.multiValued] as const]) {
    const before = now[attribute] ?? null;
    if (
      sameInDefinition(before, after) ||
      result.blocked.some((each) => each.key === keyOf(definition, attribute))
    )
      continue;
    const shut = (found.isSyncedFromOnPremises ? syncedShut : undefined) ?? fixedDirectory;
    result.blocked.push({ ...change(definition, attribute, before, after), ...shut });
  }
}

/** A rule that reads a property which is gone stops working. */
function readByRules(wireName: string, live: Live): Shut | undefined {
  const readers = live.groups.filter(
    ({ membershipRule: rule }) =>
      typeof rule === 'string' && rule.toLowerCase().includes(wireName.toLowerCase()),
  );
  const [first] = readers;
  if (!first) return undefined;
  return {
    reason: 'definitionInUse',
    message: `the membership rules of ${readers.length} groups read it, such as that of ${nameOf(first)}`,
    remedy: 'Change these rules first; once that is applied, the definition can be deleted.',
  };
}

const syncedShut: Shut | undefined = isOpen(definitionRoutes.synced) ? undefined : definitionRoutes.synced;

function diffSchema(
  definition: DesiredSchemaExtension,
  live: Live,
  routes: RouteContext,
  result: Collecting,
): void {
  const found = findSchema(definition, live);
  if (definition.delete) {
    if (!found) return;
    const members = found.properties.map(({ name }) => `schemaExtensions.${definition.id}.${name}`);
    const elsewhere = found.targetTypes.filter((target) => !/^(user|group)$/i.test(target));
    const shut = notDeletable(found.status, elsewhere);
    removeDefinition(definition, members, shut, live, routes, result);
    return;
  }
  const wanted = wantedOfSchema(definition);
  if (!found) {
    if (!isPastReading(definition)) createDefinition(definition, wanted, live, result);
    return;
  }
  const now: Readonly<Record<string, Value>> = {
    status: found.status,
    targetTypes: found.targetTypes.toSorted(),
    properties: Object.fromEntries(found.properties.map(({ name, type }) => [name, type])),
    owner: found.owner.toLowerCase(),
    description: found.description,
  };
  for (const [attribute, after] of wanted) {
    const before = now[attribute] ?? null;
    if (sameInDefinition(before, after)) continue;
    const made = change(definition, attribute, before, after);
    const shut =
      attribute === 'status'
        ? later(found.status, definition.status)
        : attribute === 'properties'
          ? additionsOnly(now['properties'], definition.properties)
          : undefined;
    if (shut) result.blocked.push({ ...made, ...shut });
    else result.changes.push({ ...made, ...consequenceOf(attribute, after), irreversible: onlyGrows });
  }
}

const onlyGrows = 'A schema extension only grows, and its status never goes back.';
const neverDeleted = 'A schema extension that is Available cannot be deleted.';

function consequenceOf(attribute: string, after: Value): { readonly consequence?: string } {
  if (attribute !== 'status') return {};
  return {
    consequence:
      after === 'Available'
        ? 'From now on it can only grow, cannot be deleted, and applications of other tenants can use it.'
        : 'Its definition can no longer be read or changed, and there is no way back.',
  };
}

function createDefinition(
  definition: DesiredDefinition,
  wanted: readonly Wanted[],
  live: Live,
  result: Collecting,
): void {
  const name = definition.kind === 'directoryExtension' ? definition.name : definition.id;
  if (!ownerOf(definition, live)) {
    result.unresolved.push({
      kind: definition.kind,
      label: name,
      message: `no application in this tenant has the appId ${definition.owner}, which is to own the definition`,
      remedy:
        'Correct `owner: { appId: … }`: the "Application (client) ID" under App registrations in the Entra admin centre.',
      place: definition.place,
    });
    return;
  }
  const published = definition.kind === 'schemaExtension' && definition.status === 'Available';
  result.changes.push({
    ...change(definition, 'exists', false, true),
    ...(published ? { irreversible: neverDeleted } : {}),
    consequence:
      'If a definition of this name was there before, the values that users and groups had then reappear.',
  });
  for (const [attribute, after] of wanted) result.changes.push(change(definition, attribute, null, after));
}

/**
 * A definition goes after its values: what it leaves behind can no longer be reached and still counts against the 100
 * values that an object may have.
 */
function removeDefinition(
  definition: DesiredDefinition,
  values: readonly string[],
  shut: Shut | undefined,
  live: Live,
  routes: RouteContext,
  result: Collecting,
): void {
  const exists = change(definition, 'exists', true, false);
  const cleared = shut ? [] : [...valuesOf('user', values, live), ...valuesOf('group', values, live)];
  const stuck = cleared.flatMap(({ row, object }) => {
    const route = findRoute(row, object, routes);
    return isOpen(route) ? [] : [{ object, route }];
  });
  const [first] = stuck;
  const why = first && {
    reason: 'definitionInUse' as const,
    message: `${stuck.length} of the objects that have values of it cannot be changed, such as ${nameOf(first.object)}: ${first.route.message}`,
    remedy: `${first.route.remedy} The definition can be deleted once no object has a value.`,
  };
  const obstacle = shut ?? why;
  if (obstacle) {
    result.blocked.push({ ...exists, ...obstacle });
    return;
  }
  for (const { row, object } of cleared)
    result.changes.push({
      key: `${row.on}:${object.id}/${row.name}`,
      object: `${row.on}:${object.id}`,
      kind: row.on,
      attribute: row.name,
      before: liveValue(row, object),
      after: null,
      consequence: 'Its definition is deleted afterwards.',
      place: definition.place,
    });
  result.changes.push({
    ...exists,
    consequence:
      'Deleted users and groups cannot be checked: values that they still have become unreachable when they are restored, and count against their limit of 100.',
  });
}

function valuesOf(
  kind: 'user' | 'group',
  names: readonly string[],
  live: Live,
): readonly { readonly row: Attribute; readonly object: LiveObject }[] {
  const rows = names.flatMap((name) => findAttribute(kind, name) ?? []);
  return (kind === 'user' ? live.users : live.groups).flatMap((object) =>
    rows.filter((row) => liveValue(row, object) !== null).map((row) => ({ row, object })),
  );
}

function change(definition: DesiredDefinition, attribute: string, before: Value, after: Value): FoundChange {
  return {
    key: keyOf(definition, attribute),
    object: definitionKey(definition),
    kind: definition.kind satisfies DefinitionKind,
    attribute,
    before,
    after,
    place: definition.place,
  };
}

const keyOf = (definition: DesiredDefinition, attribute: string): string =>
  `${definitionKey(definition)}/${attribute}`;

const nameOf = (object: LiveObject): string => object.userPrincipalName ?? object.displayName ?? object.id;

/** Whether two values of an attribute of a definition are the same to the directory. */
export function sameInDefinition(a: Value, b: Value): boolean {
  return sorted(a) === sorted(b);
}

/** Lists are targets, which the service takes in any case of letters. */
function sorted(value: Value): string {
  if (Array.isArray(value)) return JSON.stringify(value.map((each) => String(each).toLowerCase()).toSorted());
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value ?? null);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
