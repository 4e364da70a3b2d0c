import type { LiveObject } from '../../core/live/live.ts';
import { member } from '../http/json.ts';
import type { Item } from './pages.ts';
import { planKeeper } from './plans.ts';

/** Turns an object of an answer into a live one. */
export type Reduce = (item: Item) => LiveObject;

/** Different values of one property that are remembered; properties with more of them hardly repeat themselves. */
const remembered = 10_000;

/**
 * Keeps of every object just its properties, without annotations. A manager comes with a whole profile, whatever is
 * selected, and is kept as an id. Departments and the like are the same few texts over and over: each is kept in memory
 * once, which a tenant of 100,000 users needs.
 */
export function reducer(options: { readonly manager: boolean }): Reduce {
  const known = new Map<string, Map<string, string>>();
  const once = (property: string, text: string): string => {
    const values = known.get(property) ?? new Map<string, string>();
    known.set(property, values);
    const first = values.get(text);
    if (first !== undefined) return first;
    if (values.size < remembered) values.set(text, text);
    return text;
  };
  const plans = planKeeper();
  const kept = (property: string, value: unknown): unknown => {
    if (property === 'assignedPlans') return plans(value);
    if (typeof value === 'string') return once(property, value);
    if (Array.isArray(value)) return value.map((each: unknown) => kept(property, each));
    if (typeof value !== 'object' || value === null) return value;
    return properties(value, kept);
  };
  return (item) => {
    const { id } = item;
    const object = properties(item, (name, value) => (name === 'manager' ? undefined : kept(name, value)));
    if (!options.manager) return { ...object, id };
    const manager = member(member(item, 'manager'), 'id');
    return { ...object, id, manager: typeof manager === 'string' ? once('manager', manager) : null };
  };
}

function properties(item: object, keep: (name: string, value: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    if (name.includes('@')) continue;
    const reduced = keep(name, value);
    if (reduced !== undefined) result[name] = reduced;
  }
  return result;
}
