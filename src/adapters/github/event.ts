import { TenantryError } from '../../core/problem.ts';
import { member } from '../http/json.ts';

/** Why a workflow runs, as far as Tenantry has something to do then. Commits are 40 hexadecimal digits. */
export type RunnerEvent =
  | {
      readonly type: 'pullRequest';
      readonly number: number;
      readonly headCommit: string;
      readonly baseCommit: string;
      /** From another repository: the token can only read then, and there are no ID tokens. */
      readonly fork: boolean;
      /** `opened`, `synchronize`, `closed`, … */
      readonly action: string;
    }
  /** A merge queue tries what the base branch is to become. */
  | { readonly type: 'mergeGroup'; readonly headCommit: string; readonly baseCommit: string }
  | {
      readonly type: 'push';
      /** Absent where the push made the branch. */
      readonly before?: string;
      readonly after: string;
      readonly branch: string;
    }
  | { readonly type: 'schedule' }
  | { readonly type: 'dispatch'; readonly inputs: Readonly<Record<string, string>> };

/**
 * The event of this name with what its file says. Throws TenantryError for events that Tenantry has no answer to, and
 * for a file that is not as GitHub writes it: https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function runnerEvent(name: string, payload: unknown): RunnerEvent {
  switch (name) {
    case 'pull_request':
      return {
        type: 'pullRequest',
        number: whole(payload, 'pull_request', 'number'),
        headCommit: commit(payload, 'pull_request', 'head', 'sha'),
        baseCommit: commit(payload, 'pull_request', 'base', 'sha'),
        // The repository of a fork may have been deleted since.
        fork:
          at(payload, 'pull_request', 'head', 'repo', 'id') !==
          whole(payload, 'pull_request', 'base', 'repo', 'id'),
        action: text(payload, 'action'),
      };
    case 'merge_group':
      return {
        type: 'mergeGroup',
        headCommit: commit(payload, 'merge_group', 'head_sha'),
        baseCommit: commit(payload, 'merge_group', 'base_sha'),
      };
    case 'push':
      return push(payload);
    case 'schedule':
      return { type: 'schedule' };
    case 'workflow_dispatch':
      return { type: 'dispatch', inputs: inputs(at(payload, 'inputs')) };
    case 'pull_request_target':
      throw new TenantryError({
        id: 'action-event',
        message:
          'Tenantry does not run on `pull_request_target`: it would hand its permissions to files that nobody has reviewed.',
        remedy: 'Use `on: pull_request` in the workflow.',
      });
    default:
      throw new TenantryError({
        id: 'action-event',
        message: `Tenantry does not know what to do on \`${name.replace(/[^\w-]/g, '?')}\`.`,
        remedy:
          'Run it on `pull_request`, `merge_group`, `push`, `schedule` or `workflow_dispatch`, or name the command to run.',
      });
  }
}

const nothing = '0'.repeat(40);

function push(payload: unknown): RunnerEvent {
  const branch = /^refs\/heads\/(.+)$/s.exec(text(payload, 'ref'))?.[1];
  const before = commit(payload, 'before');
  const after = commit(payload, 'after');
  if (branch === undefined || after === nothing)
    throw new TenantryError({
      id: 'action-event',
      message: 'This push made no commit on a branch: it is about a tag, or deleted a branch.',
      remedy: 'Name the branches in the workflow: `on: { push: { branches: [main] } }`.',
    });
  return { type: 'push', after, branch, ...(before !== nothing && { before }) };
}

/** GitHub writes null where a workflow declares none. */
function inputs(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const at = (payload: unknown, ...path: readonly string[]): unknown => path.reduce<unknown>(member, payload);

function text(payload: unknown, ...path: readonly string[]): string {
  const value = at(payload, ...path);
  if (typeof value !== 'string') throw broken(path);
  return value;
}

function whole(payload: unknown, ...path: readonly string[]): number {
  const value = at(payload, ...path);
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw broken(path);
  return value;
}

function commit(payload: unknown, ...path: readonly string[]): string {
  const value = text(payload, ...path);
  if (!/^[0-9a-f]{40}$/.test(value)) throw broken(path);
  return value;
}

function broken(path: readonly string[]): TenantryError {
  return new TenantryError({
    id: 'action-event',
    message: `The event file has no \`${path.join('.')}\` as GitHub writes it.`,
    remedy: 'GITHUB_EVENT_NAME and GITHUB_EVENT_PATH have to be those that the runner set.',
  });
}
