import type { Clock, GraphRequest, Writer } from '../ports.ts';

/** Writes that one application may make in one tenant: https://learn.microsoft.com/graph/throttling-limits. */
const writeLimit = 3_000;
const windowMs = 150_000;

/**
 * A writer that keeps to a share of the tenant's write quota, in percent: whatever else writes to the tenant needs the
 * rest. Reads pass, and so does Exchange, which counts by itself. What an interrupt catches waiting is not sent.
 */
export function pacedWriter(
  writer: Writer,
  percentOfLimit: number,
  clock: Clock,
  signal?: AbortSignal,
): Writer {
  const most = Math.max(1, Math.floor((writeLimit * percentOfLimit) / 100));
  const taken: number[] = [];
  /** Milliseconds until so many writes fit into the window; takes their places where they do. */
  const take = (writes: number): number => {
    const now = clock.now().getTime();
    while (taken[0] !== undefined && taken[0] <= now - windowMs) taken.shift();
    const full = taken[taken.length + writes - most - 1];
    if (full !== undefined) return full + windowMs - now;
    for (let each = 0; each < writes; each += 1) taken.push(now);
    return 0;
  };
  return {
    async send(requests) {
      const writes = requests.filter(isWrite).length;
      for (let wait = take(writes); wait > 0; wait = take(writes)) {
        await clock.sleep(wait, signal);
        if (signal?.aborted)
          return {
            result: 'refused',
            status: 0,
            code: 'NotSent',
            message: 'The run was interrupted.',
            requestId: '',
          };
      }
      return writer.send(requests);
    },
    invoke: (commands) => writer.invoke(commands),
  };
}

const isWrite = ({ method }: GraphRequest): boolean => method !== 'GET';
