import type { Tenant } from '../tenant.ts';
import type { Caller } from './caller.ts';
import type { GraphRequest, Outcome } from './request.ts';
import type { Router } from './router.ts';
import type { Key } from './segments.ts';

/** A request on its way through a handler: who asks, and the keys that its path named, in order. */
export interface Call {
  tenant: Tenant;
  request: GraphRequest;
  caller: Caller;
  keys: readonly Key[];
}

/**
 * Answers a read, or checks a write and hands back the step that makes it. Everything a handler refuses it throws as
 * a GraphFault.
 */
export type Handler = (call: Call) => Outcome;

export type Routes = Router<Handler>;

/** The key at a position of the path; a template and its handler agree on how many there are. */
export function key(call: Call, index = 0): Key {
  return call.keys[index] ?? { by: 'id', value: '' };
}
