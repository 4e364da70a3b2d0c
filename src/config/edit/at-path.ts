import type { Json } from '../../core/attributes/attribute.ts';
import type { Path } from './edit.ts';
import { isList, isObject, same, withMember, type JsonObject } from './plain.ts';
import { Refusal } from './refusal.ts';

/**
 * A map with something set at the end of a way, or without it where the value is undefined. Maps on the way are made;
 * those that are changed are noted with what they were made from. Throws Refusal where the way leads through something
 * else than maps and lists.
 */
export function atPath(
  map: JsonObject,
  path: Path,
  value: Json | undefined,
  origins: Map<Json, Json>,
): JsonObject {
  const made = step(map, path, value, origins);
  if (!isObject(made)) throw noWay(path);
  return made;
}

function step(
  at: Json | undefined,
  path: Path,
  value: Json | undefined,
  origins: Map<Json, Json>,
): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof first === 'number') return inList(at, first, rest, value, origins, path);
  if (at !== undefined && !isObject(at)) throw noWay(path);
  const map = at ?? {};
  const next = step(map[first], rest, value, origins);
  if (same(next, map[first])) return at;
  return noted(withMember(map, first, next), at, origins);
}

function inList(
  at: Json | undefined,
  index: number,
  rest: Path,
  value: Json | undefined,
  origins: Map<Json, Json>,
  path: Path,
): Json {
  const list = at ?? [];
  if (!isList(list) || index > list.length) throw noWay(path);
  const next = step(list[index], rest, value, origins);
  return next === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, next);
}

function noted(made: JsonObject, from: Json | undefined, origins: Map<Json, Json>): JsonObject {
  if (from !== undefined) origins.set(made, origins.get(from) ?? from);
  return made;
}

function noWay(path: Path): Refusal {
  return new Refusal({
    id: 'edit',
    message: `There is nothing at \`${path.join('.')}\` that could hold a value.`,
    remedy: 'Correct the way, or change the file by hand.',
  });
}
