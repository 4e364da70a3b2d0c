import { findAttribute } from '../core/attributes/attributes.ts';
import { guidOf } from '../core/attributes/immutable-id.ts';
import type { Value } from '../core/attributes/attribute.ts';
import type { Operation, Plan } from '../core/plan/plan.ts';
import { hidden } from './redaction/redact-plan.ts';

/** Shorter texts are in every sentence. */
const shortest = 5;

/**
 * A plan without the values of sensitive attributes, for whatever leaves the machine on which it was made: whether there
 * is a value before and after can be told, and names stay names. Yes and no stay too.
 */
export function hideSensitive(plan: Plan): Plan {
  const clean = cleanerOf(plan);
  return {
    ...plan,
    changes: plan.changes.map((change) => {
      const { shownByGraph: _, ...rest } = change;
      return values(change.sensitive ? rest : change);
    }),
    blocked: plan.blocked.map((each) => ({
      ...values(each),
      message: clean(each.message),
      remedy: clean(each.remedy),
    })),
    unresolved: plan.unresolved.map((each) => ({
      ...each,
      message: clean(each.message),
      remedy: clean(each.remedy),
    })),
    released: plan.released.map((each) => (each.sensitive ? { ...each, value: hide(each.value) } : each)),
    expectations: plan.expectations.map((each) => ({ ...each, message: clean(each.message) })),
    guards: plan.guards.map((guard) => ({
      ...guard,
      details: guard.details.map(clean),
      ...(guard.reason === undefined ? {} : { reason: clean(guard.reason) }),
    })),
    impact: plan.impact.map((impact) => ({
      ...impact,
      buckets: impact.buckets.map((bucket) => ({ ...bucket, because: clean(bucket.because) })),
    })),
  };
}

const values = <T extends { readonly before: Value; readonly after: Value; readonly sensitive?: true }>(
  each: T,
): T => (each.sensitive ? { ...each, before: hide(each.before), after: hide(each.after) } : each);
/** Of yes and no the reviewer has to know which: an account that is disabled is not one that is enabled. */
const hide = (value: Value): Value => (typeof value === 'boolean' ? value : isNothing(value) ? null : hidden);
const isNothing = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** What a value looks like in a sentence. */
export function textsOf(value: Value): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return [];
  const guid = guidOf(value);
  return guid === undefined ? [value] : [value, guid];
}

/** Takes the values of sensitive attributes of a plan out of a sentence. */
export function cleanerOf({
  changes,
  blocked,
  released,
  names,
}: Pick<Plan, 'changes' | 'blocked' | 'released' | 'names'>): (sentence: string) => string {
  const found = [
    ...[...changes, ...blocked].flatMap((each) => (each.sensitive ? [each.before, each.after] : [])),
    ...released.flatMap((each) => (each.sensitive ? [each.value] : [])),
  ];
  return scrubber(found.flatMap(textsOf), new Set(Object.values(names)));
}

/** Replaces texts in a sentence; looks once at each place of it, however many texts there are. */
export function scrubber(texts: readonly string[], but: ReadonlySet<string>): (sentence: string) => string {
  const secrets = [...new Set(texts)].filter((each) => each.length >= shortest && !but.has(each));
  const byStart = Map.groupBy(
    secrets.toSorted((a, b) => b.length - a.length),
    (each) => each.slice(0, shortest),
  );
  if (secrets.length === 0) return (sentence) => sentence;
  return (sentence) => {
    let clean = '';
    for (let at = 0; at < sentence.length;) {
      const start = at;
      const secret = byStart
        .get(sentence.slice(at, at + shortest))
        ?.find((each) => sentence.startsWith(each, start));
      clean += secret === undefined ? sentence.charAt(at) : hidden;
      at += secret?.length ?? 1;
    }
    return clean;
  };
}

/** The same for sentences about writes, of which only the writes are known. */
export function cleanerOfWrites(
  operations: readonly Operation[],
  names: Plan['names'],
): (sentence: string) => string {
  const found = operations.flatMap(({ write }) =>
    write.type === 'update'
      ? Object.entries(write.body).flatMap(([property, value]) =>
          findAttribute(write.kind, property)?.sensitive ? [value as Value] : [],
        )
      : [],
  );
  return scrubber(found.flatMap(textsOf), new Set(Object.values(names)));
}
