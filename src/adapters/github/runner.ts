import { readFileSync } from 'node:fs';
import { TenantryError } from '../../core/problem.ts';
import { parsed } from '../http/json.ts';
import { runnerEvent, type RunnerEvent } from './event.ts';

/** What a runner of GitHub Actions says of the job: https://docs.github.com/actions/reference/variables-reference */
export interface Runner {
  readonly event: RunnerEvent;
  /** `contoso/tenant`. */
  readonly repository: string;
  /** `https://api.github.com`. */
  readonly apiUrl: string;
  /** `https://github.com`. */
  readonly serverUrl: string;
  /** The commit that is checked out; of a pull request what its merge would make. */
  readonly commit: string;
  /** `refs/heads/main`, `refs/pull/1/merge`. */
  readonly ref: string;
  readonly run: { readonly id: number; readonly attempt: number; readonly url: string };
  /** The file name of the workflow: `plan.yml`. */
  readonly workflow: string;
  /** Where the repository is checked out. */
  readonly workspace: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment and the event file. Throws TenantryError outside of a workflow, naming what is missing. */
export function readRunner(variables: Variables): Runner {
  const given = (name: string, form = /^.+$/s): string => {
    const value = variables[name];
    if (value === undefined || value === '') throw missing(name);
    if (!form.test(value)) throw strange(name);
    return value;
  };
  const url = (name: string): string => {
    const value = given(name);
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw strange(name);
    return value.replace(/\/+$/, '');
  };
  const repository = given('GITHUB_REPOSITORY', /^[\w.-]+\/[\w.-]+$/);
  const serverUrl = url('GITHUB_SERVER_URL');
  const id = Number(given('GITHUB_RUN_ID', /^\d+$/));
  // `contoso/tenant/.github/workflows/plan.yml@refs/heads/main`
  const path = given('GITHUB_WORKFLOW_REF', /\/\.github\/workflows\/[^/@]+@/);
  return {
    event: runnerEvent(given('GITHUB_EVENT_NAME'), eventFile(given('GITHUB_EVENT_PATH'))),
    repository,
    apiUrl: url('GITHUB_API_URL'),
    serverUrl,
    commit: given('GITHUB_SHA', /^[0-9a-f]{40}$/),
    ref: given('GITHUB_REF'),
    run: {
      id,
      attempt: Number(variables['GITHUB_RUN_ATTEMPT'] ?? 1),
      url: `${serverUrl}/${repository}/actions/runs/${id}`,
    },
    workflow: /\/\.github\/workflows\/([^/@]+)@/.exec(path)?.[1] ?? '',
    workspace: given('GITHUB_WORKSPACE'),
  };
}

function eventFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw strange('GITHUB_EVENT_PATH');
  }
  const payload = parsed(text);
  if (payload === undefined) throw strange('GITHUB_EVENT_PATH');
  return payload;
}

function missing(name: string): TenantryError {
  return new TenantryError({
    id: 'action-environment',
    message: `${name} is not set.`,
    remedy: 'This runs as a step of a workflow of GitHub Actions; elsewhere use the command line.',
  });
}

function strange(name: string): TenantryError {
  return new TenantryError({
    id: 'action-environment',
    message: `${name} is not what a runner of GitHub Actions sets.`,
    remedy: 'Leave the variables that begin with GITHUB_ as the runner sets them.',
  });
}
