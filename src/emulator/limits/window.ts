/** How much happened within the last so many milliseconds. */
export interface Window {
  /** The share of the limit that is used. */
  load(now: number): number;
  /** How long until `amount` fits, 0 if it does now. */
  wait(now: number, amount: number): number;
  add(now: number, amount: number): void;
}

/** A sliding window of so many milliseconds; the limit may change as it slides. */
export function createWindow(limit: () => number, length: number): Window {
  let used = 0;
  let entries: { at: number; amount: number }[] = [];
  let first = 0;

  const forget = (now: number): void => {
    for (let entry = entries[first]; entry && entry.at <= now - length; entry = entries[++first])
      used -= entry.amount;
    if (first > 1000) {
      entries = entries.slice(first);
      first = 0;
    }
  };

  return {
    load(now) {
      forget(now);
      return used / limit();
    },
    wait(now, amount) {
      forget(now);
      let excess = used + amount - limit();
      for (let index = first; excess > 0 && index < entries.length; index++) {
        const entry = entries[index];
        if (!entry) break;
        excess -= entry.amount;
        if (excess <= 0) return entry.at + length - now;
      }
      return 0;
    },
    add(now, amount) {
      const last = entries.at(-1);
      if (last?.at === now) last.amount += amount;
      else entries.push({ at: now, amount });
      used += amount;
    },
  };
}
