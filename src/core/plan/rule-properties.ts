import type { Value } from '../attributes/attribute.ts';

/** The properties of users that a rule reads, in lower case and without `user.`. */
export function propertiesInRule(rule: Value): ReadonlySet<string> {
  if (typeof rule !== 'string') return new Set();
  const outsideQuotes = rule.replace(/"(?:[^"`]|`.)*"|'(?:[^'`]|`.)*'/gs, '""');
  return new Set(
    [...outsideQuotes.matchAll(/\buser\.(\w+)/gi)].map((match) => (match[1] ?? '').toLowerCase()),
  );
}
