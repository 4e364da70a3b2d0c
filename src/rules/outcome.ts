/** Why nothing can be said of an object. The list is closed: renderers have words for each. */
export const undeterminedReasons = [
  /** A property was not read from the tenant. */
  'not-read',
  /** A value has another type than the property. */
  'unreadable-value',
  /** A negative operator on a whole collection, of which no documentation says what it means. */
  'whole-collection',
  /** The pattern has something that .NET knows and RE2 does not. */
  'pattern',
  /** -ge or -le on text, which is documented for dates only. */
  'ordering',
  /** A duration in months or years, of which no documentation says how long they are. */
  'calendar',
  /** The language has no such property, operator or item, so the service refuses the rule. */
  'not-in-language',
] as const;

export type UndeterminedReason = (typeof undeterminedReasons)[number];

/** Yes, no, or why neither can be said. */
export type Outcome = boolean | UndeterminedReason;

/** What the evaluation says of one object. */
export type Verdict =
  | { readonly member: true }
  | { readonly member: false }
  | { readonly member: null; readonly reason: UndeterminedReason };

/** An outcome in the form that callers get. */
export function verdictOf(outcome: Outcome): Verdict {
  if (typeof outcome === 'string') return { member: null, reason: outcome };
  return outcome ? { member: true } : { member: false };
}

/** The opposite, where there is one. */
export function invert(outcome: Outcome): Outcome {
  return typeof outcome === 'string' ? outcome : !outcome;
}
