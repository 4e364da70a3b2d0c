import { sameRule } from '../../rules/compare.ts';
import type { Attribute, Json, Scalar, Structure, Value } from './attribute.ts';
import { isSchemaExtension } from './extension-value.ts';

/** An instant as `YYYY-MM-DDTHH:mm:ssZ`; text that is no instant stays as it is. */
export function normaliseInstant(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace('.000Z', 'Z');
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The value of an attribute in an object as Graph answers it, in the form in which plans hold values: absent and empty
 * text are null, sets are sorted lists, dates have one form. The rule of a group whose members are assigned counts as
 * null, since Entra keeps the text of a rule that is no longer in force.
 */
export function liveValue(row: Attribute, object: Readonly<Record<string, unknown>>): Value {
  if (row.on === 'group' && row.name === 'type') return groupType(object);
  if ((row.update === 'rule' || row.update === 'processing') && !isDynamic(object)) return null;
  const whole =
    object[row.read.property] ?? (row.route === 'schemaExtension' ? schemaExtension(row, object) : undefined);
  const raw = row.read.member === undefined ? whole : memberOf(whole, row.read.member);
  return canonical(row, raw);
}

function schemaExtension(row: Attribute, object: Readonly<Record<string, unknown>>): unknown {
  const found = Object.keys(object).find((name) => isSchemaExtension(name, row.read.property));
  return found === undefined ? undefined : object[found];
}

/** A value of whatever source in the form in which plans hold it. */
export function canonical(row: Attribute, raw: unknown): Value {
  if (row.equality === 'json') return canonicalJson(raw);
  if (Array.isArray(raw)) return raw.map(String).toSorted(compareText);
  if (raw === undefined || raw === null || raw === '') return isSet(row) ? [] : null;
  if (typeof raw === 'boolean') return raw;
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return row.equality === 'instant' ? normaliseInstant(text) : text;
}

/** Lists of a directory extension have no order that the service keeps; a structure stays as it is. */
function canonicalJson(raw: unknown): Value {
  if (raw === undefined || raw === null || raw === '') return null;
  if (Array.isArray(raw)) {
    const scalars = raw.filter(isScalar);
    return scalars.length === 0 ? null : scalars.toSorted((a, b) => compareText(String(a), String(b)));
  }
  if (isScalar(raw)) return raw;
  return typeof raw === 'object' ? (raw as Structure) : null;
}

function isScalar(raw: unknown): raw is Scalar {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
}

/** Whether two values are the same to the directory, so that writing one over the other would change nothing. */
export function sameValue(row: Attribute, a: Value, b: Value): boolean {
  if (row.equality === 'json') return jsonText(a) === jsonText(b);
  if (row.equality === 'rule' && typeof a === 'string' && typeof b === 'string') return sameRule(a, b);
  return comparable(row, a) === comparable(row, b);
}

/** JSON with sorted keys. Instants count as such: the service writes a date of an extension in its own form. */
function jsonText(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return 'null';
  if (typeof value === 'string') return JSON.stringify(instant.test(value) ? normaliseInstant(value) : value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'null' : `[${value.map(jsonText).join()}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => compareText(a, b));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${jsonText(each)}`).join()}}`;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function comparable(row: Attribute, value: Value): string {
  if (value === null || value === '') return '';
  if (Array.isArray(value))
    return value.length === 0 ? '' : JSON.stringify(value.map(String).toSorted(compareText));
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = value.trim();
  switch (row.equality) {
    case 'exact':
    case 'set':
    case 'rule':
    case 'json':
      return text;
    case 'caseless':
      return text.toLowerCase();
    case 'instant':
      // The directory keeps whole seconds.
      return normaliseInstant(text).replace(/\.\d+Z$/, 'Z');
  }
}

function isSet(row: Attribute): boolean {
  return row.shape.type === 'texts' || row.shape.type === 'users';
}

function memberOf(whole: unknown, member: string): unknown {
  return typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>)[member] : undefined;
}

/** Whether Entra decides the members of the group by its rule. */
export function isDynamic(group: Readonly<Record<string, unknown>>): boolean {
  return groupTypesOf(group).includes('DynamicMembership');
}

export function groupTypesOf(group: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(group['groupTypes']) ? group['groupTypes'].map(String) : [];
}

/** The kind of a live group, in the words of the YAML where it has one. */
function groupType(group: Readonly<Record<string, unknown>>): string {
  if (groupTypesOf(group).includes('Unified')) return 'microsoft365';
  if (group['mailEnabled'] === true)
    return group['securityEnabled'] === true ? 'mail-enabled security' : 'distribution list';
  return 'security';
}
