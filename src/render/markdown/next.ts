import { isRefused } from '../../core/guards/evaluate.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { count } from '../text/summary.ts';
import type { CommentState } from './plan-comment.ts';

/** What to do next, as lines of a list. */
export function nextSteps(plan: Plan, state: CommentState['state']): readonly string[] {
  switch (state) {
    case 'planned':
      return planned(plan);
    case 'superseded':
      return ['Wait: the plan of the newest commit takes the place of this one.'];
    case 'applying':
      return [
        'Wait: the result takes the place of this comment. If its run has ended and nothing has changed here, start the apply workflow by hand: it finishes what was begun.',
      ];
    case 'applied':
      return ['Nothing. Entra can take from minutes to a day until all members are as predicted.'];
    case 'partlyApplied':
      return [
        'Mend what is not done, then start the apply workflow by hand (Actions, Apply, Run workflow; not Re-run): what is done stays done, and the rest is written.',
        'It writes what is held back too. If that is not meant, first open a pull request that takes it out of the files.',
      ];
    case 'refused':
      return [
        'Nothing was written. Open a new pull request that mends what is said above, adds the override, or takes the change out; then start the apply workflow by hand for what is left.',
      ];
  }
}

function planned(plan: Plan): readonly string[] {
  const { counts, provenance, blocked, unresolved, expectations } = plan;
  const pending = provenance.base === undefined ? 0 : counts.changes - counts.introduced;
  const runs = provenance.base === undefined ? counts.changes : counts.introduced;
  if (isRefused(plan))
    return [
      'Mend what the guards name, or take it out of this pull request.',
      'If all of it is meant, add the overrides and have them reviewed with the rest.',
    ];
  const stuck = [...blocked, ...unresolved].filter(isNew).length;
  const broken = expectations.filter(isNew).length;
  return [
    ...(stuck > 0
      ? [
          `Decide about ${count(stuck, 'entry')} of this pull request that cannot be written: they are left as they are.`,
        ]
      : []),
    ...(broken > 0 ? ['Mend the rule, or the expectations that it no longer meets.'] : []),
    runs === 0
      ? `${provenance.base === undefined ? 'Applying' : 'Merging'} writes nothing to the tenant.`
      : `Check who loses access, then ${provenance.base === undefined ? 'let it be applied' : 'merge'}: that applies ${count(runs, 'change')}. What the tenant holds by then is compared with this plan, and what differs is held back.`,
    ...(pending > 0
      ? [
          `${count(pending, 'change')} ${pending === 1 ? 'was' : 'were'} pending before: merging does not apply ${pending === 1 ? 'it' : 'them'}; start the apply workflow by hand for that.`,
        ]
      : []),
  ];
}

const isNew = ({ origin }: { readonly origin: 'introduced' | 'pending' }): boolean => origin === 'introduced';
