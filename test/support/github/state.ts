import { objects, type Objects } from './objects.ts';

export type Level = 'read' | 'write';

/** As below `permissions:` of a workflow: `{ 'pull-requests': 'write' }`. */
export type Permissions = Readonly<Record<string, Level>>;

export interface Token {
  readonly login: string;
  readonly permissions: Permissions;
}

export interface Pull {
  readonly number: number;
  title: string;
  readonly branch: string;
  base: string;
  /** When it was made for another base. */
  retargeted?: { readonly at: string; readonly by: 'somebody' | 'itself' };
  readonly fork: boolean;
  readonly author: string;
  head: string;
  /** Where the base branch stood when the pull request was opened or last pushed to. */
  baseCommit: string;
  state: 'open' | 'closed';
  /** What a merge would make of it now, or did. */
  mergeCommit: string;
  mergedAt?: string;
  /** All commits by which it came into the base branch. */
  mergedAs: readonly string[];
  readonly createdAt: string;
}

export interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: readonly string[];
  readonly author: string;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly on: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly annotation_level: string;
  readonly title?: string;
  readonly message: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly commit: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: readonly CheckAnnotation[];
}

export interface Run {
  readonly id: number;
  /** `plan.yml`. */
  readonly workflow: string;
  readonly event: string;
  readonly commit: string;
  readonly branch: string;
  readonly pullRequests: readonly number[];
  /** From another repository. */
  readonly fork: boolean;
  readonly createdAt: string;
  attempt: number;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
}

export interface StoredArtifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly createdAt: string;
  expired: boolean;
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly description: string;
  readonly log_url?: string;
  readonly createdAt: string;
}

export interface StoredDeployment {
  readonly id: number;
  readonly environment: string;
  readonly commit: string;
  readonly description: string;
  readonly payload: unknown;
  readonly production: boolean;
  readonly creator: string;
  readonly createdAt: string;
  /** The newest first. */
  statuses: readonly DeploymentStatus[];
}

export interface State {
  readonly owner: string;
  readonly repo: string;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly defaultBranch: string;
  /** Where this GitHub is, once it listens: `http://127.0.0.1:4711`. */
  serverUrl: string;
  readonly objects: Objects;
  readonly branches: Map<string, string>;
  readonly tokens: Map<string, Token>;
  readonly pulls: Pull[];
  readonly issues: Issue[];
  readonly comments: Comment[];
  readonly checks: CheckRun[];
  readonly workflows: Set<string>;
  readonly runs: Run[];
  readonly artifacts: StoredArtifact[];
  readonly deployments: StoredDeployment[];
  /** Issues and pull requests are counted together. */
  nextNumber(): number;
  nextId(): number;
  /** ISO 8601 to the second, as GitHub writes it. */
  stamp(): string;
}

export function newState(of: {
  readonly repository: string;
  readonly visibility: State['visibility'];
  readonly now: () => Date;
}): State {
  const [owner = '', repo = ''] = of.repository.split('/');
  let number = 0;
  let id = 1000;
  return {
    owner,
    repo,
    visibility: of.visibility,
    defaultBranch: 'main',
    serverUrl: 'http://127.0.0.1',
    objects: objects(),
    branches: new Map(),
    tokens: new Map(),
    pulls: [],
    issues: [],
    comments: [],
    checks: [],
    workflows: new Set(),
    runs: [],
    artifacts: [],
    deployments: [],
    nextNumber: () => ++number,
    nextId: () => ++id,
    stamp: () => `${of.now().toISOString().slice(0, 19)}Z`,
  };
}
