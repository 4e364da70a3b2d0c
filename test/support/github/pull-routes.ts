import { listed, notFound, page, type Asked, type Route } from './asked.ts';
import { between, filesOf, mergeBase } from './history.ts';
import type { Pull, State } from './state.ts';
import { pullView, repositoryView, user } from './views.ts';

function pullOf({ state, params }: Asked): Pull {
  const found = state.pulls.find(({ number }) => String(number) === params['pull_number']);
  if (!found) throw notFound();
  return found;
}

/** A commit by hash or by the name of a branch. */
export function commitOf(state: State, name: string): string {
  const sha = state.branches.get(name) ?? name;
  if (!state.objects.found(sha)) throw notFound();
  return sha;
}

export const commitView = (state: State, sha: string) => {
  const commit = state.objects.found(sha);
  if (!commit) throw notFound();
  const who = { name: 'Somebody', email: 'somebody@contoso.invalid', date: commit.date };
  return {
    sha,
    url: `${state.serverUrl}/commits/${sha}`,
    html_url: `${state.serverUrl}/commits/${sha}`,
    comments_url: `${state.serverUrl}/commits/${sha}`,
    author: user('somebody'),
    committer: user('somebody'),
    commit: {
      url: `${state.serverUrl}/commits/${sha}`,
      message: commit.message,
      author: who,
      committer: who,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${state.serverUrl}/trees/${commit.tree}` },
    },
    parents: commit.parents.map((parent) => ({ sha: parent, url: `${state.serverUrl}/commits/${parent}` })),
  };
};

/** As the filter `head` names it. */
const headName = (state: State, { fork, author, branch }: Pull): string =>
  `${fork ? author : state.owner}:${branch}`;

export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '',
    needs: 'metadata=read',
    answer: ({ state }) => ({ status: 200, body: repositoryView(state) }),
  },
  {
    method: 'GET',
    path: '/pulls',
    needs: 'pull_requests=read',
    answer: (asked) => {
      const { state, query } = asked;
      const wanted = query.get('state') ?? 'open';
      const pulls = state.pulls.filter(
        (pull) =>
          (wanted === 'all' || pull.state === wanted) &&
          (query.get('base') ?? pull.base) === pull.base &&
          (query.get('head') ?? headName(state, pull)) === headName(state, pull),
      );
      // The newest first, unless asked.
      const sorted = query.get('direction') === 'asc' ? pulls : pulls.toReversed();
      return listed(
        sorted.map((pull) => pullView(state, pull)),
        asked,
      );
    },
  },
  {
    method: 'GET',
    path: '/pulls/{pull_number}',
    needs: 'pull_requests=read',
    answer: (asked) => {
      const pull = pullOf(asked);
      const body = {
        ...pullView(asked.state, pull),
        merged: pull.mergedAt !== undefined,
        changed_files: filesOf(asked.state, pull).length,
        commits: between(asked.state, pull.baseCommit, pull.head).length,
      };
      return { status: 200, body };
    },
  },
  {
    method: 'GET',
    path: '/pulls/{pull_number}/files',
    needs: 'pull_requests=read',
    // GitHub lists no more than 3,000.
    answer: (asked) => listed(filesOf(asked.state, pullOf(asked)).slice(0, 3000), asked),
  },
  {
    method: 'GET',
    path: '/commits/{commit_sha}/pulls',
    needs: 'pull_requests=read',
    answer: (asked) => {
      const { state, params } = asked;
      const sha = commitOf(state, params['commit_sha'] ?? '');
      const pulls = state.pulls.filter(
        (pull) => pull.mergedAs.includes(sha) || between(state, pull.baseCommit, pull.head).includes(sha),
      );
      return listed(
        pulls.map((pull) => pullView(state, pull)),
        asked,
      );
    },
  },
  {
    method: 'GET',
    path: '/compare/{basehead}',
    needs: 'contents=read',
    answer: (asked) => {
      const { state, params, query } = asked;
      const [one = '', other = ''] = (params['basehead'] ?? '').split('...');
      const [base, head] = [commitOf(state, one), commitOf(state, other)];
      const common = mergeBase(state, base, head);
      if (common === undefined) throw notFound();
      const ahead = between(state, base, head);
      const behind = between(state, head, base);
      // Without pages GitHub gives the youngest 250.
      const [commits, headers] =
        query.has('page') || query.has('per_page') ? page(ahead, asked) : [ahead.slice(-250), {}];
      const body = {
        url: asked.url.href,
        base_commit: commitView(state, base),
        merge_base_commit: commitView(state, common),
        status:
          ahead.length > 0
            ? behind.length > 0
              ? 'diverged'
              : 'ahead'
            : behind.length > 0
              ? 'behind'
              : 'identical',
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: commits.map((sha) => commitView(state, sha)),
        files: [],
      };
      return { status: 200, body, headers };
    },
  },
];
