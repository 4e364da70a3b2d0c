import { badRequest, GraphFault } from '../errors.ts';
import type { GraphRequest } from '../http/request.ts';
import type { Tenant } from '../tenant.ts';
import { decodeToken } from './page-token.ts';

/** Where a delta query stands. The token carries the options of the query: they are given once, at the beginning. */
export interface DeltaToken {
  epoch: number;
  /** When the round began: a token lives seven days (delta query overview). */
  issued: number;
  /** Changes after this sequence number are reported; -1 reports everything there is. */
  since: number;
  /** The sequence number when the round began, which the next round continues from. */
  until: number;
  /** Position of the last object of the page before. */
  after: number;
  /** How many links of the next object were reported already. */
  links: number;
  /** Whether an empty page went before. */
  empty?: boolean;
  select?: string[];
  filter?: string;
}

const lifetime = 7 * 24 * 3_600_000;

/** Where a round begins that reports all there is. */
export function firstToken(tenant: Tenant, options: { select?: string[]; filter?: string }): DeltaToken {
  return {
    epoch: tenant.epoch,
    issued: tenant.clock.now(),
    since: -1,
    until: tenant.directory.changes.sequence,
    after: -1,
    links: 0,
    ...options,
  };
}

/** A token of an earlier answer; 410 with the address of a full synchronisation when it is too old. */
export function knownToken(tenant: Tenant, request: GraphRequest, text: string): DeltaToken {
  const token = decodeToken(text);
  const number = (name: keyof DeltaToken): number => {
    const value = token[name];
    if (typeof value !== 'number') throw badRequest('The specified delta token is malformed.');
    return value;
  };
  const { select, filter } = token;
  const known: DeltaToken = {
    epoch: number('epoch'),
    issued: number('issued'),
    since: number('since'),
    until: number('until'),
    after: number('after'),
    links: number('links'),
    ...(Array.isArray(select) ? { select: select.map(String) } : {}),
    ...(typeof filter === 'string' ? { filter } : {}),
    empty: token['empty'] === true,
  };
  if (known.epoch === tenant.epoch && tenant.clock.now() - known.issued < lifetime) return known;
  const location = `${request.root}${request.path}?$deltatoken=`;
  throw new GraphFault(
    410,
    'syncStateNotFound',
    'The sync state generation is not found; a full synchronization is needed.',
    {
      headers: { location },
    },
  );
}
