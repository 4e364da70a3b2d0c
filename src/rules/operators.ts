/** The comparison operators, in the spelling of Microsoft's reference without the hyphen. */
export type Operator =
  | 'eq'
  | 'ne'
  | 'startsWith'
  | 'notStartsWith'
  | 'endsWith'
  | 'notEndsWith'
  | 'contains'
  | 'notContains'
  | 'match'
  | 'notMatch'
  | 'in'
  | 'notIn'
  | 'ge'
  | 'le';

/** The operators that say yes to what is there; a negative operator is the exact opposite of one of them. */
export type PositiveOperator = 'eq' | 'startsWith' | 'endsWith' | 'contains' | 'match' | 'in' | 'ge' | 'le';

const positives: Readonly<Record<Operator, PositiveOperator>> = {
  eq: 'eq',
  ne: 'eq',
  startsWith: 'startsWith',
  notStartsWith: 'startsWith',
  endsWith: 'endsWith',
  notEndsWith: 'endsWith',
  contains: 'contains',
  notContains: 'contains',
  match: 'match',
  notMatch: 'match',
  in: 'in',
  notIn: 'in',
  ge: 'ge',
  le: 'le',
};

const byName = new Map(
  (Object.keys(positives) as Operator[]).map((operator) => [operator.toLowerCase(), operator]),
);

/** The operator that a word names in any case, without its hyphen. */
export function operatorNamed(word: string): Operator | undefined {
  return byName.get(word.toLowerCase());
}

/** The spellings of all operators, without hyphen. */
export const operatorNames: readonly string[] = Object.keys(positives);

/** The operator that this one is or denies. */
export function positiveOf(operator: Operator): PositiveOperator {
  return positives[operator];
}

/** Whether the operator denies another one, and so is true for a value that is not there. */
export function isNegative(operator: Operator): boolean {
  return positives[operator] !== operator;
}

const negatives = new Map<Operator, Operator>(
  (Object.keys(positives) as Operator[])
    .filter(isNegative)
    .map((operator) => [positives[operator], operator]),
);

/** The operator that is true exactly where this one is false; undefined where there is none. */
export function oppositeOf(operator: Operator): Operator | undefined {
  return isNegative(operator) ? positives[operator] : negatives.get(operator);
}

/** What people write from other languages, and what rules have instead. */
const elsewhere: Readonly<Record<string, string>> = {
  like: '-startsWith, -endsWith, -contains or -match',
  ilike: '-startsWith, -endsWith, -contains or -match',
  clike: '-startsWith, -endsWith, -contains or -match',
  notlike: '-notContains or -notMatch',
  ieq: '-eq (text is compared without case anyway)',
  ceq: '-eq (text is always compared without case)',
  ine: '-ne (text is compared without case anyway)',
  imatch: '-match (text is compared without case anyway)',
  cmatch: '-match (text is always compared without case)',
  icontains: '-contains (text is compared without case anyway)',
  equals: '-eq',
  is: '-eq',
  neq: '-ne',
  noteq: '-ne',
  notequals: '-ne',
  isnot: '-ne',
  nin: '-notIn',
  gt: '-ge, which counts from that instant on',
  lt: '-le, which counts up to that instant',
  '=': '-eq',
  '==': '-eq',
  '!=': '-ne',
  '<>': '-ne',
  '>=': '-ge',
  '<=': '-le',
  '>': '-ge',
  '<': '-le',
  '&&': '-and',
  '||': '-or',
  '&': '-and',
  '|': '-or',
  '!': '-not',
};

/** What to use in place of an operator that the language does not have. */
export function operatorInstead(word: string): string | undefined {
  return Object.hasOwn(elsewhere, word.toLowerCase()) ? elsewhere[word.toLowerCase()] : undefined;
}
