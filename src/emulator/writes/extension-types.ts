import type { Json } from '../state.ts';
import { instant } from './values.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * A single value of a directory or schema extension as the directory stores it: 256 characters or bytes at most,
 * instants in UTC and whole seconds (https://learn.microsoft.com/graph/api/resources/extensionproperty). Throws
 * `invalid()` for a value that does not have the declared type.
 */
export function extensionValue(type: string, value: Json, invalid: () => Error): Json {
  if (type === 'DateTime') return instant(value, invalid);
  if (!fits(type, value)) throw invalid();
  return value;
}

function fits(type: string, value: Json): boolean {
  switch (type) {
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
    case 'LargeInteger':
      return typeof value === 'number' && Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
    case 'Binary':
      return isText(value, 344) && base64.test(value) && Buffer.from(value, 'base64').length <= 256;
    default:
      return isText(value, 256);
  }
}

function isText(value: Json, maxLength: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength;
}
