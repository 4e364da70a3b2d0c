/**
 * npm passes Ctrl-C on to a program that the terminal has told already, so that one press arrives twice:
 * https://github.com/npm/run-script/blob/main/lib/signal-manager.js
 */
const samePressMs = 300;

export interface Interrupts {
  /** Let what is under way end. */
  readonly first: () => void;
  /** Stop at once. */
  readonly second: () => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** What to do at each signal to stop: two that come together are one. */
export function interrupts({ first, second, now }: Interrupts): () => void {
  let began: number | undefined;
  return () => {
    if (began === undefined) {
      began = now();
      first();
    } else if (now() - began >= samePressMs) second();
  };
}
