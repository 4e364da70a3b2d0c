import type { Clock } from '../../ports.ts';

/** What it takes to wait and to tell of it. */
export interface Waiting {
  readonly clock: Clock;
  /** Numbers from 0 up to 1 for the jitter of waits. */
  readonly random: () => number;
  readonly onProgress: (text: string) => void;
}
