import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ended, root, type Ended } from '../cli.ts';
import type { RunOptions } from './environment.ts';
import { filledIn, isLetRun, type Contexts, type Status } from './expression.ts';
import type { Environment, GitHubLoopback } from './github.ts';
import type { Permissions } from './state.ts';

/** A runner of GitHub Actions: it does what a workflow of this repository says, with the bundled Action. */

export interface WorkflowRun {
  readonly run: number;
  readonly conclusion: 'success' | 'failure' | 'skipped';
  /** Every step that ran the Action, in order. */
  readonly steps: readonly ActionStep[];
}

export interface ActionStep extends Ended {
  readonly job: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Texts of the files in the folder that is stored, when the step had ended. */
  readonly stored: Readonly<Record<string, string>>;
  /** What the step got to know. */
  readonly environment: Environment;
}

export interface Surroundings {
  /** Variables of each step, such as those that lead to the practice tenant. */
  readonly env?: Environment;
  /** What `vars` has in a job of an environment, and `secrets` in all. */
  readonly vars?: (environment: string | undefined) => Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Inputs of the Action, before those that the workflow gives. */
  readonly with?: Readonly<Record<string, string>>;
  /** What the file is called in the repository, where it has a copy by another name. */
  readonly copiedAs?: string;
  /** Permissions that a copy of the workflow gives besides. */
  readonly permissions?: Permissions;
  /** Is called when a job begins, long after the event that it is about. */
  readonly onJob?: () => void;
  /** Is told of each process of the Action; a machine that dies takes the job with it. */
  readonly onStarted?: (child: ChildProcess) => void;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Permissions;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = join(root, '.github', 'workflows');
const action = join(root, '.github', 'actions', 'tenantry');

/** Runs a workflow for an occasion, job after job. Throws where the occasion does not start it, or a step is unknown. */
export async function runWorkflow(
  github: GitHubLoopback,
  workflow: string,
  occasion: RunOptions,
  surroundings: Surroundings = {},
): Promise<WorkflowRun> {
  const { on, jobs } = parse(readFileSync(join(workflows, workflow), 'utf8')) as Workflow;
  if (!(occasion.event in on)) throw new Error(`${workflow} does not run on ${occasion.event}`);
  const called = surroundings.copiedAs ?? workflow;
  const first = github.environment({ ...occasion, workflow: called });
  const run = occasion.run ?? Number(first['GITHUB_RUN_ID']);
  const results: Record<string, string> = {};
  const steps: ActionStep[] = [];
  for (const [name, job] of Object.entries(jobs)) {
    const contexts = contextsOf(first, results, job.environment, surroundings);
    const before = job.needs === undefined ? 'success' : results[job.needs];
    const status: Status = before === 'success' ? 'success' : 'failure';
    if (!isLetRun(job.if, contexts, status)) {
      results[name] = 'skipped';
      continue;
    }
    const done = await runJob(
      github,
      { ...occasion, workflow: called, run, first },
      name,
      job,
      contexts,
      surroundings,
    );
    steps.push(...done.steps);
    results[name] = done.status;
    if (done.died) return { run, conclusion: 'failure', steps };
  }
  const conclusion = Object.values(results).includes('failure')
    ? 'failure'
    : Object.values(results).includes('success')
      ? 'success'
      : 'skipped';
  github.finishRun(run, conclusion);
  return { run, conclusion, steps };
}

function contextsOf(
  environment: Environment,
  results: Readonly<Record<string, string>>,
  where: string | undefined,
  { vars = () => ({}), secrets = {} }: Surroundings,
): Contexts {
  const event = JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as {
    readonly inputs?: unknown;
  };
  return {
    github: {
      event,
      event_name: environment['GITHUB_EVENT_NAME'],
      ref: environment['GITHUB_REF'],
      repository: environment['GITHUB_REPOSITORY'],
      sha: environment['GITHUB_SHA'],
    },
    inputs: event.inputs ?? {},
    needs: Object.fromEntries(Object.entries(results).map(([name, result]) => [name, { result }])),
    vars: vars(where),
    secrets,
  };
}

interface Done {
  readonly status: Status;
  readonly died: boolean;
  readonly steps: readonly ActionStep[];
}

async function runJob(
  github: GitHubLoopback,
  occasion: RunOptions & {
    readonly workflow: string;
    readonly run: number;
    /** What was known when the run began. */
    readonly first: Environment;
  },
  name: string,
  job: Job,
  contexts: Contexts,
  surroundings: Surroundings,
): Promise<Done> {
  const workspace = mkdtempSync(join(tmpdir(), 'tenantry-runner-'));
  const how = {
    ...occasion,
    permissions: { ...job.permissions, ...surroundings.permissions },
    workspace: join(workspace, 'repository'),
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
  const { commit } = github.run(occasion.run);
  // GitHub itself makes a deployment of a job with an environment.
  const deployment =
    job.environment === undefined
      ? undefined
      : github.deploy({
          environment: job.environment,
          commit: occasion.event === 'pull_request' ? commit : sceneCommit(github, how),
          state: 'in_progress',
        });
  surroundings.onJob?.();
  const outputs: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
  const steps: ActionStep[] = [];
  let status: Status = 'success';
  let died = false;
  try {
    for (const step of job.steps) {
      const known = { ...contexts, steps: outputs };
      if (!isLetRun(step.if, known, status)) continue;
      const inputs = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([key, value]) => [key, filledIn(String(value), known)]),
      );
      if (step.uses.startsWith('actions/checkout@')) checkOut(github, how, inputs);
      else if (step.uses.startsWith('actions/upload-artifact@'))
        await upload(github, occasion.run, how.workspace, inputs);
      else if (step.uses.endsWith('/.github/actions/tenantry')) {
        const env = filledEnvironment(job.env ?? {}, known);
        const made = await runAction(github, how, { ...inputs, ...surroundings.with }, env, surroundings);
        steps.push({ ...made, job: name });
        if (step.id !== undefined) outputs[step.id] = { outputs: made.outputs };
        if (made.code !== 0) status = 'failure';
        if (made.code === null) {
          died = true;
          break;
        }
      } else throw new Error(`nobody here knows how to do ${step.uses}`);
    }
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  if (deployment !== undefined && !died) github.deploymentEnded(deployment, status);
  return { status, died, steps };
}

const sceneCommit = (github: GitHubLoopback, how: RunOptions): string =>
  github.environment(how)['GITHUB_SHA'] ?? '';

const filledEnvironment = (env: Readonly<Record<string, string>>, contexts: Contexts): Environment =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filledIn(value, contexts)]));

