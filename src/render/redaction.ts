import type { Plan } from '../core/plan/plan.ts';
import { pseudonyms } from './redaction/pseudonyms.ts';
import { redactWith } from './redaction/redact-plan.ts';

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
