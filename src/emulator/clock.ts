/** The practice tenant's own time: starts at a given instant, runs `speed` times as fast as the wall clock. */
export interface Clock {
  /** The emulated instant, in milliseconds since 1970. */
  now(): number;
  /** The emulated instant as Graph writes it, `2026-09-14T08:30:00Z`. */
  iso(): string;
  /** Jumps forward; whoever sleeps until an instant now past wakes up at once. */
  advance(ms: number): void;
  /** Waits for so much emulated time. */
  sleep(ms: number): Promise<void>;
  /** How long an emulated duration takes on the wall clock, in milliseconds. */
  real(ms: number): number;
}

interface Sleeper {
  until: number;
  wake: () => void;
}

/** A clock that starts at `start` (the present, if absent) and runs `speed` times as fast as the wall clock. */
export function createClock(options: { start?: Date; speed?: number } = {}): Clock {
  const speed = options.speed ?? 1;
  const origin = performance.now();
  let offset = options.start?.getTime() ?? Date.now();
  const sleepers = new Set<Sleeper>();

  const now = (): number => Math.floor(offset + (performance.now() - origin) * speed);

  return {
    now,
    iso: () => timestamp(now()),
    real: (ms) => ms / speed,
    advance(ms) {
      offset += ms;
      const instant = now();
      for (const sleeper of sleepers) if (sleeper.until <= instant) sleeper.wake();
    },
    sleep(ms) {
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          until: now() + ms,
          wake: () => {
            clearTimeout(timer);
            sleepers.delete(sleeper);
            resolve();
          },
        };
        const timer = setTimeout(sleeper.wake, ms / speed);
        sleepers.add(sleeper);
      });
    },
  };
}

/** An instant as the directory stores it: whole seconds, UTC. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
