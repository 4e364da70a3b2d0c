import type { Scalar, Structure, Value } from '../core/attributes/attribute.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import { liveValue, sameValue } from '../core/attributes/value.ts';
import type { ChangedKind } from '../core/plan/plan.ts';

type Json = Readonly<Record<string, unknown>>;

interface Named {
  readonly kind: ChangedKind;
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

/** A property, or a member of a complex one, as a value; what is absent is null. */
export function readProperty(object: Json, property: string, member?: string): Value {
  const whole = object[property];
  const raw = member === undefined ? whole : isObject(whole) ? whole[member] : undefined;
  if (isScalar(raw)) return raw;
  if (Array.isArray(raw)) return raw.map((each: unknown) => (isScalar(each) ? each : JSON.stringify(each)));
  return isObject(raw) ? (raw as Structure) : null;
}

/**
 * Equality of values that are sent beside attributes, and of structures: lists of scalars are sets, the order of
 * members means nothing, and null, absent and empty are the same.
 */
export function sameWire(a: Value, b: Value): boolean {
  return comparable(a) === comparable(b);
}

/** Equality of ids, which are hexadecimal digits in either case. */
export function sameId(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** Whether the answer to a list of links holds this id. */
export function isListed(id: string, answer: Json): boolean {
  return listIn(answer).some((each) => typeof each['id'] === 'string' && sameId(each['id'], id));
}

/** The objects of an answer that is a list. */
export function listIn({ value }: Json): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function comparable(value: Value): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'null';
  if (typeof value === 'string') return JSON.stringify(value.trim());
  if (Array.isArray(value)) return JSON.stringify(value.map((each) => JSON.stringify(each)).toSorted());
  return JSON.stringify(sorted(value));
}

/** The same JSON with the members of each object in order, without those that are null. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (!isObject(json)) return json;
  const members = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, sorted(value)]),
  );
}
