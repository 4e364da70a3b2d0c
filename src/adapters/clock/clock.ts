import type { Clock } from '../../ports.ts';

/** Longest delay of a timer; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1;

/** The clock of the machine. */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(Math.max(0, ms), longestMs));
        signal?.addEventListener('abort', done, { once: true });
      }),
  };
}
