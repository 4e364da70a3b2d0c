/** A set of characters: `[a-z]`, `\d`, `\P{L}`. */
export interface CharacterSet {
  readonly negated: boolean;
  readonly items: readonly SetItem[];
  /** What `-[...]` takes away. */
  readonly minus?: CharacterSet;
}

export type SetItem =
  | { readonly type: 'range'; readonly from: number; readonly to: number }
  /** The union of general categories such as `L` and `Nd`, or its complement. */
  | { readonly type: 'categories'; readonly names: readonly string[]; readonly negated: boolean }
  /** White space: the controls 9 to 13, 0x85 and the category Z, or its complement. */
  | { readonly type: 'space'; readonly negated: boolean };

/** Places between characters. `end` is also before a final newline, `veryEnd` is not. */
export type Place = 'start' | 'end' | 'veryEnd' | 'lineStart' | 'lineEnd' | 'boundary' | 'noBoundary';

/**
 * A .NET regular expression as a tree, reduced to what a yes or no needs: groups do not capture, and lazy quantifiers
 * are greedy ones.
 */
export type Pattern =
  | { readonly type: 'empty' }
  | { readonly type: 'character'; readonly character: string; readonly caseless: boolean }
  | { readonly type: 'set'; readonly set: CharacterSet; readonly caseless: boolean }
  /** `.`, which takes a newline only where the option `s` is on. */
  | { readonly type: 'any'; readonly newline: boolean }
  | { readonly type: 'place'; readonly place: Place }
  | { readonly type: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly type: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly type: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number }
  | { readonly type: 'behind'; readonly part: Pattern; readonly negated: boolean };

/** The result of reading a pattern. */
export type ReadPattern =
  | { readonly type: 'pattern'; readonly pattern: Pattern }
  /** .NET refuses it, and so does the service. */
  | { readonly type: 'invalid'; readonly message: string }
  /** .NET takes it, but nothing here can say what it matches. */
  | { readonly type: 'unsupported'; readonly what: string };
