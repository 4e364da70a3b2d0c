import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyApplication, planApplication, servicePrincipals } from '../../src/emulator/contoso/sign-in.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { temporary } from '../support/cli.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.ts';
import type { RunOptions } from '../support/github/environment.ts';
import { startGitHub, type GitHubLoopback, type Push } from '../support/github/github.ts';
import { runWorkflow, type Surroundings, type WorkflowRun } from '../support/github/run-workflow.ts';
import { id } from '../support/tenant.ts';

/**
 * The life of a repository, told once from its first pull request on: the workflows as they are in this repository, the
 * bundled Action as a runner starts it, and real sign-in with the tokens of the jobs. Each part goes on where the one
 * before it ended.
 */

const tenantId = emptyState().organization.id;
const person = (number: number, name: string, department: string) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  department,
});
const dynamic = (number: number, name: string, department: string, members: readonly number[]) => ({
  id: id(number),
  displayName: name,
  mailNickname: name.toLowerCase(),
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: ['DynamicMembership'],
  membershipRule: `user.department -eq "${department}"`,
  membershipRuleProcessingState: 'On',
  members: members.map((each) => ({ id: id(each) })),
});

const departments = { adele: 'Sales', lee: 'Sales', megan: 'HR', nestor: 'HR', isaiah: 'Legal' };
const numbers = { adele: 1, lee: 2, megan: 3, nestor: 4, isaiah: 5 };
type Name = keyof typeof departments;

/** The file of the people as it is to be. */
const people = (changed: Readonly<Partial<Record<Name, string>>> = {}): string =>
  `users:\n${Object.entries({ ...departments, ...changed })
    .map(
      ([name, department]) =>
        `  - user: ${name}@contoso.com\n    id: ${id(numbers[name as Name])}\n    department: ${department}\n`,
    )
    .join('')}`;
const groups = `groups:
  - group: sg-sales
    id: ${id(51)}
    displayName: SG-Sales
    membership: { rule: user.department -eq "Sales", processing: on }
  - group: sg-hr
    id: ${id(52)}
    displayName: SG-HR
    membership: { rule: user.department -eq "HR", processing: on }
`;
const file = 'tenant/users/all.yaml';

let emulator: Emulator;
let github: GitHubLoopback;
let proxy: ConnectProxy;
let surroundings: Surroundings;

beforeAll(async () => {
  emulator = await startEmulator({
    tls: true,
    throttling: false,
    state: {
      ...emptyState(),
      users: [
        person(1, 'adele', 'Sales'),
        person(2, 'lee', 'Sales'),
        person(3, 'megan', 'HR'),
        person(4, 'nestor', 'HR'),
        person(5, 'isaiah', 'Legal'),
        person(8, 'raul', 'HR'),
        person(9, 'nina', 'Sales'),
      ],
      groups: [dynamic(51, 'SG-Sales', 'Sales', [1, 2, 9]), dynamic(52, 'SG-HR', 'HR', [3, 4, 8])],
      applications: [planApplication, applyApplication].map(({ appId }, index) => ({
        id: id(90 + index),
        appId,
        displayName: index === 0 ? 'Tenantry plan' : 'Tenantry',
      })),
      servicePrincipals,
    },
  });
  github = await startGitHub({
    files: {
      'README.md': 'Our tenant.\n',
      'tenant/tenant.yaml': `format: 1\ntenant: { id: ${tenantId} }\nguards: { membersLeaving: { count: 10 } }\n`,
      [file]: people(),
      'tenant/groups/all.yaml': groups,
    },
  });
  const subject = (environment: string) => ({
    federated: {
      issuer: github.issuer,
      subject: `repo:${github.repository}:environment:${environment}`,
    },
  });
  emulator.addCredential(planApplication.appId, subject('tenantry-plan'));
  emulator.addCredential(applyApplication.appId, subject('tenant'));
  proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  const authority = join(temporary(), 'authority.pem');
  writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
  surroundings = {
    env: { ...proxy.environment(authority), NODE_USE_ENV_PROXY: '' },
    vars: (environment) => ({
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: environment === 'tenant' ? applyApplication.appId : planApplication.appId,
    }),
  };
});
afterAll(() => Promise.all([emulator.close(), proxy.close(), github.close()]));

const run = (workflow: string, occasion: RunOptions, more: Surroundings = {}): Promise<WorkflowRun> =>
  runWorkflow(github, workflow, occasion, { ...surroundings, ...more });
const plan = (number: number, action = 'synchronize'): Promise<WorkflowRun> =>
  run('plan.yml', { event: 'pull_request', number, action });
const apply = (push: Push, more: Surroundings = {}): Promise<WorkflowRun> =>
  run('apply.yml', { event: 'push', ...push }, more);
const drift = (): Promise<WorkflowRun> => run('drift.yml', { event: 'schedule' });

