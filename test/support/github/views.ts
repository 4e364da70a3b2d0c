import type { Comment, Issue, Pull, Run, State } from './state.ts';

/** What GitHub says of things, as far as anybody here reads it; the rest is filled in from its description. */

export const user = (login: string) => ({
  login,
  id: Buffer.from(login).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7),
  type: login.endsWith('[bot]') ? 'Bot' : 'User',
});

export const repositoryView = (state: State) => ({
  id: 1,
  name: state.repo,
  full_name: `${state.owner}/${state.repo}`,
  owner: user(state.owner),
  private: state.visibility !== 'public',
  visibility: state.visibility,
  default_branch: state.defaultBranch,
  html_url: `${state.serverUrl}/${state.owner}/${state.repo}`,
  fork: false,
});

const forkView = (state: State, pull: Pull) => ({
  ...repositoryView(state),
  id: 2,
  full_name: `${pull.author}/${state.repo}`,
  owner: user(pull.author),
  fork: true,
});

export const pullView = (state: State, pull: Pull) => ({
  id: pull.number + 100_000,
  number: pull.number,
  title: pull.title,
  state: pull.state,
  user: user(pull.author),
  created_at: pull.createdAt,
  merged_at: pull.mergedAt ?? null,
  merge_commit_sha: pull.mergeCommit,
  labels: [],
  head: {
    ref: pull.branch,
    sha: pull.head,
    label: `${pull.fork ? pull.author : state.owner}:${pull.branch}`,
    repo: pull.fork ? forkView(state, pull) : repositoryView(state),
    user: user(pull.fork ? pull.author : state.owner),
  },
  base: {
    ref: pull.base,
    sha: pull.baseCommit,
    label: `${state.owner}:${pull.base}`,
    repo: repositoryView(state),
    user: user(state.owner),
  },
});

export const commentView = (comment: Comment) => ({
  id: comment.id,
  body: comment.body,
  user: user(comment.author),
  created_at: comment.createdAt,
  updated_at: comment.createdAt,
});

export const issueView = (issue: Issue | Pull) => ({
  id: issue.number + 200_000,
  number: issue.number,
  title: issue.title,
  state: issue.state,
  user: user(issue.author),
  created_at: issue.createdAt,
  updated_at: issue.createdAt,
  labels: 'labels' in issue ? issue.labels.map((name) => ({ id: 1, name, color: 'ededed' })) : [],
  body: 'body' in issue ? issue.body : null,
  ...('labels' in issue
    ? {}
    : {
        pull_request: {
          url: 'https://github.invalid/',
          html_url: 'https://github.invalid/',
          diff_url: 'https://github.invalid/',
          patch_url: 'https://github.invalid/',
        },
      }),
});

export const runView = (state: State, run: Run) => ({
  id: run.id,
  path: `.github/workflows/${run.workflow}`,
  event: run.event,
  head_sha: run.commit,
  head_branch: run.branch,
  status: run.status,
  conclusion: run.conclusion,
  run_attempt: run.attempt,
  created_at: run.createdAt,
  updated_at: run.createdAt,
  html_url: `${state.serverUrl}/${state.owner}/${state.repo}/actions/runs/${run.id}`,
  head_commit: null,
  repository: repositoryView(state),
  head_repository: run.fork ? { ...repositoryView(state), id: 2, fork: true } : repositoryView(state),
  pull_requests: run.pullRequests.map((number) => {
    const pull = state.pulls.find((each) => each.number === number);
    const of = { id: 1, url: 'https://github.invalid/', name: state.repo };
    return {
      id: number,
      number,
      url: 'https://github.invalid/',
      head: { ref: pull?.branch ?? '', sha: pull?.head ?? '', repo: of },
      base: { ref: pull?.base ?? '', sha: pull?.baseCommit ?? '', repo: of },
    };
  }),
});
