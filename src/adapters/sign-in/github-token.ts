import { TenantryError } from '../../core/problem.ts';
import { networkRemedy } from '../http/network-remedy.ts';
import { member, parsed, textOf } from '../http/json.ts';
import { ask, Unreachable, type Asking } from './ask.ts';
import { githubTokenPass, githubTokenUrl, valueOf, type Environment } from './environment.ts';

/**
 * A token of GitHub for the job that this runs in; it lives five minutes, so one is asked for at every exchange:
 * https://docs.github.com/actions/reference/security/oidc. Throws TenantryError.
 */
export async function githubToken(
  environment: Environment,
  audience: string,
  asking: Asking,
): Promise<string> {
  const url = tokenAddress(environment, audience);
  const pass = valueOf(environment, githubTokenPass) ?? '';
  const headers = { authorization: `Bearer ${pass}`, accept: 'application/json' };
  const answer = await ask({ method: 'GET', url: url.href, headers }, asking).catch((error: unknown) => {
    if (!(error instanceof Unreachable)) throw error;
    throw new TenantryError({
      id: 'sign-in-github',
      message: `GitHub cannot be asked for this job's token at ${error.host}: ${error.message}.`,
      remedy: networkRemedy(error.message),
    });
  });
  const token = textOf(member(parsed(answer.text), 'value'));
  if (answer.status === 200 && token !== '') return token;
  throw refused(answer.status, url.host);
}

/** Throws TenantryError where the variable is none of GitHub's making: the pass must not go elsewhere in clear text. */
function tokenAddress(environment: Environment, audience: string): URL {
  const text = valueOf(environment, githubTokenUrl) ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const here = url && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && here)))
    throw new TenantryError({
      id: 'sign-in-github',
      message: `${githubTokenUrl} is no https address, so no token is asked for there.`,
      remedy:
        'GitHub sets it by itself in a job with `permissions: id-token: write`; do not set it yourself.',
    });
  url.searchParams.set('audience', audience);
  return url;
}

function refused(status: number, host: string): TenantryError {
  if (status === 401 || status === 403)
    return problem(
      `GitHub refused this job a token (status ${status} from ${host}).`,
      'Check that the job has `permissions: id-token: write` and still runs: its pass ends with the job, and is for one job only.',
    );
  if (status === 200)
    return problem(
      `GitHub's answer to the question for a token cannot be read (${host}).`,
      'Run the job again; a proxy in between may have answered in place of GitHub.',
    );
  return problem(
    `GitHub gave this job no token (status ${status} from ${host}).`,
    'Run the job again; https://www.githubstatus.com tells whether Actions has trouble.',
  );
}

function problem(message: string, remedy: string): TenantryError {
  return new TenantryError({ id: 'sign-in-github', message, remedy });
}
