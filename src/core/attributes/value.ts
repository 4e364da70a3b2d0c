import { sameRule } from '../../rules/compare.ts';
import type { Attribute, Value } from './attribute.ts';

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
  const whole = object[row.read.property];
  const raw = row.read.member === undefined ? whole : memberOf(whole, row.read.member);
  return canonical(row, raw);
}

/** A value of whatever source in the form in which plans hold it. */
export function canonical(row: Attribute, raw: unknown): Value {
  if (Array.isArray(raw)) return raw.map(String).toSorted(compareText);
  if (raw === undefined || raw === null || raw === '') return isSet(row) ? [] : null;
  if (typeof raw === 'boolean') return raw;
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return row.equality === 'instant' ? normaliseInstant(text) : text;
}

/** Whether two values are the same to the directory, so that writing one over the other would change nothing. */
export function sameValue(row: Attribute, a: Value, b: Value): boolean {
  if (row.equality === 'rule' && typeof a === 'string' && typeof b === 'string') return sameRule(a, b);
  return comparable(row, a) === comparable(row, b);
}

function comparable(row: Attribute, value: Value): string {
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return value.length === 0 ? '' : JSON.stringify(value.toSorted(compareText));
  const text = value.trim();
  switch (row.equality) {
    case 'exact':
    case 'set':
    case 'rule':
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
