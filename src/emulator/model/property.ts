/** What a query may do with a property; `null` is a comparison with null, `count` is `/$count` of a collection. */
export type Operator =
  | 'eq'
  | 'ne'
  | 'not'
  | 'ge'
  | 'le'
  | 'gt'
  | 'lt'
  | 'in'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'null'
  | 'count';

export type PropertyType =
  | 'string'
  | 'boolean'
  | 'dateTime'
  | 'strings'
  | 'object'
  | 'objects'
  | 'number'
  | 'guid';

/** The members of a complex type, by name. A member can be complex itself, as `initiatedBy/user` is. */
export interface Fields {
  readonly [name: string]:
    | 'string'
    | 'boolean'
    | 'dateTime'
    | 'number'
    | 'guid'
    | 'strings'
    | 'objects'
    | Fields;
}

export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  /** Of the text itself. */
  readonly maxLength?: number;
  /** Of each text of a collection, or of each member of a complex value. */
  readonly itemMaxLength?: number;
  readonly maxItems?: number;
  /** As the metadata says it, which for a few properties is not what a write finds: see `clearable`. */
  readonly nullable: boolean;
  /** False where null is refused although the metadata calls the property nullable. */
  readonly clearable: boolean;
  readonly readOnly: boolean;
  readonly returnedByDefault: boolean;
  /** False: selecting it on a collection answers 501, because another store holds it. */
  readonly inLists: boolean;
  /** A PATCH that names it may name no property outside this group. */
  readonly ownPatch?: boolean;
  /** `never`: no application may write it; `disputed`: two pages of the documentation disagree about that. */
  readonly appOnly?: 'never' | 'disputed';
  readonly fields?: Fields;
  /** Operators that work at once, and those that need `ConsistencyLevel: eventual` with `$count=true`. */
  readonly filter?: { readonly default: readonly Operator[]; readonly advanced: readonly Operator[] };
}

/** A row as it is written down: what it does not say is nullable, writable, on `$select` only, and in lists. */
export type Row = Pick<Property, 'name' | 'type'> &
  Partial<Omit<Property, 'name' | 'type' | 'filter' | 'nullable'>> & {
    notNull?: boolean;
    /** The default operators, then the advanced ones, each as words. */
    filter?: readonly [string, string];
  };

export type Properties = ReadonlyMap<string, Property>;

/** Rows as properties, keyed by lower-cased name, because Graph does not look at the case of a property name. */
export function propertyTable(rows: readonly Row[]): Properties {
  return new Map(rows.map((row) => [row.name.toLowerCase(), property(row)]));
}

function property({ notNull = false, filter, ...row }: Row): Property {
  return {
    nullable: !notNull,
    clearable: !notNull,
    readOnly: false,
    returnedByDefault: false,
    inLists: true,
    ...row,
    ...(filter === undefined ? {} : { filter: { default: words(filter[0]), advanced: words(filter[1]) } }),
  };
}

const OPERATORS: readonly Operator[] = [
  ...(['eq', 'ne', 'not', 'ge', 'le', 'gt', 'lt', 'in'] as const),
  ...(['startsWith', 'endsWith', 'contains', 'null', 'count'] as const),
];

function words(text: string): Operator[] {
  const named = new Set(text.split(' '));
  return OPERATORS.filter((operator) => named.has(operator));
}
