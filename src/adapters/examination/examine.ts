import type { Examination } from '../../ports.ts';
import { exchangeHosts } from '../exchange/hosts.ts';
import { clouds } from '../graph/clouds.ts';
import { authorityOf } from '../sign-in/authority.ts';
import { identityOf } from '../sign-in/identity.ts';
import type { Tokens } from '../sign-in/sign-in.ts';
import { checkout } from './checkout.ts';
import { reach } from './reach.ts';
import { wayIn, type Surroundings } from './way-in.ts';

export interface ExaminationOptions extends Surroundings {
  /** A practice tenant, which nobody signs in to. */
  readonly endpoint: URL | undefined;
  readonly tokens: Tokens;
}

/** Looks at who would sign in, and at what is around. */
export async function examine(options: ExaminationOptions): Promise<Examination> {
  const { endpoint, tokens, cloud, clock, signal, environment } = options;
  return {
    way: endpoint
      ? { text: 'As nobody: a practice tenant takes whoever comes.', because: [], unused: [], problems: [] }
      : await wayIn(options),
    identity: async (service) => identityOf(await tokens[service]()),
    reach: async () =>
      await Promise.all(addresses().map(([what, address]) => reach(what, address, clock, signal))),
    checkout: () => checkout('.', environment),
  };

  function addresses(): readonly (readonly [string, string])[] {
    if (endpoint) return [['the practice tenant', `${endpoint.origin}/v1.0/`]];
    return [
      ['sign-in', `${loginOf()}/${options.tenantId}/v2.0/.well-known/openid-configuration`],
      ['Microsoft Graph', `${clouds[cloud].graph}/v1.0/`],
      ['Exchange Online', exchangeHosts[cloud].origin],
    ];
  }

  /** A wrong authority is a problem of the way in. */
  function loginOf(): string {
    try {
      return authorityOf(environment, cloud).origin;
    } catch {
      return clouds[cloud].login;
    }
  }
}
