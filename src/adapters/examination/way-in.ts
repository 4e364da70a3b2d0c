import type { Cloud } from '../../core/desired/settings.ts';
import type { WayIn } from '../../core/doctor/observed.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Clock } from '../../ports.ts';
import { assertionClaims } from '../sign-in/assertion.ts';
import { audienceOf } from '../sign-in/audience.ts';
import { readCertificate } from '../sign-in/certificate.ts';
import { describeSignIn } from '../sign-in/describe-sign-in.ts';
import type { Environment } from '../sign-in/environment.ts';
import { githubToken } from '../sign-in/github-token.ts';
import { tokenInFile } from '../sign-in/token-file.ts';
import { chooseWay } from '../sign-in/way.ts';

export interface Surroundings {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly environment: Environment;
  readonly interactive: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** How the environment says to sign in, and what may be said of the proof. GitHub is asked for the token of its job. */
export async function wayIn(surroundings: Surroundings): Promise<WayIn> {
  const { environment, interactive, cloud, tenantId } = surroundings;
  const { text, because, unused, clientId, problems } = describeSignIn(environment, {
    interactive,
    cloud,
    tenantId,
  });
  const proof = await proofOf(surroundings).catch((error: unknown) => {
    if (!(error instanceof TenantryError)) throw error;
    return { problems: error.problems };
  });
  const all = [...problems, ...('problems' in proof ? proof.problems : [])];
  return {
    text,
    because,
    unused,
    ...(clientId === undefined ? {} : { application: clientId }),
    ...('problems' in proof ? {} : proof),
    problems: [...new Map(all.map(({ message, remedy }) => [message, { message, remedy }])).values()],
  };
}

async function proofOf({
  environment,
  interactive,
  cloud,
  clock,
  signal,
}: Surroundings): Promise<Pick<WayIn, 'certificate' | 'assertion'>> {
  const { way } = chooseWay(environment, interactive);
  switch (way.way) {
    case 'certificate': {
      const { facts } = await readCertificate(environment, way.path, clock.now());
      return { certificate: { sha1: facts.sha1, until: facts.until } };
    }
    case 'github':
      return told(await githubToken(environment, audienceOf(environment, cloud), { clock, signal }));
    case 'token-file':
      return told(await tokenInFile(way.path));
    case 'secret':
    case 'person':
      return {};
  }
}

function told(token: string): Pick<WayIn, 'assertion'> {
  const claims = assertionClaims(token);
  if (claims === undefined) return {};
  const { issuer, subject, audience } = claims;
  return { assertion: { issuer, subject, audience } };
}
