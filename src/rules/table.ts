import { managerName, reader, type RuleObject, type RuleValue } from './value.ts';

/** One property of many objects, each distinct value once. */
export interface Column {
  readonly values: readonly RuleValue[];
  /** For each object the place of its value in `values`. */
  readonly indices: Uint32Array;
}

/** Many objects by property. A property without a column was not read. */
export interface RuleTable {
  readonly size: number;
  /** By the name of the property in lower case. */
  readonly columns: ReadonlyMap<string, Column>;
}

/** Makes a column of the values of objects in order. */
export function columnOf(values: Iterable<RuleValue>): Column {
  const places = new Map<RuleValue, number>();
  const collections = new Map<string, number>();
  const distinct: RuleValue[] = [];
  const indices: number[] = [];
  for (const value of values) {
    // Collections are the same when they are written the same.
    const written = Array.isArray(value) ? JSON.stringify(value) : undefined;
    const key = value ?? null;
    let place = written === undefined ? places.get(key) : collections.get(written);
    if (place === undefined) {
      place = distinct.push(value) - 1;
      if (written === undefined) places.set(key, place);
      else collections.set(written, place);
    }
    indices.push(place);
  }
  return { values: distinct, indices: Uint32Array.from(indices) };
}

/** Makes a table of objects, with the given properties and the id of the manager. */
export function tableOf(objects: readonly RuleObject[], properties: Iterable<string>): RuleTable {
  const columns = new Map<string, Column>();
  for (const property of new Set([...properties, managerName])) {
    const read = reader(property);
    columns.set(property.toLowerCase(), columnOf(objects.map(read)));
  }
  return { size: objects.length, columns };
}
