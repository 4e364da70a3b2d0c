import type * as identity from '@azure/identity';
import type { Clock } from '../../ports.ts';
import { assertionClaims } from './assertion.ts';
import type { Attempt } from './attempt.ts';
import { audienceOf } from './audience.ts';
import type { Authority } from './authority.ts';
import { readCertificate } from './certificate.ts';
import { secretsIn, valueOf, type Environment } from './environment.ts';
import { signInFailure } from './failure.ts';
import { githubToken } from './github-token.ts';
import { hearing, type Heard } from './heard.ts';
import type { Cloud } from '../../core/desired/settings.ts';
import { tokenInFile } from './token-file.ts';
import type { Way } from './way.ts';

/** A token, and when it ends by the clock of this machine, in milliseconds. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** Gets one new token for a scope. Throws TenantryError. */
export type Acquire = (scope: string, claims?: string) => Promise<AccessToken>;

export interface Surroundings {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly authority: Authority;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

type ApplicationWay = Exclude<Way, { way: 'person' }>;

/**
 * Signs in an application. Everything is made anew for each token: the library keeps its tokens to itself and would give
 * out the one again that a service refused, and what is exchanged may live for just minutes.
 */
export function asApplication(way: ApplicationWay, surroundings: Surroundings): Acquire {
  return async (scope, claims) => {
    const { tenantId, authority, environment, clock, signal } = surroundings;
    const heard: Heard = {};
    const options = {
      authorityHost: authority.origin,
      disableInstanceDiscovery: authority.private,
      httpClient: hearing(heard, { clock, signal }),
      retryOptions: { maxRetries: 0 },
    };
    const proof = await proofOf(way, surroundings);
    const attempt: Attempt = {
      way,
      tenantId,
      authority,
      scope,
      heard,
      now: clock.now(),
      ...proof.known,
      secrets: [...secretsIn(environment), proof.secret],
    };
    try {
      const library = await import('@azure/identity');
      const credential = proof.credential(library, options);
      const access = await credential.getToken(
        scope,
        claims === undefined ? { tenantId } : { tenantId, claims },
      );
      if (access) return access;
    } catch (error) {
      signal?.throwIfAborted();
      throw signInFailure(attempt, error);
    }
    throw signInFailure(attempt, new Error('no token came'));
  };
}

type Library = typeof identity;
type LibraryOptions = NonNullable<ConstructorParameters<Library['ClientSecretCredential']>[3]>;
type LibraryCredential = Pick<InstanceType<Library['ClientSecretCredential']>, 'getToken'>;

/** What shows that it is the application that asks. */
interface Proof {
  readonly secret: string;
  readonly known: Pick<Attempt, 'certificate' | 'assertion'>;
  readonly credential: (library: Library, options: LibraryOptions) => LibraryCredential;
}

async function proofOf(way: ApplicationWay, surroundings: Surroundings): Promise<Proof> {
  const { tenantId, cloud, environment, clock, signal } = surroundings;
  const exchanging = (assertion: string): Proof => {
    const claims = assertionClaims(assertion);
    return {
      secret: assertion,
      known: claims ? { assertion: claims } : {},
      credential: ({ ClientAssertionCredential }, options) =>
        new ClientAssertionCredential(tenantId, way.clientId, async () => assertion, options),
    };
  };
  switch (way.way) {
    case 'github':
      return exchanging(await githubToken(environment, audienceOf(environment, cloud), { clock, signal }));
    case 'token-file':
      return exchanging(await tokenInFile(way.path));
    case 'certificate': {
      const { pem, facts } = await readCertificate(environment, way.path, clock.now());
      return {
        secret: pem,
        known: { certificate: facts },
        credential: ({ ClientCertificateCredential }, options) =>
          new ClientCertificateCredential(tenantId, way.clientId, { certificate: pem }, options),
      };
    }
    case 'secret': {
      const secret = valueOf(environment, 'AZURE_CLIENT_SECRET') ?? '';
      return {
        secret,
        known: {},
        credential: ({ ClientSecretCredential }, options) =>
          new ClientSecretCredential(tenantId, way.clientId, secret, options),
      };
    }
  }
}
