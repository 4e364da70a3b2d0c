import type { Endpoints } from '@octokit/types';
import { TenantryError } from '../../core/problem.ts';
import type { Forge, PullRequest, PullRequestBase } from '../../ports.ts';
import { gate } from '../http/gate.ts';
import type { GitHub } from './client.ts';

type Listed = Endpoints['GET /repos/{owner}/{repo}/pulls']['response']['data'][number];
type Single = Endpoints['GET /repos/{owner}/{repo}/pulls/{pull_number}']['response']['data'];

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const mostFiles = 3000;

const permission = 'pull-requests: read';

const baseChanges: ReadonlySet<string> = new Set(['base_ref_changed', 'automatic_base_change_succeeded']);

export function pullRequests({
  octokit,
  at,
  doing,
}: GitHub): Pick<Forge, 'pullRequest' | 'openPullRequests' | 'mergedBy' | 'basesOf' | 'changedPaths'> {
  const single = async (number: number): Promise<Single> => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...at,
      pull_number: number,
    });
    return data;
  };
  return {
    pullRequest: (number) =>
      doing({ doing: `read pull request #${number}`, permission }, async () => view(await single(number))),

    openPullRequests: (base) =>
      doing({ doing: `list the open pull requests to ${base}`, permission }, async () => {
        const listed = await octokit.paginate('GET /repos/{owner}/{repo}/pulls', {
          ...at,
          base,
          state: 'open',
          sort: 'created',
          direction: 'asc',
          per_page: 100,
        });
        return listed.map(view);
      }),

    mergedBy: (commits, base) =>
      doing({ doing: 'find the pull requests that were merged', permission }, async () => {
        const few = gate(4);
        const listed = await Promise.all(
          commits.map((commit_sha) =>
            few(() =>
              octokit.paginate('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
                ...at,
                commit_sha,
                per_page: 100,
              }),
            ),
          ),
        );
        const place = new Map(commits.map((commit, index) => [commit, index]));
        const found = new Map(listed.flat().map((pull) => [pull.number, view(pull)]));
        return [...found.values()]
          .filter(({ base: { branch }, mergeCommit }) => branch === base && place.has(mergeCommit ?? ''))
          .toSorted((a, b) => (place.get(a.mergeCommit ?? '') ?? 0) - (place.get(b.mergeCommit ?? '') ?? 0));
      }),

    basesOf: (branch) =>
      doing({ doing: `list the pull requests from ${branch}`, permission }, async () => {
        const listed = await octokit.paginate('GET /repos/{owner}/{repo}/pulls', {
          ...at,
          head: `${at.owner}:${branch}`,
          state: 'all',
          per_page: 100,
        });
        const few = gate(4);
        return await Promise.all(
          listed.map((pull) =>
            few(async (): Promise<PullRequestBase> => {
              // https://docs.github.com/rest/using-the-rest-api/issue-event-types#base_ref_changed; GitHub does it by
              // itself where the base was merged and deleted, which is an event of its own.
              const events = await octokit.paginate(
                'GET /repos/{owner}/{repo}/issues/{issue_number}/events',
                { ...at, issue_number: pull.number, per_page: 100 },
              );
              const retargeted = events.some(({ event }) => baseChanges.has(event));
              return { number: pull.number, base: pull.base.ref, retargeted };
            }),
          ),
        );
      }),

    changedPaths: (number) =>
      doing({ doing: `list the files of pull request #${number}`, permission }, async () => {
        const files = await octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
          ...at,
          pull_number: number,
          per_page: 100,
        });
        if (files.length >= mostFiles && (await single(number)).changed_files > files.length)
          throw tooManyFiles(number);
        return files.flatMap(({ filename, previous_filename }) =>
          previous_filename === undefined ? [filename] : [previous_filename, filename],
        );
      }),
  };
}

function view(pull: Listed | Single): PullRequest {
  // The repository of a fork may have been deleted since.
  const from: { readonly id: number | bigint } | null | undefined = pull.head.repo;
  return {
    number: pull.number,
    title: pull.title,
    state: pull.state === 'open' ? 'open' : 'closed',
    fork: from?.id !== pull.base.repo.id,
    head: { commit: pull.head.sha, branch: pull.head.ref },
    base: { commit: pull.base.sha, branch: pull.base.ref },
    // Of a pull request that is not merged, this is the commit that its merge would make.
    ...(pull.merged_at === null
      ? {}
      : { mergedAt: pull.merged_at, ...(pull.merge_commit_sha && { mergeCommit: pull.merge_commit_sha }) }),
  };
}

function tooManyFiles(number: number): TenantryError {
  return new TenantryError({
    id: 'github-too-many-files',
    message: `Pull request #${number} changes more than the ${mostFiles} files that GitHub lists.`,
    remedy: 'Split it into smaller pull requests.',
  });
}
