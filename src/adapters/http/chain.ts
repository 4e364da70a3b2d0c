import type { HttpExchange, Step } from './http-exchange.ts';

/** Handlers one below the other: each decides whether, when and how often the next one is asked. */
export function chain(steps: readonly Step[]): (exchange: HttpExchange, headers: Headers) => Promise<void> {
  return (exchange, headers) => {
    const from = async (index: number): Promise<void> =>
      await steps[index]?.(exchange, () => from(index + 1), headers);
    return from(0);
  };
}
