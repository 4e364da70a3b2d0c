import { deviceProperties } from './device-properties.ts';
import type { PropertyKind, PropertyRow, Side } from './property-kind.ts';
import { userProperties } from './user-properties.ts';

/** Properties that an organisation knows to work although the reference does not list them. */
export type ExtraProperties = Readonly<Partial<Record<Side, Readonly<Record<string, PropertyKind>>>>>;

const table = (rows: readonly PropertyRow[]): ReadonlyMap<string, PropertyRow> =>
  new Map(rows.map((row) => [row.name.toLowerCase(), row]));

const tables: Readonly<Record<Side, ReadonlyMap<string, PropertyRow>>> = {
  user: table(userProperties),
  device: table(deviceProperties),
};

/**
 * Directory extensions: `extension_`, the application's id without hyphens, `_`, the name. Documentation of 2017 prints
 * two underscores before the name, which makes the second one part of it.
 */
const directoryExtension = /^extension_[0-9a-f]{32}_\w+$/i;

/** The row of a property by its name in any case; Microsoft calls names case sensitive, tenants show otherwise. */
export function propertyNamed(side: Side, name: string, extra?: ExtraProperties): PropertyRow | undefined {
  const key = name.toLowerCase();
  const known = tables[side].get(key);
  if (known !== undefined) return known;
  if (side === 'user' && directoryExtension.test(name)) return { name, kind: 'text', graph: name };
  for (const [added, kind] of Object.entries(extra?.[side] ?? {}))
    if (added.toLowerCase() === key) return { name: added, kind, graph: added };
  return undefined;
}

/** The names that rules about users or devices may use, without directory extensions. */
export function propertyNames(side: Side): readonly string[] {
  return [...tables[side].values()].map((row) => row.name);
}

/** The properties inside a condition on the service plans of a user. */
export const planProperties: readonly string[] = ['servicePlanId', 'service', 'capabilityStatus'];
