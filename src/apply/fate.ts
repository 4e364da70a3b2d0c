import type { Ending } from './records.ts';
import type { Limits } from './limits.ts';
import type { Progress, State } from './state.ts';
import type { Kind, Trouble } from './trouble.ts';

/**
 * What becomes of an operation after an answer: it has ended, it is tried again later, it goes on
 * through the channel at which it stands now, or it may be written now.
 */
export type Fate =
  | { readonly fate: 'ended'; readonly progress: Progress; readonly ending: Ending }
  | { readonly fate: 'again'; readonly progress: Progress; readonly throttled: boolean }
  /** `trouble` is the refusal that has shut the channel before. */
  | { readonly fate: 'opened'; readonly progress: Progress; readonly trouble: Trouble }
  | { readonly fate: 'write'; readonly progress: Progress }
  /** What was written was read back, or nobody can say. */
  | { readonly fate: 'seen'; readonly progress: Progress }
  /** What was written is not shown yet. */
  | { readonly fate: 'unseen'; readonly progress: Progress };

/** The surroundings in which an answer is judged. `random` is from 0 up to 1. */
export interface Moment {
  readonly state: State;
  readonly at: number;
  readonly random: number;
}

export function ended(progress: Progress, ending: Ending): Fate {
  return { fate: 'ended', progress, ending };
}

/** The operation failed for good, with the words of the service. */
export function failed(progress: Progress, trouble: Trouble): Fate {
  return ended(progress, { outcome: 'failed', ...trouble, ...doubt(progress) });
}

/** The mark of an ending after which nobody knows whether an earlier write was done. */
export function doubt(progress: Progress): Pick<Ending, 'uncertain'> {
  return progress.uncertain ? { uncertain: true } : {};
}

/**
 * After trouble that may pass the operation is tried again: when the service says, or else after a backoff with
 * jitter. The waiting that the service asks for does not count against its patience.
 */
export function afterTrouble(
  progress: Progress,
  trouble: Trouble,
  kind: Kind,
  retryAfterMs: number | undefined,
  moment: Moment,
): Fate {
  const { limits } = moment.state.job;
  if (kind === 'throttled' && retryAfterMs !== undefined)
    return afterThrottling(progress, trouble, retryAfterMs, moment);
  switch (kind) {
    case 'refused':
      return failed(progress, trouble);
    case 'unauthorised': {
      // The Writer has a new token by the next time; the same answer then is about the application, not the token.
      if (progress.unauthorised) return failed(progress, trouble);
      const notBefore = moment.at + backoff(1, moment.random, limits);
      return { fate: 'again', progress: { ...progress, unauthorised: true, notBefore }, throttled: false };
    }
    case 'throttled':
    case 'contended':
    case 'unclear': {
      const failures = progress.failures + 1;
      const wait =
        retryAfterMs === undefined
          ? backoff(failures, moment.random, limits)
          : retryAfterMs + moment.random * limits.backoffMs.first;
      const patientUntil =
        (progress.patientUntil ?? moment.at + limits.patienceMs) +
        Math.min(retryAfterMs ?? 0, limits.patienceMs);
      const notBefore = moment.at + wait;
      if (failures >= limits.attempts || notBefore > patientUntil) return failed(progress, trouble);
      const next = { ...progress, failures, patientUntil, notBefore };
      return { fate: 'again', progress: next, throttled: kind === 'throttled' };
    }
  }
}

/**
 * The service is busy with others and says when to come back. That is no failure of the operation, so that it neither
 * counts as one nor wears the patience: somebody else's long job must not make this one fail.
 */
function afterThrottling(
  progress: Progress,
  trouble: Trouble,
  retryAfterMs: number,
  { at, random, state }: Moment,
): Fate {
  const { limits } = state.job;
  const throttledSince = progress.throttledSince ?? at;
  if (at - throttledSince > limits.throttledMs) return failed(progress, trouble);
  const notBefore = at + retryAfterMs + random * limits.backoffMs.first;
  return { fate: 'again', progress: { ...progress, throttledSince, notBefore }, throttled: true };
}

/**
 * The directory does not show yet what was just created or changed: the operation is tried again until it should be
 * seen everywhere, and then ends as given.
 */
export function afterLag(progress: Progress, otherwise: Fate, moment: Moment): Fate {
  const { limits } = moment.state.job;
  const visibleBy = progress.visibleBy ?? moment.at + limits.replicationMs;
  if (moment.at >= visibleBy) return otherwise;
  const waits = progress.waits + 1;
  const notBefore = Math.min(visibleBy, moment.at + backoff(waits, moment.random, limits));
  return { fate: 'again', progress: { ...progress, waits, visibleBy, notBefore }, throttled: false };
}

/** Doubles from one failure to the next up to a limit; jitter takes away up to half. */
export function backoff(failures: number, random: number, { backoffMs }: Limits): number {
  const whole = Math.min(backoffMs.most, backoffMs.first * 2 ** (failures - 1));
  return whole * (1 - random / 2);
}
