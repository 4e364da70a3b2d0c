import { dependenciesOf } from '../../rules/dependencies.ts';
import { parseRule } from '../../rules/parse.ts';
import type { Value } from '../attributes/attribute.ts';

/** The properties of users that a rule reads, in lower case and without `user.`; `manager` for direct reports. */
export function propertiesInRule(text: Value): ReadonlySet<string> {
  const { rule } = parseRule(typeof text === 'string' ? text : '');
  if (!rule) return new Set();
  const { properties, manager } = dependenciesOf(rule);
  return new Set(manager ? [...properties, 'manager'] : properties);
}
