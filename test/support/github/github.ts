import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepSecretsOf } from '../evidence/environment.ts';
import { keepFiles } from '../evidence/files.ts';
import { keepOutput, keepSecret } from '../evidence/record.ts';
import { checkOut } from './checkout.ts';
import { addStatus } from './deployment-routes.ts';
import { outputsIn, payloadOf, runnerFiles, sceneOf, summaryIn, type RunOptions } from './environment.ts';
import { faults, type Fault } from './faults.ts';
import { between, carriedOver } from './history.ts';
import { issuer } from './oidc.ts';
import { apiServer, listen, type Request } from './server.ts';
import {
  newState,
  type CheckRun,
  type Comment,
  type Issue,
  type Permissions,
  type Pull,
  type Run,
  type State,
  type StoredDeployment,
} from './state.ts';
import { storageServer, zipOf, type Files } from './storage.ts';

export interface GitHubOptions {
  /** What ID tokens say who gave them; the keys are at `issuer` all the same. */
  readonly tokenIssuer?: string;
  /** `contoso/tenant` unless said. */
  readonly repository?: string;
  readonly visibility?: State['visibility'];
  /** What the first commit on `main` holds. */
  readonly files?: Readonly<Record<string, string>>;
  /** With the addresses of GitHub Enterprise Server. */
  readonly enterprise?: boolean;
  /** The time, for stamps and ID tokens; that of the machine unless said. */
  readonly now?: () => Date;
}

/** New texts of files by path; null deletes. */
export type Edits = Readonly<Record<string, string | null>>;

export interface Push {
  readonly branch: string;
  readonly before: string;
  readonly after: string;
}

export type Environment = Record<string, string>;

/** A small GitHub of one repository on this machine, and what people and runners do to it. */
export interface GitHubLoopback {
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly repository: string;
  /** Issuer of the ID tokens, with `/.well-known/openid-configuration` below it. */
  readonly issuer: string;

  /** A token, of the workflow unless `as` says whose. Without permissions it has all. */
  token(of?: { readonly permissions?: Permissions; readonly as?: string }): string;
  revoke(token: string): void;

  /** Where a branch stands. */
  head(branch?: string): string;
  /** A commit that no branch points to; returns its hash. */
  commit(of: { readonly parent?: string; readonly edits: Edits; readonly message?: string }): string;
  /** A commit on a branch, new from `main` where there is none; open pull requests of the branch move along. */
  push(branch: string, edits: Edits, message?: string): Push;
  /** Opens a pull request from a branch, first making a commit there where there are edits. Returns its number. */
  openPullRequest(of: {
    readonly branch: string;
    readonly edits?: Edits;
    readonly title?: string;
    readonly base?: string;
    readonly as?: string;
    /** From another repository, that of `as`. */
    readonly fork?: boolean;
  }): number;
  closePullRequest(number: number): void;
  /** Makes it for another branch; `itself` is what GitHub does where the base was merged and deleted. */
  retarget(number: number, base: string, by?: 'somebody' | 'itself'): void;
  /** Puts a pull request into the merge queue: the commit that is to become `main`. */
  enqueue(number: number): { readonly headCommit: string; readonly baseCommit: string };
  merge(number: number, method?: 'merge' | 'squash' | 'rebase' | 'queue'): Push;
  pull(number: number): Readonly<Pull>;

  /** Says something as somebody; `github-actions[bot]` is the workflow. Returns the id. */
  say(number: number, body: string, as: string): number;
  comments(number: number): readonly Readonly<Comment>[];
  openIssue(of: {
    readonly title: string;
    readonly body: string;
    readonly labels?: readonly string[];
    readonly as: string;
  }): number;
  issues(): readonly Readonly<Issue>[];
  checks(commit?: string): readonly Readonly<CheckRun>[];

  /** A run of a workflow begins; returns its id. */
  runStarted(of: {
    readonly workflow: string;
    readonly event: string;
    readonly commit: string;
    readonly branch?: string;
    readonly pullRequests?: readonly number[];
    readonly fork?: boolean;
  }): number;
  finishRun(run: number, conclusion?: string): void;
  run(run: number): Readonly<Run>;
  /** As actions/upload-artifact does; returns the id. */
  uploadArtifact(run: number, name: string, files: Files): Promise<number>;
  /** Puts any bytes in place of a zip file. */
  uploadBytes(run: number, name: string, bytes: Uint8Array): number;
  /** Of a run, the newest first. */
  artifacts(run: number): readonly Readonly<{ id: number; name: string; expired: boolean }>[];
  expire(artifact: number): void;
  /** Runs that were asked to run again and have not yet. */
  reruns(): readonly Readonly<Run>[];

