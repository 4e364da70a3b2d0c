import type { Json } from '../../core/attributes/attribute.ts';
import { isObject, same } from './plain.ts';

/** What becomes of each item of a list, undefined where it goes, and what comes at its end. */
export interface PairedItems {
  readonly partners: readonly (Json | undefined)[];
  readonly added: readonly Json[];
}

/**
 * Pairs the items of a list with those that it is to have: maps by what they were made from, others by their value, and
 * where as many values are wanted, by their place. Undefined where items come before others that stay, or nothing stays.
 */
export function pairItems(
  before: readonly Json[],
  after: readonly Json[],
  origins: ReadonlyMap<Json, Json>,
): PairedItems | undefined {
  if (before.length === 0 || after.length === 0) return undefined;
  const all = [...before, ...after];
  if (before.length === after.length && !all.some(isObject)) return { partners: after, added: [] };
  const identity = new Map(after.map((item, index) => [origins.get(item) ?? item, index]));
  let next = 0;
  const partners = before.map((item) => {
    const made = isObject(item) ? identity.get(item) : undefined;
    // Whatever is passed over would have to stand before this one.
    if (made === undefined ? !same(item, after[next]) : made !== next) return undefined;
    next += 1;
    return after[next - 1];
  });
  return next === 0 ? undefined : { partners, added: after.slice(next) };
}
