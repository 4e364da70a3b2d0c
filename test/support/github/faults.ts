/** Something that goes wrong with the next requests that fit. */
export interface Fault {
  readonly method?: string;
  /** Part of the path, or a pattern for it: `/comments`. */
  readonly path: string | RegExp;
  /** How often; once unless said. */
  readonly times?: number;
  /** How many fitting requests pass before it. */
  readonly after?: number;
  readonly what:
    | {
        readonly status: number;
        readonly message?: string;
        readonly headers?: Readonly<Record<string, string>>;
      }
    /** The connection ends before anything is done, after all is done, or in the middle of the answer. */
    | { readonly drop: 'before' | 'after' | 'during' };
}

export interface Faults {
  add(fault: Fault): void;
  /** What happens to this request, if anything. */
  next(method: string, path: string): Fault['what'] | undefined;
}

export function faults(): Faults {
  const pending: { readonly fault: Fault; pass: number; left: number }[] = [];
  return {
    add: (fault) => pending.push({ fault, pass: fault.after ?? 0, left: fault.times ?? 1 }),
    next(method, path) {
      for (const each of pending) {
        const { fault } = each;
        const fits =
          (fault.method ?? method) === method &&
          (typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path));
        if (!fits || each.left === 0) continue;
        if (each.pass > 0) {
          each.pass -= 1;
          continue;
        }
        each.left -= 1;
        return fault.what;
      }
      return undefined;
    },
  };
}
