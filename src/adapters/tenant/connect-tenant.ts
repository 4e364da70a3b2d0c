import type { Cloud } from '../../core/desired/settings.ts';
import type { Answer, Clock, Reader, Writer } from '../../ports.ts';
import { connectExchange } from '../exchange/connect.ts';
import { connectGraph } from '../graph/connect.ts';
import { inRound } from '../http/round.ts';
import { claimsOf } from '../sign-in/claims.ts';
import type { Tokens } from '../sign-in/sign-in.ts';
import type { Recorder } from '../trace/recorder.ts';

export interface TenantOptions {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** Origin of a practice tenant, which is asked instead of the cloud. */
  readonly endpoint?: URL;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly trace?: Recorder;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Numbers from 0 up to 1 for the jitter of waits; `Math.random` where not given. */
  readonly random?: () => number;
}

/**
 * One tenant, whichever service holds a part of it: recipients are asked of Exchange Online, and cmdlets go there;
 * everything else is Microsoft Graph's. Neither is contacted before it has something to do.
 */
export function connectTenant(options: TenantOptions): { readonly reader: Reader; readonly writer: Writer } {
  const { cloud, tenantId, tokens, clock, signal } = options;
  const common = {
    cloud,
    clock,
    endpoint: options.endpoint,
    trace: options.trace,
    signal,
    onProgress: options.onProgress ?? (() => {}),
    random: options.random ?? Math.random,
  };
  const graph = connectGraph({ ...common, token: tokens.graph });
  const exchange = connectExchange({ ...common, tenantId, token: tokens.exchange });
  return {
    reader: {
      answer: (queries) =>
        inRound(signal, (stop) => {
          const [ofGraph, ofExchange] = [graph.round(stop), exchange.round(stop)];
          return queries.map(async (query) => {
            if (query.query === 'recipients') return ofExchange(query);
            const answer = await ofGraph(query);
            return answer.query === 'tenant' ? withActor(answer, await tokens.graph()) : answer;
          });
        }),
    },
    writer: { send: graph.writer.send, invoke: exchange.writer.invoke },
  };
}

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference: `oid` is the acting object. */
function withActor(answer: Extract<Answer, { query: 'tenant' }>, token: string): Answer {
  const actor = claimsOf(token)?.['oid'];
  return typeof actor === 'string' ? { ...answer, tenant: { ...answer.tenant, actor } } : answer;
}
