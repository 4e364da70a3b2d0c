import type { Reply } from '../../src/ports.ts';

type Json = Record<string, unknown>;

/** A user or a group of the world. */
export interface Thing {
  readonly kind: 'user' | 'group';
  readonly properties: Json;
  readonly manager: string | null;
  readonly owners: readonly string[];
  /** What Exchange knows it as. */
  readonly recipient?: 'mailbox' | 'mailUser';
  /** Who masters its extension attributes; absent: Graph takes them. */
  readonly mastered?: 'exchange' | 'onPremises';
  /** Open extensions by name. */
  readonly extensions?: Readonly<Record<string, Json>>;
}

/** An answer of Graph, or of Exchange as the adapter hands it on. */
export function error(
  request: { readonly id: string },
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    id: request.id,
    status,
    headers: { 'request-id': 'r-1', ...headers },
    body: { error: { code, message, innerError: { date: '2026-10-01T08:00:00', 'request-id': 'r-1' } } },
  };
}
