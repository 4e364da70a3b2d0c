import type { Plan } from '../plan/plan.ts';

/** An apply to this tenant, as its journal tells it. */
export interface PastApply {
  /** The path of the journal. */
  readonly journal: string;
  /** When it began: ISO 8601. */
  readonly at: string;
  readonly plan: Plan;
  /** Keys of the operations that are as the plan wants them. */
  readonly done: ReadonlySet<string>;
  /** It did not come to its end. */
  readonly interrupted: boolean;
  /** The last time that somebody held the tenant against its plan. */
  readonly verified?: { readonly at: string; readonly asPredicted: boolean };
}
