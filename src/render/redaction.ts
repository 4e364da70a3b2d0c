import type { Report } from '../apply/report.ts';
import type { Held } from '../core/approval/held.ts';
import type { Plan } from '../core/plan/plan.ts';
import { pseudonyms } from './redaction/pseudonyms.ts';
import { redactWith } from './redaction/redact-plan.ts';
import { cleanReport, redactHeld, redactReport } from './redaction/redact-report.ts';
import { cleanerOf, cleanerOfWrites, hideSensitive } from './sensitive.ts';

/**
 * How much of a plan may be seen where it is shown: everything; objects by id and no values; numbers only. Places in
 * files stay, since whoever sees the plan sees the repository.
 */
export const redactions = ['full', 'ids', 'counts'] as const;
export type Redaction = (typeof redactions)[number];

/** The default follows the repository's visibility. */
export function defaultRedaction(visibility: 'public' | 'internal' | 'private'): Redaction {
  switch (visibility) {
    case 'public':
      return 'counts';
    case 'internal':
      return 'ids';
    case 'private':
      return 'full';
  }
}

/**
 * The plan as it may be shown; every renderer takes it. `full`: as it is. `ids`: objects by id, attributes by name without
 * their values, no rules, and words of ours instead of the plan's own sentences. `counts`: the same with numbers in the
 * place of objects, which renderers only count.
 */
export function redactPlan(plan: Plan, redaction: Redaction): Plan {
  return redaction === 'full' ? plan : redactWith(plan, redaction, pseudonyms(redaction));
}

/** A plan with what became of it: the same things have the same pseudonyms, and no sensitive value is left. */
export interface Story {
  readonly plan: Plan;
  readonly report?: Report;
  readonly held: readonly Held[];
}

/** For whatever leaves the machine: values of sensitive attributes are left out even of what is shown in full. */
export function redactStory({ plan, report, held }: Story, redaction: Redaction): Story {
  if (redaction === 'full') {
    const clean = cleanerOf(plan);
    return {
      plan: hideSensitive(plan),
      ...(report === undefined ? {} : { report: cleanReport(report, clean) }),
      held: held.map((each) => ({ ...each, why: clean(each.why) })),
    };
  }
  const names = pseudonyms(redaction);
  const operations = new Map(plan.operations.map((operation) => [operation.key, operation]));
  const operationOf = (key: string): string => {
    const operation = operations.get(key);
    return operation === undefined ? 'an operation' : names.operation(operation);
  };
  return {
    plan: redactWith(plan, redaction, names),
    ...(report === undefined ? {} : { report: redactReport(report, names) }),
    held: redactHeld(held, operationOf),
  };
}

/** What became of a plan of which no more is known: the report as it may be shown, and the names for it. */
export function redactOutcome(
  report: Report | undefined,
  names: Plan['names'],
  redaction: Redaction,
): { readonly report?: Report; readonly names: Plan['names'] } {
  if (report === undefined) return { names: redaction === 'full' ? names : {} };
  if (redaction === 'full') {
    const operations = report.operations.map(({ operation }) => operation);
    return { report: cleanReport(report, cleanerOfWrites(operations, names)), names };
  }
  const given = pseudonyms(redaction);
  return { report: redactReport(report, given), names: given.names() };
}
