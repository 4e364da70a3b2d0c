import type { Json } from '../../core/attributes/attribute.ts';

export type JsonObject = { readonly [name: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether two plain values are the same; the order of the members of maps does not matter. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}

/** The map with a member set, or without it where the value is undefined. */
export function withMember(map: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...map, [name]: value };
  const { [name]: _, ...rest } = map;
  return rest;
}

/** The same without a map where its last member is gone. */
export function withPart(map: JsonObject, name: string, parts: JsonObject): JsonObject {
  return withMember(map, name, Object.keys(parts).length === 0 ? undefined : parts);
}
