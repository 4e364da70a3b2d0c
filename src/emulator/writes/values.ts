import { invalidValue } from '../errors.ts';
import type { Fields, Property } from '../model/properties.ts';
import type { Json, JsonObject } from '../state.ts';

/**
 * One value of a request body as the directory stores it: texts without spaces at their ends, instants in UTC. Throws
 * the 400 for null where it is not allowed, for a wrong type, an empty text, or more than fits.
 */
export function checkValue(property: Property, value: Json, resource: string): Json {
  const invalid = (): Error => invalidValue(property.name, resource);
  if (value === null) {
    if (!property.nullable || !property.clearable) throw invalid();
    return null;
  }
  switch (property.type) {
    case 'string':
    case 'guid':
      return textValue(value, property.maxLength, invalid);
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid();
      return value;
    case 'number':
      if (typeof value !== 'number') throw invalid();
      return value;
    case 'dateTime':
      return instant(value, invalid);
    case 'strings': {
      if (!Array.isArray(value) || value.length > (property.maxItems ?? 1000)) throw invalid();
      return value.map((entry) => textValue(entry, property.itemMaxLength, invalid));
    }
    case 'objects': {
      if (!Array.isArray(value)) throw invalid();
      return value.map((entry) => complex(entry, property, invalid));
    }
    case 'object':
      return complex(value, property, invalid);
  }
}

function textValue(value: Json, maxLength: number | undefined, invalid: () => Error): string {
  if (typeof value !== 'string') throw invalid();
  const trimmed = value.trim();
  // The directory has no empty texts: a value is cleared with null.
  if (trimmed === '' || (maxLength !== undefined && trimmed.length > maxLength)) throw invalid();
  return trimmed;
}

const isoInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** Stored in UTC and whole seconds; a bare date is midnight UTC. */
export function instant(value: Json, invalid: () => Error): string {
  if (typeof value !== 'string' || !isoInstant.test(value)) throw invalid();
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw invalid();
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function complex(value: Json, property: Property, invalid: () => Error): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid();
  const { fields } = property;
  if (!fields) return value;
  const checked: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) {
    if (name.includes('@')) continue;
    const known = Object.keys(fields).find((field) => field.toLowerCase() === name.toLowerCase());
    if (known === undefined) throw invalid();
    checked[known] = member(inner, fields[known], property.itemMaxLength, invalid);
  }
  return checked;
}

function member(
  value: Json,
  type: Fields[string] | undefined,
  maxLength: number | undefined,
  invalid: () => Error,
): Json {
  if (value === null) return null;
  if (type === 'string' || type === 'guid') return textValue(value, maxLength, invalid);
  if (type === 'dateTime') return instant(value, invalid);
  if ((type === 'boolean' || type === 'number') && typeof value !== type) throw invalid();
  if ((type === 'strings' || type === 'objects') && !Array.isArray(value)) throw invalid();
  return value;
}
