import { managerName, type RuleObject, type RuleValue } from '../../rules/value.ts';
import { propertyNamed } from '../../rules/properties.ts';
import type { Side } from '../../rules/property-kind.ts';
import type { LiveObject } from '../live/live.ts';

/** How Graph's answer about a user or device becomes what rules see, for just the properties that some rules read. */
export type ToRuleObject = (live: LiveObject) => RuleObject;

/** Makes the conversion for properties of users or of devices, by their names in rules in lower case. */
export function toRuleObject(properties: Iterable<string>, side: Side = 'user'): ToRuleObject {
  const readers = [...new Set(properties)].flatMap((key) => {
    const row = propertyNamed(side, key);
    return row ? [{ name: row.name, read: pathReader(row.graph) }] : [];
  });
  return (live) => {
    const object: Record<string, RuleValue> = { [managerName]: live.manager ?? null };
    for (const { name, read } of readers) object[name] = read(live);
    return object;
  };
}

/** The property of Graph to `$select` for a path such as `businessPhones[0]` or `onPremisesExtensionAttributes.x`. */
export const selectedFor = (path: string): string => path.replace(/[.[].*$/, '');

/** Reads `a`, `a.b` or `a[0]`. Empty text is null, as rules see it. */
function pathReader(path: string): (live: LiveObject) => RuleValue {
  const [property = '', member] = path.split('.');
  if (path.endsWith('[0]')) {
    const list = path.slice(0, -3);
    return (live) => asValue((live[list] as readonly unknown[] | null | undefined)?.[0]);
  }
  if (member === undefined && property.startsWith('extension_')) return extensionReader(property);
  if (member === undefined) return (live) => asValue(live[property]);
  return (live) =>
    asValue((live[property] as Readonly<Record<string, unknown>> | null | undefined)?.[member]);
}

/** Rules spell the name of a directory extension in any case, Graph always as its definition does. */
function extensionReader(key: string): (live: LiveObject) => RuleValue {
  let spelled: string | undefined;
  return (live) => {
    spelled ??= Object.keys(live).find((name) => name.toLowerCase() === key);
    return spelled === undefined ? null : asValue(live[spelled]);
  };
}

const asValue = (value: unknown): RuleValue => (value === '' ? null : (value as RuleValue)) ?? null;
