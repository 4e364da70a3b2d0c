import type { Comparison, Rule } from './ast.ts';
import { compileRule } from './evaluate.ts';
import { readInstant, type Instant } from './instant.ts';
import { boundOf } from './predicate.ts';
import { propertyNamed } from './properties.ts';
import { reader, type RuleObject } from './value.ts';
import { comparisonsIn, kindOf, propertiesIn } from './walk.ts';

/** What the result of a rule depends on. */
export interface Dependencies {
  /** The properties that it reads, in lower case, without prefix, sorted. */
  readonly properties: readonly string[];
  /** Where Graph has them, sorted: what a read must ask for. */
  readonly graph: readonly string[];
  /** It is `Direct Reports for` somebody. */
  readonly manager: boolean;
  /** It changes with time. */
  readonly time: boolean;
  /** The ids of the service plans that it names, in lower case, sorted. */
  readonly plans: readonly string[];
  /** The ids of the groups that memberOf names, in lower case, sorted. */
  readonly groups: readonly string[];
}

/** Says what a rule depends on. */
export function dependenciesOf(rule: Rule): Dependencies {
  const { body } = rule;
  const manager = body.type === 'directReports';
  const properties = manager ? ['objectid'] : propertiesIn(body).map((property) => property.key);
  // What no table lists is asked for as the rule spells it.
  const named = manager ? properties : propertiesIn(body).map((property) => property.name);
  const comparisons = comparisonsIn(body);
  const side = kindOf(rule);
  const graph = side === undefined ? [] : named.map((name) => propertyNamed(side, name)?.graph ?? []).flat();
  return {
    properties: sorted(properties),
    graph: sorted(graph),
    manager,
    time: comparisons.some(({ value }) => value.type === 'now'),
    plans: sorted(comparisons.flatMap((each) => idsOf(each, 'servicePlanId'))),
    groups: sorted(comparisons.flatMap((each) => idsOf(each, 'objectId'))),
  };
}

/**
 * The next instant after `at` from which an object's result differs; undefined where time alone never changes it. An
 * instant itself still counts as met by -ge and -le, so a change can begin a millisecond later.
 */
export function nextChange(rule: Rule, object: RuleObject, at: Instant): Instant | undefined {
  const compiled = compileRule(rule);
  const now = compiled(object, at).member;
  const turns = comparisonsIn(rule.body)
    .flatMap((comparison) => turnOf(comparison, object))
    .flatMap((turn) => [Math.ceil(turn), Math.floor(turn) + 1])
    .filter((turn) => turn > at);
  return turns.toSorted((a, b) => a - b).find((turn) => compiled(object, turn).member !== now);
}

/** The instant at which a comparison with `system.now` turns: where the date equals now and the step. */
function turnOf(comparison: Comparison, object: RuleObject): Instant[] {
  const { subject, value } = comparison;
  if (subject.type !== 'property' || value.type !== 'now') return [];
  const date = reader(subject.name)(object);
  const instant = typeof date === 'string' ? readInstant(date) : undefined;
  const shift = boundOf(comparison)?.(0);
  return instant === undefined || shift === undefined ? [] : [instant - shift];
}

function idsOf({ subject, value }: Comparison, name: string): string[] {
  if (subject.type !== 'item' || subject.name !== name) return [];
  if (value.type === 'text') return [value.value.toLowerCase()];
  return value.type === 'list' ? value.items.map((item) => item.value.toLowerCase()) : [];
}

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();
