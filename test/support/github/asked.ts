import type { State, Token } from './state.ts';

/** A request as a route sees it: known, allowed and well formed. */
export interface Asked {
  readonly state: State;
  readonly token: Token;
  /** What stands in the path for `{name}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly url: URL;
}

export interface Said {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the repository, with `{name}` as in GitHub's description. */
  readonly path: string;
  /** As in the header: `issues=write; pull_requests=write` are alternatives. */
  readonly needs: string;
  readonly answer: (asked: Asked) => Said;
}

/** What GitHub answers instead of what was asked for. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors?: readonly unknown[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** One page of a list, with the links to the others; at most 100 at a time, 30 unless asked. */
export function page<T>(list: readonly T[], { query, url }: Asked): [readonly T[], Record<string, string>] {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)));
  const number = Math.max(1, Number(query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(list.length / size));
  const link = (to: number, name: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${name}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev'), link(1, 'first')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
  ];
  return [
    list.slice((number - 1) * size, number * size),
    links.length === 0 ? {} : { link: links.join(', ') },
  ];
}

/** A page of a list as the whole answer. */
export function listed(list: readonly unknown[], asked: Asked): Said {
  const [body, headers] = page(list, asked);
  return { status: 200, body, headers };
}

/** A member of a body that the description lets be text alone. */
export function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}
