/** What a rule is about. One rule concerns users or devices, never both. */
export type Side = 'user' | 'device';

/**
 * What a property holds: `texts` is a collection of text, `plans` the service plans of a user, `groups` the groups that
 * the object is a direct member of. `labels` is documented as text but a collection in Graph, and taken as either.
 */
export type PropertyKind = 'boolean' | 'date' | 'text' | 'texts' | 'labels' | 'plans' | 'groups';

/** A property that rules may name. */
export interface PropertyRow {
  /** In the spelling of Microsoft's reference. */
  readonly name: string;
  readonly kind: PropertyKind;
  /** Where Graph v1.0 has it: a property, a member of one (`a.b`), or the first item of a list (`a[0]`). */
  readonly graph: string;
  /** Every object has a value, so that negative operators cannot match a blank. */
  readonly always?: true;
}
