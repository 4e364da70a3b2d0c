import { TenantryError } from '../../core/problem.ts';
import type { Purpose, Words } from '../http/read-failure.ts';
import { redactText } from '../trace/redact.ts';
import type { Failure, GitHubFailure } from './failure.ts';
import { pauseMs } from './limits.ts';

/** For the user: which call failed, what GitHub said, and what the workflow has to allow. `token` never appears. */
export function problem(
  { doing, permission }: Purpose,
  { failure, request }: GitHubFailure,
  { now, token }: { readonly now: Date; readonly token: string },
): TenantryError {
  const { id, message, remedy } = inWords(failure, request, { doing, permission }, now);
  const clean = redactText(token === '' ? message : message.replaceAll(token, 'REDACTED'));
  return new TenantryError({ id, message: clean, remedy });
}

const pauseInWords = (ms: number, now: Date): string =>
  `until ${new Date(now.getTime() + ms).toISOString().slice(0, 19)}Z`;

function inWords(
  failure: Failure,
  request: string,
  { doing, permission }: Purpose,
  now: Date,
): Words & { readonly id: string } {
  if (failure.type !== 'refused')
    return {
      id: 'github-unreachable',
      message: `GitHub gave no whole answer to ${request} on trying to ${doing}: ${failure.message}.`,
      remedy: 'Check the network and GITHUB_API_URL, then run the job again.',
    };
  const said = `GitHub said to ${request}: ${failure.message} (${failure.status})`;
  const pause = pauseMs(failure, now);
  if (pause !== undefined)
    return {
      id: 'github-rate-limit',
      message: `GitHub wants no more requests ${pauseInWords(pause, now)}, so it was not possible to ${doing}. ${said}.`,
      remedy: 'Run the job again after that.',
    };
  if (failure.status === 401)
    return {
      id: 'github-token',
      message: `GitHub does not accept the token on trying to ${doing}. ${said}.`,
      remedy:
        'Give the job a valid token: that of a workflow ends with its job, others expire or are revoked.',
    };
  if (/not accessible by (?:integration|personal access token)/i.test(failure.message))
    return {
      id: 'github-permission',
      message: `The token may not ${doing}. ${said}.`,
      remedy: `Add ${asked(failure.headers) ?? `\`${permission}\``} to \`permissions:\` of the job in the workflow. The token of a pull request from a fork can only read.`,
    };
  if (failure.status === 404)
    return {
      id: 'github-not-found',
      message: `There is no such thing on GitHub, or the token may not see it, on trying to ${doing}. ${said}.`,
      remedy: `Check what was named, and that the job has \`${permission}\` among its \`permissions:\`.`,
    };
  if (failure.status >= 500)
    return {
      id: 'github-unavailable',
      message: `GitHub was not able to ${doing} for several minutes. ${said}.`,
      remedy: 'Look at https://www.githubstatus.com, and run the job again later.',
    };
  return {
    id: 'github-refused',
    message: `GitHub refused to ${doing}. ${said}.`,
    remedy: 'The words after `GitHub said` are its own and say what to mend.',
  };
}

/**
 * The permissions that would do, as GitHub lists them: `issues=write; pull_requests=write` are alternatives, what a
 * comma parts is needed together.
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
function asked(headers: Readonly<Record<string, string>>): string | undefined {
  const header = headers['x-accepted-github-permissions'] ?? '';
  const ways = header.split(';').map((way) =>
    way
      .split(',')
      .map((each) => /^\s*([a-z_]+)=(read|write)\s*$/.exec(each))
      .map((match) => match && `\`${match[1]?.replaceAll('_', '-')}: ${match[2]}\``),
  );
  if (ways.some((way) => way.includes(null))) return undefined;
  return ways.map((way) => way.join(' and ')).join(', or ');
}
