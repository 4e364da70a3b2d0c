import type { ObjectKind, Value } from '../core/attributes/attribute.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import { liveValue, sameValue } from '../core/attributes/value.ts';

type Json = Readonly<Record<string, unknown>>;

interface Named {
  readonly kind: ObjectKind;
  readonly attribute: string;
}

/** The value of an attribute in an object as Graph answered it. */
export function readAttribute({ kind, attribute }: Named, object: Json): Value {
  const row = findAttribute(kind, attribute);
  return row ? liveValue(row, object) : readProperty(object, attribute);
}

/** Whether two values of an attribute are the same to the directory. */
export function sameAttribute({ kind, attribute }: Named, a: Value, b: Value): boolean {
  const row = findAttribute(kind, attribute);
  return row ? sameValue(row, a, b) : sameWire(a, b);
}

/** A property, or a member of a complex one, as a value; what is no value counts as null. */
export function readProperty(object: Json, property: string, member?: string): Value {
  const whole = object[property];
  const raw = member === undefined ? whole : isObject(whole) ? whole[member] : undefined;
  if (typeof raw === 'string' || typeof raw === 'boolean') return raw;
  return Array.isArray(raw) ? raw.map(String) : null;
}

/** Equality of values that are sent beside attributes: lists are sets; null, absent and empty are the same. */
export function sameWire(a: Value, b: Value): boolean {
  return comparable(a) === comparable(b);
}

/** Equality of ids, which are hexadecimal digits in either case. */
export function sameId(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** Whether the answer to a list of links holds this id. */
export function isListed(id: string, answer: Json): boolean {
  const { value } = answer;
  return (
    Array.isArray(value) &&
    value.some((each: unknown) => isObject(each) && typeof each['id'] === 'string' && sameId(each['id'], id))
  );
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function comparable(value: Value): string {
  if (value === null || value.toString() === '') return 'null';
  if (typeof value === 'string') return JSON.stringify(value.trim());
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value.toSorted());
}
