/** Stops the practice tenant at a chosen write, so that a test can end the client at exactly that moment. */
export interface WriteGate {
  /** Holds at the n-th accepted write from now on; the promise resolves once it is held. */
  hold(n: number, when: 'before' | 'after'): Promise<void>;
  /** Lets the held write go on, or abandons it with the rest of its HTTP request. */
  release(options?: { abandon?: boolean }): void;
  /** Called around each accepted write. False: abandon the request here. */
  reached(when: 'before' | 'after'): true | Promise<boolean>;
}

interface Held {
  n: number;
  when: 'before' | 'after';
  arrived: () => void;
}

/** A gate that stands open. */
export function createWriteGate(): WriteGate {
  let waiting: Held | null = null;
  let letGo: ((goOn: boolean) => void) | null = null;

  return {
    hold(n, when) {
      return new Promise((resolve) => {
        waiting = { n, when, arrived: resolve };
      });
    },
    release(options = {}) {
      letGo?.(options.abandon !== true);
      letGo = null;
    },
    reached(when) {
      if (!waiting) return true;
      // Writes are counted as they arrive; the one after them may still be held on its way out.
      if (when === 'before') waiting.n--;
      if (waiting.n > 0 || waiting.when !== when) return true;
      const { arrived } = waiting;
      waiting = null;
      return new Promise((resolve) => {
        letGo = resolve;
        arrived();
      });
    },
  };
}
