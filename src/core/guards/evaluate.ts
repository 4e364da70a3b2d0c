import { byText } from '../plan/order.ts';
import type { GuardVerdict, ObjectKey } from '../plan/plan.ts';
import { guardNames } from './guard.ts';
import { defaultLimits, limitFor } from './limits.ts';
import { measure, type Case, type GuardInput, type Measure } from './measure.ts';
import { judgeMembersLeaving } from './members-leaving.ts';
import { isFor, noteOnOverrides, overrideToPaste, validOverrides } from './overrides.ts';

/** The verdicts of all guards on a plan, in the order of `guardNames`; all are evaluated, whatever the first ones say. */
export function evaluateGuards(input: GuardInput): readonly GuardVerdict[] {
  const verdicts = [...measure(input).map((measured) => judge(measured, input)), judgeMembersLeaving(input)];
  return verdicts.toSorted((a, b) => guardNames.indexOf(a.guard) - guardNames.indexOf(b.guard));
}

/** Whether any guard refuses the plan. */
export function isRefused(plan: { readonly guards: readonly GuardVerdict[] }): boolean {
  return plan.guards.some((guard) => guard.verdict === 'refused');
}

function judge(measured: Measure, input: GuardInput): GuardVerdict {
  const { guard, of } = measured;
  const limit = limitFor(input.settings.guards[guard] ?? defaultLimits[guard], of ?? 0);
  const cases = measured.cases.toSorted((a, b) => byText(a.object, b.object));
  const verdict = {
    guard,
    measured: cases.length,
    limit: Number.isFinite(limit) ? limit : null,
    ...(of === undefined ? {} : { of }),
    objects: [...new Set(cases.map((each) => each.object))],
    details: cases.flatMap((each) => (each.detail === undefined ? [] : [`${each.object}: ${each.detail}`])),
  };
  if (cases.length <= limit) return { ...verdict, verdict: 'passed' };
  const reasons = excuse(cases, limit, measured, input);
  if (reasons) return { ...verdict, verdict: 'overridden', reason: reasons.join('; ') };
  return {
    ...verdict,
    verdict: 'refused',
    override: paste(verdict.objects, cases, limit, measured, input),
    ...noteOnOverrides(guard, countsOf(cases), input),
  };
}

const countsOf = (cases: readonly Case[]): ReadonlyMap<ObjectKey, number> =>
  new Map([...Map.groupBy(cases, ({ object }) => object)].map(([object, same]) => [object, same.length]));

/** The reasons of the overrides that let the cases pass, or undefined where they do not suffice. */
function excuse(
  cases: readonly Case[],
  limit: number,
  measured: Measure,
  input: GuardInput,
): readonly string[] | undefined {
  const overrides = validOverrides(measured, input);
  if (overrides.length === 0) return undefined;
  const used = new Set<string>();
  const byObject = Map.groupBy(cases, (each) => each.object);
  const left = cases.filter(({ object }) => {
    const ofObject = byObject.get(object)?.length ?? 0;
    const override = overrides.find((each) => isFor(each, object, input) && ofObject <= each.upTo);
    if (override) used.add(override.reason);
    return override === undefined;
  });
  if (left.length > limit) {
    const general = overrides.find((each) => each.object === undefined && left.length <= each.upTo);
    if (!general) return undefined;
    used.add(general.reason);
  }
  return [...used];
}

/** A guard that allows nothing is passed object by object; one that allows some is raised for this plan. */
function paste(
  objects: readonly string[],
  cases: readonly Case[],
  limit: number,
  { guard }: Measure,
  input: GuardInput,
): string {
  const few = 20;
  if (limit > 0 || objects.length > few) return overrideToPaste(guard, undefined, cases.length, input);
  return objects
    .map((object) =>
      overrideToPaste(guard, object, cases.filter((each) => each.object === object).length, input),
    )
    .join('\n');
}
