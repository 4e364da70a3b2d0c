import { findAttribute } from '../attributes/attributes.ts';
import { liveValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';

/** Attributes of people that are one text out of the few that an organisation uses. */
export const organisational = [
  'department',
  'jobTitle',
  'companyName',
  'officeLocation',
  'city',
  'state',
  'country',
  'employeeType',
] as const;

/** The text that a user has in an attribute; undefined where there is none. */
export function textIn(attribute: string, user: LiveObject): string | undefined {
  const row = findAttribute('user', attribute);
  const value = row && liveValue(row, user);
  return typeof value === 'string' ? value : undefined;
}

/** How many users have each value of an attribute, most frequent first. */
export function valuesInUse(
  attribute: string,
  users: readonly LiveObject[],
): readonly (readonly [value: string, users: number])[] {
  const counts = new Map<string, number>();
  for (const user of users) {
    const value = textIn(attribute, user);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
