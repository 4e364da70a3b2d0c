import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { TenantryError } from '../../core/problem.ts';
import type { Clock } from '../../ports.ts';
import { member, textOf } from '../http/json.ts';
import { isPassing, patience } from '../http/patience.ts';
import type { Purpose } from '../http/read-failure.ts';
import { GitHubFailure, isUncertain, type Failure } from './failure.ts';
import { Unanswered, wholeAnswers } from './fetching.ts';
import { pauseMs } from './limits.ts';
import { problem } from './problem.ts';

export interface GitHubOptions {
  /** `https://api.github.com`, or `https://github.contoso.com/api/v3`. */
  readonly apiUrl: string;
  /** `https://github.com`. */
  readonly serverUrl: string;
  /** `contoso/tenant`. */
  readonly repository: string;
  readonly token: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  /** Numbers from 0 up to 1 for the jitter of waits. */
  readonly random?: () => number;
}

const Client = Octokit.plugin(paginateRest);

/** One repository, and how it is asked about. */
export interface GitHub {
  readonly octokit: InstanceType<typeof Client>;
  /** The repository, for the addresses. */
  readonly at: { readonly owner: string; readonly repo: string };
  readonly options: GitHubOptions;
  /** Runs requests with one purpose; throws TenantryError where one of them fails. */
  readonly doing: <T>(purpose: Purpose, requests: () => Promise<T>) => Promise<T>;
  /**
   * The same for something that must not be done twice: where GitHub may have done it although no answer says so, it is
   * looked up before it is sent again.
   */
  readonly once: <T>(
    purpose: Purpose,
    send: () => Promise<T>,
    find: () => Promise<T | undefined>,
  ) => Promise<T>;
}

/** Attempts to reach a host that does not answer at all. */
const attemptsToConnect = 4;

/**
 * Reads, and writes that may be done twice, are repeated with patience; everything is after a limit, since then nothing
 * was done. Octokit's own plugin for that also repeats POST, does not wait as long as GitHub asks, and gives up on limits.
 */
export function gitHub(options: GitHubOptions): GitHub {
  const { apiUrl, token, clock, signal, random = Math.random } = options;
  const [owner = '', repo = ''] = options.repository.split('/');
  const octokit = new Client({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'tenantry',
    request: { fetch: wholeAnswers(options.fetch ?? fetch, apiUrl, signal) },
    // Warnings of the library are about what GitHub will change some day; they are not for who reads a plan.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  octokit.hook.wrap('request', async (request, endpoint) => {
    const waits = patience(clock, random);
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await request(endpoint);
      } catch (error) {
        signal?.throwIfAborted();
        const failure = failureOf(error);
        const { method, url, request: how } = octokit.request.endpoint.parse(endpoint);
        const mayRepeat = method !== 'POST' || how?.['repeatable'] === true || url.endsWith('/graphql');
        const pause = pauseMs(failure, clock.now());
        const again =
          pause !== undefined ||
          (failure.type === 'notSent' && attempt < attemptsToConnect) ||
          (mayRepeat && how?.['repeatable'] !== false && mayPass(failure));
        const wait = again ? waits.next(pause) : undefined;
        if (wait === undefined) throw new GitHubFailure(failure, `${method} ${new URL(url).pathname}`);
        await clock.sleep(wait, signal);
      }
    }
  });

  const doing: GitHub['doing'] = async (purpose, requests) => {
    try {
      return await requests();
    } catch (error) {
      if (error instanceof GitHubFailure) throw problem(purpose, error, { now: clock.now(), token });
      throw error;
    }
  };
  const once: GitHub['once'] = (purpose, send, find) =>
    doing(purpose, async () => {
      const waits = patience(clock, random);
      for (;;) {
        try {
          return await send();
        } catch (error) {
          if (!(error instanceof GitHubFailure) || !isUncertain(error)) throw error;
          const wait = waits.next();
          if (wait === undefined) throw error;
          await clock.sleep(wait, signal);
          const found = await find();
          if (found !== undefined) return found;
        }
      }
    });
  if (!/^[\w.-]+\/[\w.-]+$/.test(options.repository))
    throw new TenantryError({
      id: 'github-repository',
      message: `\`${options.repository}\` is no repository.`,
      remedy: 'Name it as owner and repository, such as `contoso/tenant`.',
    });
  return { octokit, at: { owner, repo }, options, doing, once };
}

function mayPass(failure: Failure): boolean {
  return failure.type === 'refused'
    ? failure.status !== 409 && isPassing(failure.status)
    : failure.type === 'broken';
}

/** Octokit gives a request without an answer the status 500. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { type: 'broken', message: String(error) };
  if (error.cause instanceof Unanswered)
    return { type: error.cause.sent ? 'broken' : 'notSent', message: error.cause.message };
  if (!('status' in error) || !('response' in error)) throw error;
  const { status, response } = error as {
    status: number;
    response?: { headers: Record<string, string | number | undefined>; data: unknown };
  };
  const headers = Object.entries(response?.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    type: 'refused',
    status,
    headers: Object.fromEntries(headers),
    message: wordsOf(response?.data) ?? `status ${status}`,
  };
}

/** `message` and the messages or codes of `errors`; pages of proxies say nothing that helps. */
function wordsOf(data: unknown): string | undefined {
  const words = textOf(member(data, 'message')).trim();
  if (words === '') return undefined;
  const errors = member(data, 'errors');
  const details = (Array.isArray(errors) ? errors : []).map((each: unknown) => {
    const message = typeof each === 'string' ? each : textOf(member(each, 'message'));
    return message === '' ? `${textOf(member(each, 'field'))} ${textOf(member(each, 'code'))}` : message;
  });
  return [words, ...details].join(': ').slice(0, 500);
}