/** The one comment of a pull request. */
function commentOn(number: number): string {
  const [comment, ...others] = github.comments(number);
  expect(others).toEqual([]);
  return comment?.body ?? '';
}
const departmentOf = (name: Name): unknown =>
  emulator.state().users.find((user) => user.id === id(numbers[name]))?.['department'];
/** How it went, with the log where it did not go well. */
const ended = (done: WorkflowRun): string =>
  done.conclusion === 'success' ? 'success' : `${done.conclusion}\n${log(done)}`;
const log = ({ steps }: WorkflowRun): string =>
  steps.map(({ stdout, stderr, code }) => `${stdout}\n${stderr}\n(${code})`).join('\n');

/** What a golden file keeps of a text: everything but what is another each time. */
const steady = (text: string): string =>
  text
    .replaceAll(github.serverUrl, 'https://github.example')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'DIGEST')
    .replaceAll(/(?<="digest":"|digest <code>|digest `)[0-9a-f]+/g, 'DIGEST')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'COMMIT')
    .replaceAll(/(?<=commit `?)[0-9a-f]{7,12}\b/g, 'COMMIT')
    .replaceAll(/(?<=\/runs\/)\d+/g, 'RUN')
    .replaceAll(String.raw`\u002d`, '-')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?/g, 'WHEN')
    .replaceAll(/\d{4}-\d\d-\d\d/g, 'DAY')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'REQUEST');
const golden = (name: string): string => `golden/github/${name}.md`;
const issue = (title: RegExp) => github.issues().find((each) => title.test(each.title));

describe('a pull request', () => {
  let first: number;

  test('opened: one comment, one check, one artifact', async () => {
    github.openPullRequest({
      branch: 'adele-to-hr',
      title: 'Adele goes to HR',
      edits: { [file]: people({ adele: 'HR' }) },
    });
    const done = await plan(1, 'opened');
    expect(ended(done)).toBe('success');
    first = github.comments(1)[0]?.id ?? 0;
    await expect(steady(commentOn(1))).toMatchFileSnapshot(golden('opened'));
    const [check, ...others] = github.checks(github.pull(1).head);
    expect(others).toEqual([]);
    expect(check).toMatchObject({ name: 'Tenantry plan', conclusion: 'success' });
    expect(done.steps[0]?.outputs).toMatchObject({ changes: '1', introduced: '1', verdict: 'passed' });
    expect(github.artifacts(done.run)).toMatchObject([{ name: 'tenantry-plan' }]);
    expect(Object.keys(done.steps[0]?.stored ?? {}).toSorted()).toEqual([
      'plan.html',
      'plan.json',
      'run.txt',
    ]);
    expect(done.steps[0]?.summary).toContain('adele@contoso.com');
    expect(departmentOf('adele')).toBe('Sales');
  });

  test('pushed to again: the same comment, for the new commit', async () => {
    github.push('adele-to-hr', { [file]: people({ adele: 'HR', lee: 'HR' }) });
    const done = await plan(1);
    expect(ended(done)).toBe('success');
    expect(github.comments(1).map(({ id: each }) => each)).toEqual([first]);
    await expect(steady(commentOn(1))).toMatchFileSnapshot(golden('pushed'));
  });

  test('that touches nothing of the tenant ends at once, and asks neither the tenant nor for a token', async () => {
    github.openPullRequest({ branch: 'readme', edits: { 'README.md': 'Our tenant, as code.\n' } });
    emulator.clearRequests();
    const done = await plan(2, 'opened');
    expect(ended(done)).toBe('success');
    expect(emulator.requests().requests).toEqual([]);
    expect(github.comments(2)).toEqual([]);
    expect(github.checks(github.pull(2).head)).toMatchObject([{ conclusion: 'success' }]);
    github.closePullRequest(2);
  });
});

describe('a merge', () => {
  test('applies what was reviewed, and says so on the comment and the deployment', async () => {
    const push = github.merge(1);
    // Meanwhile somebody has the next change of the same attribute planned, with the first not applied.
    github.openPullRequest({
      branch: 'adele-to-legal',
      edits: { [file]: people({ adele: 'Legal', lee: 'HR' }) },
    });
    expect((await plan(3, 'opened')).conclusion).toBe('success');
    expect(commentOn(3)).toMatch(/pending/i);
    const done = await apply(push);
    expect(ended(done)).toBe('success');
    emulator.settle();
    expect([departmentOf('adele'), departmentOf('lee')]).toEqual(['HR', 'HR']);
    await expect(steady(commentOn(1))).toMatchFileSnapshot(golden('applied'));
    expect(github.deployments('tenant')[0]?.statuses[0]).toMatchObject({ state: 'success' });
    expect(github.issues()).toEqual([]);
    expect(done.steps.map(({ outputs }) => outputs['verdict'])).toEqual([undefined, 'applied']);
  });

  test('makes the open plans anew, since main has moved under them', async () => {
    const [again] = github.reruns();
    expect(again).toMatchObject({ workflow: 'plan.yml', commit: github.pull(3).head });
    const done = await run('plan.yml', { event: 'pull_request', number: 3, ...(again && { run: again.id }) });
    expect(ended(done)).toBe('success');
    expect(commentOn(3)).not.toMatch(/pending/i);
  });

  test('of a second pull request on the same attribute applies that', async () => {
    const done = await apply(github.merge(3, 'squash'));
    expect(ended(done)).toBe('success');
    expect(departmentOf('adele')).toBe('Legal');
    expect(commentOn(3)).toContain('pplied');
  });

  test('of what nobody planned applies nothing of it, and opens an issue', async () => {
    github.openPullRequest({
      branch: 'unplanned',
      edits: { [file]: people({ adele: 'Legal', lee: 'Legal' }) },
    });
    const done = await apply(github.merge(4));
    expect(done.conclusion).toBe('failure');
    expect(departmentOf('lee')).toBe('HR');
    const opened = issue(/applied to Contoso/i);
    expect(opened?.state).toBe('open');
    await expect(steady(`${opened?.title}\n\n${opened?.body}`)).toMatchFileSnapshot(golden('failure-issue'));
  });

  test('of what was planned for another branch, with another workflow file, applies nothing of it', async () => {
    github.push('elsewhere', {});
    const number = github.openPullRequest({
      branch: 'two-ways',
      base: 'elsewhere',
      edits: { [file]: people({ adele: 'HR', lee: 'Legal' }) },
    });
    expect((await plan(number, 'opened')).conclusion).toBe('success');
    github.retarget(number, 'main');
    const done = await apply(github.merge(number));
    expect(done.conclusion).toBe('failure');
    expect(departmentOf('adele')).toBe('Legal');
    expect(issue(/applied to Contoso/i)?.body).toContain('was first for another branch');
    github.push('main', { [file]: people({ adele: 'Legal', lee: 'Legal' }) });
  });

  test('by hand: what main wants is planned, shown to the reviewers of the environment, and applied; the issue is closed', async () => {
    const done = await run('apply.yml', { event: 'workflow_dispatch' });
    expect(ended(done)).toBe('success');
    expect(done.steps.map(({ job }) => job)).toEqual(['plan', 'apply', 'apply']);
    expect(departmentOf('lee')).toBe('Legal');
    expect(issue(/applied to Contoso/i)?.state).toBe('closed');
    emulator.settle();
  });
});

describe('a tenant that was changed by hand', () => {
  test('has an issue that says what differs, and who did it', async () => {
    emulator.edit('user', id(3), { department: 'Marketing' });
    const done = await drift();
    expect(ended(done)).toBe('success');
    const opened = issue(/drift/i);
    expect(opened?.state).toBe('open');
    expect(opened?.body).toContain('Portal Administrator');
    await expect(steady(`${opened?.title}\n\n${opened?.body}`)).toMatchFileSnapshot(golden('drift-issue'));
  });

  test('is restored by a start of the apply by hand, and the issue is closed by the next look', async () => {
    const done = await run('apply.yml', { event: 'workflow_dispatch' });
    expect(ended(done)).toBe('success');
    expect(departmentOf('megan')).toBe('HR');
    emulator.settle();
    expect((await drift()).conclusion).toBe('success');
    expect(issue(/drift/i)?.state).toBe('closed');
  });
});

describe('a runner that dies in the middle of an apply', () => {
  const wanted = { adele: 'HR', lee: 'HR', megan: 'Legal', nestor: 'Legal', isaiah: 'HR' } as const;
  let number: number;

  test('leaves some of it written, and GitHub knows of a deployment that goes on', async () => {
    number = github.openPullRequest({ branch: 'many', edits: { [file]: people(wanted) } });
    expect((await plan(number, 'opened')).conclusion).toBe('success');
    const push = github.merge(number);
    const held = emulator.holdAtWrite(3, 'after');
    const done = await apply(push, {
      onStarted: (child) => void held.then(() => child.kill('SIGKILL')),
    });
    emulator.release({ abandon: true });
    expect(done.steps.at(-1)?.code).toBe(null);
    const written = Object.entries(wanted).filter(
      ([name, department]) => departmentOf(name as Name) === department,
    );
    expect(written).toHaveLength(3);
    expect(github.deployments('tenant')[0]?.statuses[0]).toMatchObject({ state: 'in_progress' });
  });

  test('is followed by a run that finishes it', async () => {
    const { after } = github.push('main', { 'README.md': 'Our tenant. All of it.\n' });
    const done = await apply({ branch: 'main', before: github.pull(number).mergeCommit, after });
    expect(ended(done)).toBe('success');
    for (const [name, department] of Object.entries(wanted))
      expect(departmentOf(name as Name)).toBe(department);
    expect(log(done)).toContain('interrupted');
    await expect(steady(commentOn(number))).toMatchFileSnapshot(golden('resumed'));
    expect(github.deployments('tenant')[0]?.statuses[0]).toMatchObject({ state: 'success' });
  });
});
