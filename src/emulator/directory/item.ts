import { textsOf } from '../json.ts';
import type { JsonObject } from '../state.ts';

export type Kind = 'user' | 'group' | 'device';

/** What error messages call a kind. */
export function resourceOf(kind: Kind): 'User' | 'Group' | 'Device' {
  return ({ user: 'User', group: 'Group', device: 'Device' } as const)[kind];
}

/**
 * One version of one user, group or device. Versions are never changed in place: a write makes a new one, so that reads can
 * still see the old one while the new one replicates.
 */
export interface Item {
  readonly kind: Kind;
  readonly id: string;
  /** Graph's properties including `id`; null and empty ones are left out. */
  readonly properties: Readonly<JsonObject>;
  /** What no property of Graph shows. */
  readonly service: Readonly<JsonObject>;
  readonly manager: string | null;
  readonly owners: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** Open extensions, which are objects of their own in Graph. */
  readonly extensions: readonly JsonObject[];
  /** When it was soft-deleted. */
  readonly deleted: string | null;
}

export const nobody: ReadonlySet<string> = new Set();

/** The first version of an object. */
export function newItem(kind: Kind, id: string, properties: JsonObject): Item {
  return {
    kind,
    id,
    properties: withoutNulls({ id, ...properties }),
    service: {},
    manager: null,
    owners: nobody,
    members: nobody,
    extensions: [],
    deleted: null,
  };
}

/** The next version of an item after its properties were set; null and empty collections are forgotten. */
export function withProperties(item: Item, changes: JsonObject): Item {
  return { ...item, properties: withoutNulls({ ...item.properties, ...changes }) };
}

function withoutNulls(properties: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(properties))
    if (value !== null && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  return kept;
}

/** A property that is text, or nothing. */
export function text(item: Item, property: string): string | null {
  const value = item.properties[property];
  return typeof value === 'string' ? value : null;
}

/** A property that is a collection of texts; empty where it is not set. */
export function texts(item: Item, property: string): string[] {
  return textsOf(item.properties[property]);
}

/** Microsoft 365 groups are the ones with `Unified` among their types. */
export function isMicrosoft365(item: Item): boolean {
  return texts(item, 'groupTypes').includes('Unified');
}

/** Groups whose members follow from a rule. */
export function isDynamic(item: Item): boolean {
  return texts(item, 'groupTypes').includes('DynamicMembership');
}
