import type { Comparison, Quantified, Text } from '../../rules/ast.ts';
import { fold } from '../../rules/fold.ts';
import { formatValue } from '../../rules/format.ts';
import { parseRule } from '../../rules/parse.ts';
import { positiveOf } from '../../rules/operators.ts';
import { compileItemTest } from '../../rules/text-test.ts';
import { comparisonsIn, quantifiedIn } from '../../rules/walk.ts';
import type { Splice } from '../edit/splice.ts';
import { quote } from '../quote.ts';
import type { Search } from './found.ts';

/** What renaming a value does to one rule. */
export interface RenamedRule {
  /** Offsets in the rule. */
  readonly splices: readonly Splice[];
  /** Parts that ask otherwise than for the whole value, with the reason why they matter. */
  readonly left: readonly { readonly offset: number; readonly message: string }[];
  /** The values that the attribute is compared with as a whole. */
  readonly values: readonly string[];
  /** Whether the text is a rule at all. */
  readonly readable: boolean;
}

/**
 * Finds the old value in the comparisons of a rule with the attribute. Rules compare without case, so that it counts in
 * any; a list that has the new value already loses the old one.
 */
export function renameInRule(rule: string, search: Search): RenamedRule {
  const { target, renaming } = search;
  const kind = target.row?.shape.type === 'texts' ? 'texts' : 'text';
  const properties = Object.fromEntries([...target.properties].map((name) => [name, kind] as const));
  const parsed = parseRule(rule, { user: properties }).rule;
  if (!parsed) return { splices: [], left: [], values: [], readable: false };
  if (parsed.body.type === 'directReports') {
    const { manager } = parsed.body;
    const named = target.name === 'manager' && search.isOld(manager.value);
    const message =
      'The rule names this manager by id. Write the id of the other one by hand where it is to follow.';
    return {
      splices: [],
      left: named ? [{ offset: manager.offset, message }] : [],
      values: [],
      readable: true,
    };
  }
  const isOurs = (subject: Comparison['subject'] | Quantified['subject']): boolean =>
    subject.type === 'property' && subject.side === 'user' && target.properties.has(subject.key);
  const ofItems = quantifiedIn(parsed.body).flatMap((each) =>
    isOurs(each.subject) ? comparisonsIn(each.condition) : [],
  );
  const own = comparisonsIn(parsed.body).filter((each) => isOurs(each.subject) || ofItems.includes(each));
  const whole = own.flatMap((each) => wholeValues(each) ?? []);
  return {
    splices: own.flatMap((each) => {
      const texts = wholeValues(each);
      return texts === undefined ? [] : inList(texts, search);
    }),
    left: own.flatMap((each) => (wholeValues(each) ? [] : leftOf(each, rule, renaming))),
    values: whole.map(({ value }) => value),
    readable: true,
  };
}

/** The texts with which a whole value is compared; undefined for any other comparison. */
function wholeValues({ operator, value }: Comparison): readonly Text[] | undefined {
  const positive = positiveOf(operator);
  if (positive === 'eq') return value.type === 'text' ? [value] : [];
  return positive === 'in' && value.type === 'list' ? value.items : undefined;
}

function inList(texts: readonly Text[], { renaming: { from, to } }: Search): readonly Splice[] {
  const [old, wanted] = [fold(from), fold(to)];
  const isOld = ({ value }: Text): boolean => fold(value) === old && value !== to;
  const [first] = texts.filter(isOld);
  const there = texts.some((text) => fold(text.value) === wanted && !isOld(text));
  const goes = (text: Text): boolean => isOld(text) && (there || text !== first);
  return texts.flatMap((text, index): readonly Splice[] => {
    if (!isOld(text)) return [];
    const { offset, end, quote: mark, type } = text;
    if (!goes(text))
      return [
        { from: offset, to: end, text: formatValue({ type, value: to, quote: mark, offset, end }, true) },
      ];
    // With the comma behind it, or where none stays behind it, with the one before.
    const [previous, next] = [texts[index - 1], texts[index + 1]];
    if (next && !texts.slice(index).every(goes)) return [{ from: offset, to: next.offset, text: '' }];
    return [{ from: previous?.end ?? offset, to: end, text: '' }];
  });
}

function leftOf(
  comparison: Comparison,
  rule: string,
  { from, to }: Search['renaming'],
): readonly { readonly offset: number; readonly message: string }[] {
  const { value, offset, end } = comparison;
  if (value.type !== 'text' && value.type !== 'list') return [];
  const test = compileItemTest(comparison);
  const [before, after] = [test(from, fold(from)), test(to, fold(to))];
  const what = quote(rule.slice(offset, end));
  if (typeof before === 'boolean' && typeof after === 'boolean' && before !== after)
    return [
      {
        offset,
        message: `${what} is ${before} of ${quote(from)} and ${after} of ${quote(to)}. Change it by hand where its members are to stay.`,
      },
    ];
  const text = value.type === 'text' ? value.value : '';
  const unclear = typeof before !== 'boolean' || typeof after !== 'boolean';
  if (fold(text).includes(fold(from)) || (unclear && positiveOf(comparison.operator) === 'match'))
    return [
      {
        offset,
        message: unclear
          ? `${what} cannot be evaluated here. Look whether it is meant for ${quote(from)}.`
          : `${what} mentions ${quote(from)}, and comes out alike for ${quote(to)}. Change it by hand where it is meant.`,
      },
    ];
  return [];
}
