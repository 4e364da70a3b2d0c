/** Stands for a value that was not read from the tenant: whatever depends on it is undetermined. */
export const notRead: unique symbol = Symbol('not read');

/** An item of a collection of objects: a service plan. */
export type RuleItem = Readonly<Record<string, unknown>>;

/** The value of one property. Null and absent are the same. */
export type RuleValue =
  | string
  | boolean
  | null
  | undefined
  | readonly (string | null)[]
  | readonly RuleItem[]
  | typeof notRead;

/**
 * A user or device as rules see it: values by the names of the reference without prefix, in any case; `$manager` is the
 * object id of the manager.
 */
export type RuleObject = Readonly<Record<string, RuleValue>>;

/** The name under which an object has the id of its manager. */
export const managerName = '$manager';

/** Makes a function that reads one property of objects; names as the reference spells them are found at once. */
export function reader(name: string): (object: RuleObject) => RuleValue {
  const key = name.toLowerCase();
  return (object) => {
    const value = object[name];
    if (value !== undefined) return value;
    for (const each in object)
      if (each.length === name.length && each.toLowerCase() === key) return object[each];
    return undefined;
  };
}
