import type { Answer, Query } from '../../ports.ts';

/** Answers the queries of one round, until the signal stops it. */
export type Round<Q extends Query> = (signal: AbortSignal) => (query: Q) => Promise<Answer>;

/**
 * Answers belong together: one failure fails them all, and what else is under way is stopped, since it is of no use any
 * more. `signal` stops them from outside.
 */
export async function inRound<T>(
  signal: AbortSignal | undefined,
  answers: (signal: AbortSignal) => readonly Promise<T>[],
): Promise<readonly T[]> {
  const stop = new AbortController();
  try {
    return await Promise.all(answers(AbortSignal.any(signal ? [signal, stop.signal] : [stop.signal])));
  } catch (error) {
    stop.abort();
    throw error;
  }
}
