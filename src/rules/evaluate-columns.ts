import { complementBits, emptyBits, type Bits } from './bits.ts';
import type { CompiledRule, Tree } from './evaluate.ts';
import { fold } from './fold.ts';
import type { Instant } from './instant.ts';
import type { Outcome } from './outcome.ts';
import type { Predicate } from './predicate.ts';
import type { Column, RuleTable } from './table.ts';
import { testText } from './text-test.ts';

/** Who is a member and of whom nothing can be said, by the number of the object. Nobody is in both. */
export interface RuleBits {
  readonly member: Bits;
  readonly undetermined: Bits;
}

/** A column with what is worked out once for all predicates. */
interface Prepared {
  readonly column: Column;
  /** The folded texts, at the place of the value; undefined for other values. */
  readonly folded: readonly (string | undefined)[];
  /** The places of the values that are no text. */
  readonly others: readonly number[];
  /** The places of the values with the same folded text. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The objects of the value at place p are `objects[starts[p]]` up to `objects[starts[p + 1]]`. */
  readonly starts: Uint32Array;
  readonly objects: Uint32Array;
}

/**
 * Evaluates many rules for many objects at once: each predicate once per distinct value, the rest by sets of bits.
 * Equal to the compiled rule on every object of the table.
 */
export function evaluateAll(rules: readonly CompiledRule[], table: RuleTable, at: Instant): RuleBits[] {
  const prepared = new Map<string, Prepared>();
  const known = new Map<string, RuleBits>();
  const nobody = emptyBits(table.size);
  return rules.map(({ tree }) => evaluateTree(tree));

  function evaluateTree(tree: Tree): RuleBits {
    switch (tree.type) {
      case 'predicate':
        return evaluatePredicate(tree.predicate);
      case 'not': {
        const { member, undetermined } = evaluateTree(tree.part);
        return { member: complementBits(member, undetermined, table.size), undetermined };
      }
      case 'and':
      case 'or':
        return combine(tree.type, tree.parts.map(evaluateTree));
      default:
        return tree satisfies never;
    }
  }

  function evaluatePredicate(predicate: Predicate): RuleBits {
    let bits = known.get(predicate.id);
    if (bits === undefined) {
      bits = overColumn(predicate);
      known.set(predicate.id, bits);
    }
    return bits;
  }

  function overColumn(predicate: Predicate): RuleBits {
    const key = predicate.property.toLowerCase();
    const column = table.columns.get(key);
    if (column === undefined)
      return { member: nobody, undetermined: complementBits(nobody, undefined, table.size) };
    let ready = prepared.get(key);
    if (ready === undefined) {
      ready = prepare(column);
      prepared.set(key, ready);
    }
    return spread(ready, predicate, at, nobody);
  }
}

function prepare(column: Column): Prepared {
  const { values, indices } = column;
  const folded = values.map((value) => (typeof value === 'string' ? fold(value) : undefined));
  const places = new Map<string, number[]>();
  const others: number[] = [];
  folded.forEach((text, place) => {
    if (text === undefined) {
      others.push(place);
      return;
    }
    const same = places.get(text);
    if (same === undefined) places.set(text, [place]);
    else same.push(place);
  });
  const starts = new Uint32Array(values.length + 1);
  for (const place of indices) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 0; place < values.length; place++)
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  const next = starts.slice();
  const objects = new Uint32Array(indices.length);
  for (let object = 0; object < indices.length; object++) {
    const place = indices[object] ?? 0;
    const slot = next[place] ?? 0;
    objects[slot] = object;
    next[place] = slot + 1;
  }
  return { column, folded, others, places, starts, objects };
}

/** Asks each distinct value and marks the objects that have it. */
function spread(prepared: Prepared, predicate: Predicate, at: Instant, nobody: Bits): RuleBits {
  const { column, folded, others, places, starts, objects } = prepared;
  const member = nobody.slice();
  // Mostly everything can be said, and then one empty set serves all.
  let undetermined = nobody;
  const mark = (bits: Bits, place: number): void => {
    const end = starts[place + 1] ?? 0;
    for (let slot = starts[place] ?? 0; slot < end; slot++) {
      const object = objects[slot] ?? 0;
      bits[object >>> 5] = (bits[object >>> 5] ?? 0) | (1 << (object & 31));
    }
  };
  const settle = (outcome: Outcome, place: number): void => {
    if (outcome === true) mark(member, place);
    else if (outcome !== false) {
      if (undetermined === nobody) undetermined = nobody.slice();
      mark(undetermined, place);
    }
  };
  const { text, test } = predicate;
  if (text?.test === 'equals') {
    // What equals a text is looked up; nothing else needs to be asked.
    for (const each of text.texts) for (const place of places.get(each) ?? []) mark(member, place);
    for (const place of others) settle(test(column.values[place], at), place);
  } else {
    for (let place = 0; place < column.values.length; place++) {
      const ready = folded[place];
      const value = column.values[place];
      if (text === undefined || ready === undefined) settle(test(value, at), place);
      else settle(testText(text, value as string, ready), place);
    }
  }
  return { member, undetermined };
}

function combine(type: 'and' | 'or', parts: readonly RuleBits[]): RuleBits {
  const length = parts[0]?.member.length ?? 0;
  const member = new Uint32Array(length);
  const undetermined = new Uint32Array(length);
  for (let at = 0; at < length; at++) {
    let yes = type === 'and' ? 0xffffffff : 0;
    let possible = yes;
    for (const part of parts) {
      const own = part.member[at] ?? 0;
      const maybe = own | (part.undetermined[at] ?? 0);
      yes = type === 'and' ? yes & own : yes | own;
      possible = type === 'and' ? possible & maybe : possible | maybe;
    }
    member[at] = yes;
    undetermined[at] = possible & ~yes;
  }
  return { member, undetermined };
}
