import type { ObjectKey } from '../plan/plan.ts';
import { inOrder } from './paused.ts';
import type { PastApply } from './past-apply.ts';

/** An apply of which nobody knows yet whether it did to groups what was predicted. */
export interface DueVerification {
  /** The path of the journal, which `verify` takes. */
  readonly journal: string;
  /** When the apply began: ISO 8601. */
  readonly at: string;
  /** Groups whose members it was to change and of which that is not known, sorted. */
  readonly groups: readonly ObjectKey[];
  /** `incomplete`: when it was verified last, not everything was as predicted yet. */
  readonly state: 'interrupted' | 'unverified' | 'incomplete';
  readonly verifiedAt?: string;
}

/**
 * Applies since an instant that are to be verified, the oldest first: interrupted ones, and those that concern groups. One
 * that was taken back is not among them, nor one whose groups a later apply concerned that was found as predicted.
 */
export function dueVerifications(applies: readonly PastApply[], since: Date): readonly DueVerification[] {
  const undone = new Set(applies.flatMap(({ plan }) => plan.provenance.undoes ?? []));
  const settled = new Set<ObjectKey>();
  const due: DueVerification[] = [];
  for (const { journal, at, plan, interrupted, verified } of inOrder(applies).toReversed()) {
    const groups = plan.impact.map(({ group }) => group).filter((group) => !settled.has(group));
    if (interrupted) due.push({ journal, at, groups: groups.toSorted(), state: 'interrupted' });
    else if (verified?.asPredicted) for (const group of groups) settled.add(group);
    else if (groups.length > 0 && Date.parse(at) >= since.getTime() && !undone.has(plan.digest))
      due.push({
        journal,
        at,
        groups: groups.toSorted(),
        ...(verified ? { state: 'incomplete', verifiedAt: verified.at } : { state: 'unverified' }),
      });
  }
  return due.toReversed();
}
