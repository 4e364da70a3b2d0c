import type { Json, Scalar, Structure, Value } from '../../core/attributes/attribute.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { safe } from '../safe.ts';

/** A value as a person reads it: references by name, days without a time, nothing as `(none)`. */
export function showValue(attribute: string, value: Value, names: Plan['names']): string {
  if (value === null && attribute === 'membershipRule') return '(members are assigned)';
  if (value === null || (Array.isArray(value) && value.length === 0)) return '(none)';
  if (typeof value === 'string') return showText(attribute, value, names);
  if (typeof value !== 'object') return String(value);
  if (isStructure(value)) return safe(showStructure(value));
  return value.map((each) => showText(attribute, String(each), names)).join(', ');
}

const isStructure = (value: readonly Scalar[] | Structure): value is Structure => !Array.isArray(value);

/** As YAML writes it in one line. */
function showStructure(value: Structure): string {
  const members = Object.entries(value).map(([name, each]) => `${name}: ${showJson(each)}`);
  return `{ ${members.join(', ')} }`;
}

function showJson(value: Json): string {
  return typeof value === 'string' && /^[\p{L}\d][\p{L}\d .@/+-]*$/u.test(value) && !/^[\d.+-]*$/.test(value)
    ? value
    : JSON.stringify(value);
}

function showText(attribute: string, text: string, names: Plan['names']): string {
  if (attribute === 'manager' || attribute === 'owners' || attribute === 'members')
    return safe(names[`user:${text}`] ?? names[`device:${text}`] ?? text);
  // Line breaks in a rule count as spaces, and those of other tools are no news.
  if (attribute === 'membershipRule') return safe(text.replace(/\s*[\r\n]\s*/g, ' '));
  return safe(text.replace(/T00:00:00Z$/, ''));
}