  /** The newest first. */
  deployments(environment?: string): readonly Readonly<StoredDeployment>[];
  /** A deployment of somebody else, such as the one that a job with `environment:` makes. */
  deploy(of: { readonly environment: string; readonly commit: string; readonly state: string }): number;
  /** The job of a deployment has ended. */
  deploymentEnded(id: number, state: 'success' | 'failure'): void;
  /** Checks a commit out into an empty folder, with its history. */
  checkOut(commit: string, folder: string): void;
  /** The texts of the files on a branch. */
  files(branch: string): Readonly<Record<string, string>> | undefined;

  /** What a runner gives a step, with its files; a run begins where none is named. */
  environment(run: RunOptions): Environment;
  outputs(environment: Environment): Readonly<Record<string, string>>;
  summary(environment: Environment): string;

  /** What was asked, in order. */
  requests(): readonly Readonly<Request>[];
  fail(fault: Fault): void;
  /** Throws where an answer was not as GitHub describes it. */
  close(): Promise<void>;
}

/** Every permission that this GitHub knows. */
export const everything: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  'id-token': 'write',
  'pull-requests': 'write',
};

const workflowLogin = 'github-actions[bot]';

/** Starts it on free ports of this machine. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubLoopback> {
  const repository = options.repository ?? 'contoso/tenant';
  const now = options.now ?? (() => new Date());
  const state = newState({ repository, visibility: options.visibility ?? 'private', now });
  const wrong = faults();
  const requests: Request[] = [];
  const violations: string[] = [];
  const tokens = issuer(() => state.serverUrl, now, options.tokenIssuer);
  const root = options.enterprise === true ? '/api/v3' : '';
  const storage = storageServer(state);
  const storageUrl = await listen(storage);
  const server = apiServer({
    state,
    faults: wrong,
    issuer: tokens,
    root,
    storage: () => storageUrl,
    requests,
    violations,
  });
  state.serverUrl = await listen(server);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenantry-github-')));
  let folders = 0;

  const commit: GitHubLoopback['commit'] = ({ parent, edits, message = 'Change something' }) => {
    const files = new Map(parent === undefined ? [] : state.objects.files(parent));
    for (const [path, text] of Object.entries(edits))
      if (text === null) files.delete(path);
      else files.set(path, state.objects.blob(Buffer.from(text)));
    const tree = state.objects.tree(files);
    const parents = parent === undefined ? [] : [parent];
    return state.objects.commit({ tree, parents, message, date: state.stamp() }).sha;
  };
  const head = (branch = state.defaultBranch): string => {
    const sha = state.branches.get(branch);
    if (sha === undefined) throw new Error(`there is no branch ${branch}`);
    return sha;
  };
  const pullOf = (number: number): Pull => {
    const found = state.pulls.find((each) => each.number === number);
    if (!found) throw new Error(`there is no pull request #${number}`);
    return found;
  };
  const mergeOf = (pull: Pull): string => {
    const onto = head(pull.base);
    const files = carriedOver(state, pull.baseCommit, pull.head, onto);
    const tree = state.objects.tree(files);
    const message = `Merge pull request #${pull.number}`;
    return state.objects.commit({ tree, parents: [onto, pull.head], message, date: state.stamp() }).sha;
  };
  const squashed = (from: string, to: string, onto: string, message: string): string => {
    const tree = state.objects.tree(carriedOver(state, from, to, onto));
    return state.objects.commit({ tree, parents: [onto], message, date: state.stamp() }).sha;
  };
  const follow = (branch: string): void => {
    for (const pull of state.pulls)
      if (pull.state === 'open' && pull.branch === branch) {
        pull.head = head(branch);
        pull.baseCommit = head(pull.base);
        pull.mergeCommit = mergeOf(pull);
      }
  };
  const push: GitHubLoopback['push'] = (branch, edits, message) => {
    const before = state.branches.get(branch) ?? state.branches.get(state.defaultBranch);
    const after = commit({
      edits,
      ...(before !== undefined && { parent: before }),
      ...(message !== undefined && { message }),
    });
    state.branches.set(branch, after);
    follow(branch);
    return { branch, before: before ?? '0'.repeat(40), after };
  };
  const uploadBytes: GitHubLoopback['uploadBytes'] = (run, name, zip) => {
    const id = state.nextId();
    state.artifacts.push({ id, run, name, zip, createdAt: state.stamp(), expired: false });
    return id;
  };
  const runOf = (run: number): Run => {
    const found = state.runs.find(({ id }) => id === run);
    if (!found) throw new Error(`there is no run ${run}`);
    return found;
  };
  const queued = new Map<number, string>();

  /** The commits by which a pull request comes into its base, and the last of them. */
  const landed = (pull: Pull, method: string): readonly string[] => {
    const onto = head(pull.base);
    const own = between(state, onto, pull.head);
    switch (method) {
      case 'squash':
        return [squashed(pull.baseCommit, pull.head, onto, `${pull.title} (#${pull.number})`)];
      case 'rebase': {
        const made: string[] = [];
        for (const sha of own) {
          const from = state.objects.found(sha)?.parents[0] ?? sha;
          made.push(squashed(from, sha, made.at(-1) ?? onto, state.objects.found(sha)?.message ?? ''));
        }
        return made;
      }
      case 'queue': {
        const waiting = queued.get(pull.number);
        if (waiting === undefined) throw new Error(`#${pull.number} is in no queue`);
        return [...own, waiting];
      }
      default:
        return [...own, mergeOf(pull)];
    }
  };

  const self: GitHubLoopback = {
    apiUrl: `${state.serverUrl}${root}`,
    serverUrl: state.serverUrl,
    repository,
    issuer: tokens.issuer(),
    token({ permissions = everything, as = workflowLogin } = {}) {
      const secret = `ghs_${randomUUID().replaceAll('-', '')}`;
      state.tokens.set(secret, { login: as, permissions });
      keepSecret('GitHub token', secret);
      return secret;
    },
    revoke: (token) => state.tokens.delete(token),
    head,
    commit,
    push,
    openPullRequest({
      branch,
      edits,
      title = 'Change something',
      base = 'main',
      as = 'adele',
      fork = false,
    }) {
      const baseCommit = head(base);
      // What is on a fork's branch is here too, but the branch is not.
      const from = fork ? commit({ parent: baseCommit, edits: edits ?? {} }) : undefined;
      if (!fork && edits) push(branch, edits);
      const pull: Pull = {
        number: state.nextNumber(),
        title,
        branch,
        base,
        fork,
        author: as,
        head: from ?? head(branch),
        baseCommit,
        state: 'open',
        mergeCommit: '',
        mergedAs: [],
        createdAt: state.stamp(),
      };
      pull.mergeCommit = mergeOf(pull);
      state.pulls.push(pull);
      return pull.number;
    },
    retarget(number, base, by = 'somebody') {
      const pull = pullOf(number);
      const retargeted = { at: state.stamp(), by };
      Object.assign(pull, { base, retargeted, baseCommit: head(base) });
      pull.mergeCommit = mergeOf(pull);
    },
    closePullRequest: (number) => {
      pullOf(number).state = 'closed';
    },
    enqueue(number) {
      const pull = pullOf(number);
      const headCommit = mergeOf(pull);
      queued.set(number, headCommit);
      return { headCommit, baseCommit: head(pull.base) };
    },
    merge(number, method = 'merge') {
      const pull = pullOf(number);
      if (pull.state !== 'open') throw new Error(`#${number} is not open`);
      const before = head(pull.base);
      pull.mergedAs = landed(pull, method);
      pull.mergeCommit = pull.mergedAs.at(-1) ?? before;
      pull.mergedAt = state.stamp();
      pull.state = 'closed';
      state.branches.set(pull.base, pull.mergeCommit);
      return { branch: pull.base, before, after: pull.mergeCommit };
    },
    pull: pullOf,
    say(number, body, as) {
      const id = state.nextId();
      state.comments.push({ id, on: number, body, author: as, createdAt: state.stamp() });
      return id;
    },
    comments: (number) => state.comments.filter(({ on }) => on === number),
    openIssue({ title, body, labels = [], as }) {
      const number = state.nextNumber();
      state.issues.push({ number, title, body, labels, author: as, state: 'open', createdAt: state.stamp() });
      return number;
    },
    issues: () => state.issues,
    checks: (of) => state.checks.filter((check) => (of ?? check.commit) === check.commit),
    runStarted({ workflow, event, commit, branch = state.defaultBranch, pullRequests = [], fork = false }) {
      const id = state.nextId();
      state.workflows.add(workflow);
      state.runs.push({
        id,
        workflow,
        event,
        commit,
        branch,
        pullRequests,
        fork,
        createdAt: state.stamp(),
        attempt: 1,
        status: 'in_progress',
        conclusion: null,
      });
      return id;
    },
    finishRun(run, conclusion = 'success') {
      Object.assign(runOf(run), { status: 'completed', conclusion });
    },
    run: runOf,
    async uploadArtifact(run, name, files) {
      for (const [path, content] of Object.entries(files)) keepOutput('artifact', `${name}/${path}`, content);
      return uploadBytes(run, name, await zipOf(files));
    },
    uploadBytes,
    artifacts: (run) => state.artifacts.filter((each) => each.run === run).toReversed(),
    reruns: () => state.runs.filter(({ status, attempt }) => attempt > 1 && status !== 'completed'),
    expire(artifact) {
      for (const each of state.artifacts) if (each.id === artifact) each.expired = true;
    },
    deployments: (environment) =>
      state.deployments.filter((each) => (environment ?? each.environment) === each.environment).toReversed(),
    deploy({ environment, commit, state: status }) {
      const made: StoredDeployment = {
        id: state.nextId(),
        environment,
        commit,
        description: '',
        payload: {},
        production: environment === 'production',
        creator: workflowLogin,
        createdAt: state.stamp(),
        statuses: [],
      };
      state.deployments.push(made);
      addStatus(state, made, { state: status, description: '' }, true);
      return made.id;
    },
    deploymentEnded(id, status) {
      const found = state.deployments.find((each) => each.id === id);
      if (!found) throw new Error(`there is no deployment ${id}`);
      if (found.statuses[0]?.state !== status)
        addStatus(state, found, { state: status, description: '' }, true);
    },
    checkOut: (sha, to) => checkOut(state.objects, sha, to),
    files(branch) {
      const sha = state.branches.get(branch);
      if (sha === undefined) return undefined;
      const text = (blob: string): string => state.objects.bytes(blob)?.toString('utf8') ?? '';
      return Object.fromEntries([...state.objects.files(sha)].map(([path, blob]) => [path, text(blob)]));
    },
    environment(how) {
      const { workflow = 'workflow.yml', permissions = everything, as = workflowLogin } = how;
      const scene = sceneOf(state, how);
      const run =
        how.run ??
        self.runStarted({
          workflow,
          event: how.event,
          // A run for a pull request belongs to its head, not to the merge that is tried.
          commit: how.event === 'pull_request' ? pullOf(how.number).head : scene.commit,
          branch: scene.branch,
          pullRequests: scene.pullRequests,
          fork: how.event === 'pull_request' && pullOf(how.number).fork,
        });
      const own = join(folder, String(++folders));
      mkdirSync(own);
      const job = {
        repository,
        visibility: state.visibility,
        event: how.event,
        ref: scene.ref,
        commit: scene.commit,
        run,
        workflow,
        ...(how.environment !== undefined && { environment: how.environment }),
      };
      const fork = how.event === 'pull_request' && pullOf(how.number).fork;
      const inputs = {
        [how.tokenInput ?? 'token']: self.token({
          permissions: fork ? readOnly(permissions) : permissions,
          as,
        }),
        ...how.with,
      };
      const given: Environment = {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_API_URL: self.apiUrl,
        GITHUB_SERVER_URL: self.serverUrl,
        GITHUB_GRAPHQL_URL: root === '' ? `${self.serverUrl}/graphql` : `${self.serverUrl}/api/graphql`,
        GITHUB_REPOSITORY: repository,
        GITHUB_REPOSITORY_OWNER: state.owner,
        GITHUB_EVENT_NAME: how.event,
        GITHUB_SHA: scene.commit,
        GITHUB_REF: scene.ref,
        GITHUB_REF_NAME: scene.ref.replace(/^refs\/(?:heads|pull)\//, ''),
        GITHUB_REF_TYPE: 'branch',
        GITHUB_HEAD_REF: scene.headRef,
        GITHUB_BASE_REF: scene.baseRef,
        GITHUB_RUN_ID: String(run),
        GITHUB_RUN_NUMBER: '1',
        GITHUB_RUN_ATTEMPT: String(runOf(run).attempt),
        GITHUB_WORKFLOW: workflow,
        GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/${workflow}@${scene.ref}`,
        GITHUB_WORKFLOW_SHA: scene.commit,
        GITHUB_JOB: 'job',
        GITHUB_ACTOR: 'adele',
        GITHUB_WORKSPACE: how.workspace ?? own,
        RUNNER_OS: 'Linux',
        RUNNER_ARCH: 'X64',
        ...runnerFiles(own, payloadOf(state, how)),
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [
            `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
            value,
          ]),
        ),
        ...(permissions['id-token'] === 'write' &&
          !fork && {
            ACTIONS_ID_TOKEN_REQUEST_URL: `${state.serverUrl}/_oidc/token?api-version=2.0`,
            ACTIONS_ID_TOKEN_REQUEST_TOKEN: tokens.admit(job),
          }),
      };
      keepSecretsOf(given);
      return given;
    },
    outputs: outputsIn,
    summary: summaryIn,
    requests: () => requests,
    fail: (fault) => wrong.add(fault),
    async close() {
      keepFiles(folder);
      rmSync(folder, { recursive: true, force: true });
      for (const each of [server, storage]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
      if (violations.length > 0) throw new Error(violations.join('\n'));
    },
  };

  const files = options.files ?? { 'README.md': 'A tenant.\n' };
  state.branches.set(state.defaultBranch, commit({ edits: files, message: 'Begin' }));
  return self;
}

/** What is left to the token of a pull request from a fork. */
function readOnly(permissions: Permissions): Permissions {
  return Object.fromEntries(Object.keys(permissions).map((name) => [name, 'read' as const]));
}
