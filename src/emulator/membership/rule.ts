import type { Property } from '../../rules/ast.ts';
import { parseRule } from '../../rules/parse.ts';
import type { Item } from '../directory/item.ts';
import type { Json } from '../state.ts';
import { distance } from './duration.ts';
import { placedParts } from './parts.ts';
import { refusalOf, unreadable, type Refusal } from './refusal.ts';
import { ruleProperty, type RuleProperty } from './rule-properties.ts';
import { takesIn, type Subject } from './walk.ts';

/** The rule of a group, ready to be asked. */
export interface GroupRule {
  readonly type: 'rule';
  readonly side: 'user' | 'device';
  /** memberOf ends on 2026-11-03: such groups keep their last members (groups-dynamic-rule-member-of). */
  readonly isFrozen: boolean;
  /** The properties that decide, as they stand on a user or device. */
  readonly reads: readonly ((item: Item) => Json)[];
  /** For a rule that follows the time: how far from the present its instants are, in milliseconds. */
  readonly distances: readonly number[];
  takesIn(item: Item, now: number): boolean;
}

/** Reads a rule as the service does when it is written, which refuses what it cannot evaluate. */
export function readRule(text: string): GroupRule | Refusal {
  const { rule, problems } = parseRule(text);
  const body = rule?.body;
  if (body === undefined) return unreadable(problems);
  const refusal = refusalOf(body, problems);
  if (refusal) return refusal;
  const parts = placedParts(body).map(({ part }) => part);
  const properties = parts.flatMap(({ subject }) => (subject.type === 'property' ? [subject] : []));
  const side = properties[0]?.side ?? 'user';
  const readers = new Map<Property, RuleProperty>();
  for (const property of properties) {
    const known = ruleProperty(property.side, property.name);
    if (known) readers.set(property, known);
  }
  const known = [...readers.values()];
  return {
    type: 'rule',
    side,
    isFrozen: known.some(({ kind }) => kind === 'groups'),
    reads: body.type === 'directReports' ? [(user) => user.manager] : known.map(({ read }) => read),
    distances: parts.flatMap((part) =>
      part.type === 'comparison' && part.value.type === 'now' ? [distance(part.value)] : [],
    ),
    takesIn: (item, now) => item.kind === side && takesIn(body, subjectOf(item, readers), now),
  };
}

function subjectOf(item: Item, readers: ReadonlyMap<Property, RuleProperty>): Subject {
  const { id, manager } = item;
  return { id, manager, read: (property) => readers.get(property)?.read(item) ?? null };
}
