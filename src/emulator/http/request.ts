import type { Json } from '../state.ts';
import type { Caller } from './caller.ts';
import type { Segment } from './segments.ts';

/** What faults and the log see of an operation: a whole HTTP request, or one item of a batch. */
export interface Operation {
  id: string;
  method: string;
  /** On Graph the path after the version, on Exchange the whole one; as it was sent, without the query. */
  path: string;
  /** The query as it was sent, without the question mark. */
  search: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  inBatch: boolean;
  /** On Exchange the cmdlet and whom it names, both empty on a `$batch`; absent on Graph. */
  invocation?: { cmdlet: string; identity: string };
  /** True for the sign-in part; absent elsewhere. */
  signIn?: true;
}

/** One operation on Graph. */
export interface GraphRequest extends Operation {
  segments: Segment[];
  body: Json | undefined;
  /** The version root as the caller addressed it, `http://127.0.0.1:8080/v1.0`; links in answers begin with it. */
  root: string;
  caller: Caller | null;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** JSON, or text where the content type says so; undefined sends nothing. */
  body?: unknown;
}

/** A write that passed its checks. It takes effect in one step, so that nothing can come between. */
export interface PendingWrite {
  commit: () => Reply;
}

export type Outcome = Reply | PendingWrite;

/** The host that was asked, with its port; empty where the path names no version. */
export function hostOf({ root }: GraphRequest): string {
  return root === '' ? '' : new URL(root).host;
}

/** A 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, headers: {}, body };
}

/** The answer of a write that has nothing to say. */
export function noContent(): Reply {
  return { status: 204, headers: {} };
}

/** A plain number, as `$count` segments answer it. */
export function plainText(value: string | number): Reply {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(value) };
}

/** A `Prefer` header may hold several preferences. */
export function prefers(request: GraphRequest, preference: string): boolean {
  return (request.headers['prefer'] ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .some((entry) => entry.trim() === preference);
}

/** Advanced queries run on an index of their own, on demand: `ConsistencyLevel: eventual`. */
export function isEventual(request: GraphRequest): boolean {
  return request.headers['consistencylevel']?.toLowerCase() === 'eventual';
}
