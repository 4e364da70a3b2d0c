import { afterAll, beforeAll, expect } from 'vitest';
import type { State } from '../../src/emulator/state.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import type { RunOptions } from '../support/github/environment.ts';
import { startGitHub, type GitHubLoopback, type GitHubOptions, type Push } from '../support/github/github.ts';
import { runWorkflow, type Surroundings, type WorkflowRun } from '../support/github/run-workflow.ts';
import { id } from '../support/tenant.ts';

/** A small practice tenant and its repository, without sign-in: for what happens around the story. */

export const tenantId = emptyState().organization.id;
export const file = 'tenant/users/all.yaml';
export const settingsFile = 'tenant/tenant.yaml';

const departments = { adele: 'Sales', lee: 'Sales', megan: 'HR', nestor: 'HR', isaiah: 'Legal' };
const numbers = { adele: 1, lee: 2, megan: 3, nestor: 4, isaiah: 5 };
export type Name = keyof typeof departments;
export const names = Object.keys(departments) as readonly Name[];

/** The file of the people as it is to be. */
export const people = (changed: Readonly<Partial<Record<Name, string>>> = {}): string =>
  `users:\n${Object.entries({ ...departments, ...changed })
    .map(
      ([name, department]) =>
        `  - user: ${name}@contoso.com\n    id: ${id(numbers[name as Name])}\n    department: ${department}\n`,
    )
    .join('')}`;

export const settings = (rest = 'guards: { membersLeaving: { count: 10 } }\n'): string =>
  `format: 1\ntenant: { id: ${tenantId} }\n${rest}`;

const groups = `groups:
  - group: sg-sales
    id: ${id(51)}
    displayName: SG-Sales
    membership: { rule: user.department -eq "Sales", processing: on }
`;

export interface Place {
  readonly emulator: Emulator;
  readonly github: GitHubLoopback;
  readonly run: (workflow: string, occasion: RunOptions, more?: Surroundings) => Promise<WorkflowRun>;
  readonly plan: (number: number, more?: Surroundings) => Promise<WorkflowRun>;
  readonly apply: (push: Push, more?: Surroundings) => Promise<WorkflowRun>;
  /** `apply.yml` started by hand: plans all of main and applies it. */
  readonly dispatch: (more?: Surroundings) => Promise<WorkflowRun>;
  readonly drift: (more?: Surroundings) => Promise<WorkflowRun>;
  /** A branch of its own with other departments. Returns the number of its pull request. */
  readonly propose: (changed: Readonly<Partial<Record<Name, string>>>, title?: string) => number;
  readonly departmentOf: (name: Name) => unknown;
  /** PATCH, POST and the like that reached the tenant. */
  readonly writes: () => number;
  /** The open issue about an apply that failed: title and body. */
  readonly failure: () => string | undefined;
  /** The one comment of Tenantry. */
  readonly comment: (number: number) => string;
  readonly close: () => Promise<void>;
}

export async function startPlace(
  options: GitHubOptions = {},
  {
    secrets = {},
    with: given = {},
    users = [],
  }: Pick<Surroundings, 'secrets' | 'with'> & { readonly users?: State['users'] } = {},
): Promise<Place> {
  const emulator = await startEmulator({
    throttling: false,
    state: {
      ...emptyState(),
      users: [
        ...users,
        ...Object.entries(departments).map(([name, department]) => ({
          id: id(numbers[name as Name]),
          userPrincipalName: `${name}@contoso.com`,
          displayName: name,
          mailNickname: name,
          accountEnabled: true,
          department,
        })),
      ],
      groups: [
        {
          id: id(51),
          displayName: 'SG-Sales',
          mailNickname: 'sg-sales',
          mailEnabled: false,
          securityEnabled: true,
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.department -eq "Sales"',
          membershipRuleProcessingState: 'On',
          members: [{ id: id(1) }, { id: id(2) }],
        },
      ],
    },
  });
  const github = await startGitHub({
    files: {
      'README.md': 'Our tenant.\n',
      [settingsFile]: settings(),
      [file]: people(),
      'tenant/groups/all.yaml': groups,
    },
    ...options,
  });
  const wanted: Partial<Record<Name, string>> = {};
  let branches = 0;
  const run: Place['run'] = (workflow, occasion, more = {}) =>
    runWorkflow(github, workflow, occasion, {
      ...more,
      secrets: { ...secrets, ...more.secrets },
      with: { endpoint: emulator.graph, ...given, ...more.with },
    });
  return {
    emulator,
    github,
    run,
    plan: (number, more) => run('plan.yml', { event: 'pull_request', number, action: 'synchronize' }, more),
    apply: (push, more) => run('apply.yml', { event: 'push', ...push }, more),
    dispatch: (more) => run('apply.yml', { event: 'workflow_dispatch' }, more),
    drift: (more) => run('drift.yml', { event: 'schedule' }, more),
    propose(changed, title = 'Change something') {
      Object.assign(wanted, changed);
      return github.openPullRequest({
        branch: `change-${++branches}`,
        title,
        edits: { [file]: people(wanted) },
      });
    },
    departmentOf: (name) =>
      emulator.state().users.find((user) => user.id === id(numbers[name]))?.['department'],
    writes: () => emulator.requests().requests.filter(({ method }) => method === 'PATCH').length,
    failure() {
      const open = github
        .issues()
        .filter(({ state, body }) => state === 'open' && body.includes('tenantry:failure'));
      expect(open.length).toBeLessThanOrEqual(1);
      return open[0] && `${open[0].title}\n${open[0].body}`;
    },
    comment(number) {
      const ours = github.comments(number).filter(({ author }) => author === 'github-actions[bot]');
      expect(ours).toHaveLength(1);
      return ours[0]?.body ?? '';
    },
    close: async () => {
      await Promise.all([emulator.close(), github.close()]);
    },
  };
}

/** What a run's steps wrote to its log. */
export const log = ({ steps }: WorkflowRun): string =>
  steps.map(({ stdout, stderr, code }) => `${stdout}\n${stderr}\n(${code})`).join('\n');

/** How it went, with the log where it did not go well. */
export const ended = (done: WorkflowRun): string =>
  done.conclusion === 'success' ? 'success' : `${done.conclusion}\n${log(done)}`;

/** What Markdown shows. */
export const shown = (text: string | undefined): string => (text ?? '').replaceAll(/&#8203;|\\/g, '');

/** A group of tests with a place of their own, each going on where the one before ended. */
export function placed(...options: Parameters<typeof startPlace>): () => Place {
  let place: Place | undefined;
  beforeAll(async () => {
    place = await startPlace(...options);
  });
  afterAll(() => place?.close());
  return () => {
    if (!place) throw new Error('it has not begun');
    return place;
  };
}
