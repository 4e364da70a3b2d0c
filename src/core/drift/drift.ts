import type { Change, ObjectKey, Plan } from '../plan/plan.ts';
import type { DueVerification } from './due.ts';
import type { LeftPaused } from './paused.ts';

/** How far a tenant went away from what the files say, and who took it there. */
export interface Drift {
  /** What would take the tenant back to what the files say. */
  readonly plan: Plan;
  /** One for each change of the plan, in its order. */
  readonly differences: readonly Drifted[];
  readonly paused: readonly LeftPaused[];
  readonly due: readonly DueVerification[];
  /** Names of groups that the plan does not mention, by object key. */
  readonly names: Readonly<Record<ObjectKey, string>>;
  /** From when on the audit log is known: ISO 8601. */
  readonly since: string;
  /** Why some of it is unknown, and what would make it known: one sentence. */
  readonly unknown?: string;
}

/** One change of the plan, with who made it necessary. */
export interface Drifted {
  /** The key of the change. */
  readonly change: string;
  /** Who was the last to change this attribute away from what is declared. */
  readonly by?: Culprit;
  /** Why that is unknown, as a clause; only where `by` is absent. */
  readonly whyUnknown?: string;
  /** The same actor changed it away again, so often, after it had been set to what is declared. */
  readonly contested?: Contested;
}

export interface Culprit {
  /** As the log names it: of a person with the sign-in name, of an application just its name. */
  readonly name: string;
  readonly application: boolean;
  /** ISO 8601. */
  readonly at: string;
  /** Entra's name for what was done: `Update user`. */
  readonly activity: string;
}

export interface Contested {
  readonly by: string;
  readonly times: number;
}

/** Whether the tenant is not as the files say. Blocked values are no drift: no apply could have brought them there. */
export function hasDrifted({ plan, paused }: Pick<Drift, 'plan' | 'paused'>): boolean {
  return plan.changes.length > 0 || plan.unresolved.length > 0 || paused.length > 0;
}

/** The changes that say something by themselves: of a group that is not there only that. */
export function telling({ changes }: Pick<Plan, 'changes'>): readonly Change[] {
  const missing = new Set(
    changes.flatMap(({ attribute, after, object }) =>
      attribute === 'exists' && after === true ? [object] : [],
    ),
  );
  return changes.filter(({ attribute, object }) => attribute === 'exists' || !missing.has(object));
}

/** Keys of the changes that somebody keeps taking back: writing them once more would only go on with the fight. */
export function contestedKeys(differences: readonly Drifted[]): readonly string[] {
  return differences.flatMap(({ change, contested }) => (contested ? [change] : []));
}
