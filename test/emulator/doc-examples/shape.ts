/**
 * Where an answer lacks what the documentation shows: every documented key has to be there with the documented JSON
 * type, at every depth. Null on either side matches any type; of arrays the first items are compared, or the items
 * with the same id where there is one.
 */
export function differences(documented: unknown, actual: unknown, path = ''): string[] {
  if (documented === null || actual === null) return [];
  if (Array.isArray(documented)) return arrayDifferences(documented, actual, path);
  if (typeof documented !== typeof actual || Array.isArray(actual)) {
    return [`${path}: ${typeOf(actual)}, not ${typeOf(documented)}`];
  }
  if (!isObject(documented) || !isObject(actual)) return [];
  return Object.entries(documented).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}/${key}`;
    return Object.hasOwn(actual, key) ? differences(value, actual[key], inner) : [`${inner}: missing`];
  });
}

function arrayDifferences(documented: unknown[], actual: unknown, path: string): string[] {
  if (!Array.isArray(actual)) return [`${path}: ${typeOf(actual)}, not array`];
  const first: unknown = documented[0];
  if (first === undefined) return [];
  if (actual.length === 0) return [`${path}: empty`];
  const items: unknown[] = actual;
  const id = isObject(first) ? first['id'] : undefined;
  const same = items.find((item) => id !== undefined && isObject(item) && item['id'] === id);
  return differences(first, same ?? items[0], path);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
