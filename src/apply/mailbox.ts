/** Hands over what is put into it, in that order, to whoever waits for it. */
export interface Mailbox<Item> {
  put(item: Item): void;
  /** Everything that is in it, as soon as there is anything. */
  take(): Promise<readonly Item[]>;
}

export function createMailbox<Item>(): Mailbox<Item> {
  let items: Item[] = [];
  let wake: (() => void) | undefined;
  return {
    put(item) {
      items.push(item);
      wake?.();
    },
    async take() {
      while (items.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const taken = items;
      items = [];
      return taken;
    },
  };
}
