import type { Attribute } from '../attributes/attribute.ts';
import { shownName } from '../attributes/extension-value.ts';
import type { ExchangeRoute, Settings } from '../desired/settings.ts';
import type { Evidence, LiveDefinitions, LiveObject } from '../live/live.ts';
import { isOpen, type Cell, type Open, type Shut } from './cell.ts';
import { groupRoutes, type GroupRouteKind } from './group-routes.ts';
import { groupState, userState } from './observe.ts';
import {
  restrictedUser,
  roleRoutes,
  routesWithoutExchange,
  userRoutes,
  type UserRouteKind,
} from './user-routes.ts';

export interface RouteContext {
  readonly authorities: Settings['authorities'];
  readonly exchange: ExchangeRoute;
  readonly evidence: Evidence;
  readonly definitions: LiveDefinitions;
}

/** Through which doors an attribute of a live object goes, or why through none. Does not depend on its value. */
export function findRoute(row: Attribute, live: LiveObject, context: RouteContext): Open | Shut {
  const elsewhere = heldElsewhere(row, context);
  if (elsewhere) return elsewhere;
  return row.on === 'user' ? userRoute(row, live, context) : groupRoute(row, live, context);
}

/** Whether a group may be deleted through Graph. */
export function deletionRoute(live: LiveObject): Open | Shut {
  return groupRoutes.existence[groupState(live)];
}

function heldElsewhere(row: Attribute, { authorities }: RouteContext): Shut | undefined {
  const name = shownName(row.name);
  const authority = authorities.find((each) => each.attributes.includes(row.name));
  return (
    authority && {
      reason: 'heldElsewhere',
      message: `the authority for ${name} is ${authority.owner}, as tenant.yaml says`,
      remedy: `Change it in ${authority.owner}, or take ${name} out of the entry.`,
    }
  );
}

function userRoute(row: Attribute, live: LiveObject, context: RouteContext): Cell {
  const state = userState(live, context.evidence);
  if (state.restricted) return restrictedUser;
  const kind = userRouteKind(row, context.definitions);
  const byRole = roleRoutes[kind][state.role];
  if (kind !== 'extensionAttribute') {
    const cell = userRoutes[kind][state.source][state.recipient];
    return isOpen(cell) && byRole ? byRole : cell;
  }
  return numbered(extensionAttributeRoute(live, context), row);
}

function extensionAttributeRoute(live: LiveObject, { exchange, evidence }: RouteContext): Cell {
  const { source, recipient } = userState(live, evidence);
  const bySource = userRoutes.extensionAttribute[source];
  switch (exchange) {
    case 'auto':
      return bySource[recipient];
    case 'always':
      return always(bySource[recipient]);
    case 'never':
      return routesWithoutExchange[source];
  }
}

function always(cell: Cell): Cell {
  return isOpen(cell) && cell.channels.includes('exchange') ? { ...cell, channels: ['exchange'] } : cell;
}

/** Active Directory and the cmdlets have an attribute for each extension attribute, of the same number. */
function numbered(cell: Cell, { name }: Attribute): Cell {
  const number = name.slice('extensionAttribute'.length);
  return isOpen(cell)
    ? cell
    : {
        ...cell,
        remedy: cell.remedy.replaceAll(/(extensionAttribute|CustomAttribute)N\b/g, `$1${number}`),
      };
}

function groupRoute(row: Attribute, live: LiveObject, { definitions }: RouteContext): Cell {
  return groupRoutes[groupRouteKind(row, definitions)][groupState(live)];
}

function userRouteKind(row: Attribute, definitions: LiveDefinitions): UserRouteKind {
  switch (row.route) {
    case 'membership':
    case 'owners':
      throw new Error(`Users have no ${row.name}.`);
    case 'directoryExtension':
      return isSyncedDefinition(row, definitions) ? 'syncedDirectoryExtension' : 'directoryExtension';
    case 'profile':
    case 'cloudProfile':
    case 'sensitive':
    case 'cloudSensitive':
    case 'immutableId':
    case 'extensionAttribute':
    case 'schemaExtension':
    case 'openExtension':
      return row.route;
  }
}

function groupRouteKind(row: Attribute, definitions: LiveDefinitions): GroupRouteKind {
  switch (row.route) {
    case 'cloudProfile':
    case 'sensitive':
    case 'cloudSensitive':
    case 'immutableId':
      throw new Error(`Groups have no ${row.name}.`);
    case 'directoryExtension':
      return isSyncedDefinition(row, definitions) ? 'syncedDirectoryExtension' : 'directoryExtension';
    case 'profile':
    case 'membership':
    case 'owners':
    case 'extensionAttribute':
    case 'schemaExtension':
    case 'openExtension':
      return row.route;
  }
}

function isSyncedDefinition(row: Attribute, { directory }: LiveDefinitions): boolean {
  return directory.some((each) => each.name === row.name && each.isSyncedFromOnPremises);
}