/** The tenant's files; the tool itself is what this repository holds. */
function checkOut(
  github: GitHubLoopback,
  how: RunOptions & { readonly workspace: string },
  inputs: Readonly<Record<string, string>>,
): void {
  if (inputs['path'] !== undefined) return;
  const ref = inputs['ref'] || sceneCommit(github, how);
  const merge = /^refs\/pull\/(\d+)\/merge$/.exec(ref)?.[1];
  github.checkOut(merge === undefined ? ref : github.pull(Number(merge)).mergeCommit, how.workspace);
}

const filesIn = (folder: string): readonly (readonly [string, string])[] =>
  existsSync(folder)
    ? readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const)
    : [];

async function upload(
  github: GitHubLoopback,
  run: number,
  workspace: string,
  { name = '', path = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const files = filesIn(join(workspace, path));
  if (files.length === 0) return;
  await github.uploadArtifact(run, name, Object.fromEntries(files));
}

async function runAction(
  github: GitHubLoopback,
  how: RunOptions & { readonly workspace: string; readonly first: Environment },
  given: Readonly<Record<string, string>>,
  env: Environment,
  surroundings: Surroundings,
): Promise<Omit<ActionStep, 'job'>> {
  const { inputs: declared, runs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: { readonly main: string };
  };
  for (const name of Object.keys(given))
    if (!(name in declared)) throw new Error(`the Action has no ${name}`);
  const inputs = Object.fromEntries(
    Object.entries(declared)
      .filter(([name]) => name !== 'github-token')
      .map(([name, { default: otherwise = '' }]) => [name, given[name] ?? otherwise]),
  );
  const { GITHUB_EVENT_PATH: event, GITHUB_SHA: commit } = how.first;
  const environment = {
    ...github.environment({ ...how, with: inputs, tokenInput: 'github-token' }),
    ...(event !== undefined && { GITHUB_EVENT_PATH: event }),
    ...(commit !== undefined && { GITHUB_SHA: commit }),
  };
  const child = spawn(process.execPath, [join(action, runs.main)], {
    cwd: how.workspace,
    env: {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      // Every process would compile the same bundle again.
      NODE_COMPILE_CACHE: join(tmpdir(), 'tenantry-test-compiled'),
      ...environment,
      ...env,
      ...surroundings.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  surroundings.onStarted?.(child);
  const end = await ended(child);
  return {
    ...end,
    inputs,
    outputs: github.outputs(environment),
    summary: github.summary(environment),
    stored: Object.fromEntries(filesIn(join(how.workspace, inputs['folder'] ?? ''))),
    environment,
  };
}
