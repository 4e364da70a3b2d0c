import type { Instant } from './instant.ts';
import type { Operator } from './operators.ts';
import type { PropertyKind, Side } from './property-kind.ts';

/** Where a piece of the rule stands: from `offset` up to but not including `end`, in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly end: number;
}

/** A value in quotes. */
export interface Text extends Span {
  readonly type: 'text';
  readonly value: string;
  readonly quote: '"' | "'";
  /** What stands between the quotes, kept where a single apostrophe inside must stay as it was typed. */
  readonly written?: string;
}

/** `system.now`, moved by a duration or not. */
export interface Now extends Span {
  readonly type: 'now';
  readonly step?: {
    readonly direction: 'plus' | 'minus';
    /** In upper case. */
    readonly duration: string;
    /** Undefined where months or years make the length depend on a calendar. */
    readonly milliseconds: number | undefined;
  };
}

export type Value =
  | Text
  | Now
  | ({ readonly type: 'null' } & Span)
  | ({ readonly type: 'boolean'; readonly value: boolean } & Span)
  | ({ readonly type: 'number'; readonly text: string } & Span)
  | ({ readonly type: 'date'; readonly text: string; readonly instant: Instant } & Span)
  | ({ readonly type: 'list'; readonly items: readonly Text[] } & Span);

/** A property of the user or device: `user.department`. */
export interface Property extends Span {
  readonly type: 'property';
  readonly side: Side;
  /** In the spelling of Microsoft's reference where it knows the name, else as written. */
  readonly name: string;
  /** The name in lower case. */
  readonly key: string;
  /** Undefined where the language has no such property. */
  readonly kind: PropertyKind | undefined;
}

/** What a condition of `-any` and `-all` asks about: `_`, `assignedPlan.service`, `group.objectId`. */
export interface Item extends Span {
  readonly type: 'item';
  readonly of: '_' | 'assignedPlan' | 'group';
  /** In the spelling of Microsoft's reference where it knows the name; empty for `_`. */
  readonly name: string;
}

export interface Comparison extends Span {
  readonly type: 'comparison';
  readonly subject: Property | Item;
  readonly operator: Operator;
  readonly value: Value;
}

export interface Quantified extends Span {
  readonly type: 'quantified';
  readonly quantifier: 'any' | 'all';
  readonly subject: Property;
  readonly condition: Expression;
  /** `parentheses`: `-any (…)`; `bare`: `-any _ -eq "x"`; `direct`: written as `user.otherMails -contains "x"`. */
  readonly form: 'parentheses' | 'bare' | 'direct';
}

/** `-and` or `-or` of two or more parts; parts of the same kind are merged into one. */
export interface Logical extends Span {
  readonly type: 'and' | 'or';
  readonly parts: readonly Expression[];
  /** Whether parentheses stood round it. */
  readonly enclosed: boolean;
}

export interface Not extends Span {
  readonly type: 'not';
  readonly part: Expression;
}

export type Expression = Comparison | Quantified | Logical | Not;

/** `Direct Reports for "<object id of the manager>"`, which is a rule by itself. */
export interface DirectReports extends Span {
  readonly type: 'directReports';
  readonly manager: Text;
}

export interface Rule {
  readonly type: 'rule';
  readonly text: string;
  readonly body: Expression | DirectReports;
}
