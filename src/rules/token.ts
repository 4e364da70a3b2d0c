import type { Span } from './ast.ts';

/** The smallest pieces of a rule. */
export type Token =
  /** A bare word with its dots: `user.department`, `and`, `null`, `$true`, `_`. */
  | ({ readonly type: 'word'; readonly text: string } & Span)
  /** A word behind a hyphen: `-eq`; the text is without the hyphen. */
  | ({ readonly type: 'dashed'; readonly text: string } & Span)
  | ({
      readonly type: 'text';
      readonly value: string;
      readonly quote: '"' | "'";
      /** What stands between the quotes. */
      readonly written: string;
      /** An apostrophe that is not doubled stands inside. */
      readonly loneApostrophe: boolean;
    } & Span)
  /** A date or number, or what begins like one. */
  | ({ readonly type: 'digits'; readonly text: string } & Span)
  | ({ readonly type: '(' | ')' | '[' | ']' | ',' } & Span)
  /** Characters that no rule has, such as `==`. */
  | ({ readonly type: 'odd'; readonly text: string } & Span)
  | ({ readonly type: 'end' } & Span);
