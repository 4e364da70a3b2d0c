/** Hands over what is put into it, one at a time and in that order, to whoever waits for it. */
export interface Mailbox<Item> {
  put(item: Item): void;
  take(): Promise<Item>;
}

export function createMailbox<Item>(): Mailbox<Item> {
  const items: Item[] = [];
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
      return items.shift() as Item;
    },
  };
}
