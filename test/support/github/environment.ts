import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, operation } from './contract.ts';
import type { Permissions, State } from './state.ts';
import { pullView, repositoryView, user } from './views.ts';

/** Why a workflow runs. */
export type Occasion =
  | { readonly event: 'pull_request'; readonly number: number; readonly action?: string }
  /** After `enqueue`. */
  | { readonly event: 'merge_group'; readonly headCommit: string; readonly baseCommit: string }
  | { readonly event: 'push'; readonly before: string; readonly after: string; readonly branch?: string }
  | { readonly event: 'schedule' }
  | {
      readonly event: 'workflow_dispatch';
      readonly inputs?: Readonly<Record<string, string>>;
      /** Where somebody starts it; the default branch unless said. */
      readonly branch?: string;
    };

export type RunOptions = Occasion & {
  /** `plan.yml`. */
  readonly workflow?: string;
  /** Of the workflow's token. */
  readonly permissions?: Permissions;
  /** Whose token it is; `github-actions[bot]` unless said. */
  readonly as?: string;
  /** The run that this is; a new one unless said. */
  readonly run?: number;
  /** The `environment:` of the job, for the subject of its ID token. */
  readonly environment?: string;
  /** Inputs of the Action, by name: they become INPUT_NAME. */
  readonly with?: Readonly<Record<string, string>>;
  /** Name of the input that gets the token. */
  readonly tokenInput?: string;
  /** Where the repository is checked out. */
  readonly workspace?: string;
};

/** Where an occasion takes place: the commit and reference that a workflow sees. */
export interface Scene {
  readonly commit: string;
  /** `refs/pull/1/merge`. */
  readonly ref: string;
  readonly branch: string;
  readonly pullRequests: readonly number[];
  readonly headRef: string;
  readonly baseRef: string;
}

export function sceneOf(state: State, occasion: Occasion): Scene {
  const main = state.defaultBranch;
  const plain = { pullRequests: [], headRef: '', baseRef: '' };
  switch (occasion.event) {
    case 'pull_request': {
      const pull = state.pulls.find(({ number }) => number === occasion.number);
      if (!pull) throw new Error(`there is no pull request #${occasion.number}`);
      return {
        commit: pull.mergeCommit,
        ref: `refs/pull/${pull.number}/merge`,
        branch: pull.branch,
        pullRequests: pull.fork ? [] : [pull.number],
        headRef: pull.branch,
        baseRef: pull.base,
      };
    }
    case 'merge_group': {
      const branch = `gh-readonly-queue/${main}/${occasion.headCommit}`;
      return { ...plain, commit: occasion.headCommit, ref: `refs/heads/${branch}`, branch };
    }
    case 'push': {
      const branch = occasion.branch ?? main;
      return { ...plain, commit: occasion.after, ref: `refs/heads/${branch}`, branch };
    }
    case 'workflow_dispatch': {
      const branch = occasion.branch ?? main;
      return { ...plain, commit: state.branches.get(branch) ?? '', ref: `refs/heads/${branch}`, branch };
    }
    case 'schedule':
      return { ...plain, commit: state.branches.get(main) ?? '', ref: `refs/heads/${main}`, branch: main };
  }
}

/** What stands in the event file: https://docs.github.com/webhooks/webhook-events-and-payloads */
export function payloadOf(state: State, occasion: Occasion): unknown {
  const repository = filled(operation('GET', '/repos/{owner}/{repo}'), 200, repositoryView(state));
  const common = { repository, sender: user('somebody') };
  const ref = `refs/heads/${state.defaultBranch}`;
  switch (occasion.event) {
    case 'pull_request': {
      const pull = state.pulls.find(({ number }) => number === occasion.number);
      const view = pull && pullView(state, pull);
      return {
        ...common,
        action: occasion.action ?? 'opened',
        number: occasion.number,
        pull_request: filled(operation('GET', '/repos/{owner}/{repo}/pulls/{pull_number}'), 200, view),
      };
    }
    case 'merge_group':
      return {
        ...common,
        action: 'checks_requested',
        merge_group: {
          head_sha: occasion.headCommit,
          head_ref: `refs/heads/gh-readonly-queue/${state.defaultBranch}/${occasion.headCommit}`,
          base_sha: occasion.baseCommit,
          base_ref: ref,
        },
      };
    case 'push': {
      const { before, after, branch = state.defaultBranch } = occasion;
      return { ...common, ref: `refs/heads/${branch}`, before, after, created: false, deleted: false };
    }
    case 'schedule':
      return { ...common, schedule: '0 6 * * 1-5' };
    case 'workflow_dispatch':
      return {
        ...common,
        ref: `refs/heads/${occasion.branch ?? state.defaultBranch}`,
        inputs: occasion.inputs ?? null,
        workflow: 'workflow.yml',
      };
  }
}

/** The files through which a step talks to its runner, empty. */
export function runnerFiles(folder: string, payload: unknown): Record<string, string> {
  const file = (name: string, text = ''): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STATE: file('state'),
    RUNNER_TEMP: folder,
  };
}

/** The outputs that a step wrote, by name. */
export function outputsIn(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const text = readFileSync(environment['GITHUB_OUTPUT'] ?? '', 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)].map(([, name, , value]) => [
      name,
      value,
    ]),
  );
}

/** The summary that a step wrote, in Markdown. */
export function summaryIn(environment: Readonly<Record<string, string>>): string {
  return readFileSync(environment['GITHUB_STEP_SUMMARY'] ?? '', 'utf8');
}
