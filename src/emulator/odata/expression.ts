/** A parsed filter. Property paths are as written, without regard to what exists. */
export type Expression =
  | { readonly kind: 'or'; readonly terms: readonly Expression[] }
  | { readonly kind: 'and'; readonly terms: readonly Expression[] }
  | { readonly kind: 'not'; readonly term: Expression }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly path: Path; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly path: Path; readonly value: Literal }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly path: Path;
      readonly body?: Body;
    };

export interface Body {
  readonly variable: string;
  readonly term: Expression;
}

export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';
export type TextFunction = 'startsWith' | 'endsWith' | 'contains';

/** Segments of `a/b/c`; the last one is `$count` where a collection is counted. */
export type Path = readonly string[];

export type Literal =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string' | 'guid' | 'dateTime'; readonly value: string };
