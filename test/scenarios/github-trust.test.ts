import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectGitHub } from '../../src/adapters/github/connect.ts';
import { systemClock } from '../../src/adapters/clock/clock.ts';
import { applyApplication } from '../../src/emulator/contoso/sign-in.ts';
import type { GitHubLoopback, Push } from '../support/github/github.ts';
import type { WorkflowRun } from '../support/github/run-workflow.ts';
import { withTenant, type WithTenant } from '../support/github/with-tenant.ts';

/** What whoever may push a branch, or open a pull request, cannot gain: the claims of docs/github.md about security. */

const start = { adele: 'Sales', lee: 'Sales', megan: 'HR' };
const file = 'tenant/users/all.yaml';
const people = (changed: Readonly<Record<string, string>> = {}): string =>
  `users:\n${Object.entries({ ...start, ...changed })
    .map(([name, department]) => `  - { user: ${name}@contoso.com, department: ${department} }\n`)
    .join('')}`;
const reading = ['Organization.Read.All', 'User.Read.All', 'Group.Read.All'];

let all: WithTenant;
let github: GitHubLoopback;
beforeAll(async () => {
  all = await withTenant({
    files: (tenantId) => ({
      'tenant/tenant.yaml': `format: 1\ntenant: { id: ${tenantId} }\n`,
      [file]: people(),
    }),
    people: start,
    reader: reading,
    writer: [...reading, 'User.ReadWrite.All', 'Group.ReadWrite.All'],
  });
  github = all.github;
});
afterAll(() => all.close());

const plan = (number: number): Promise<WorkflowRun> =>
  all.run('plan.yml', { event: 'pull_request', number, action: 'opened' });
const apply = (push: Push): Promise<WorkflowRun> => all.run('apply.yml', { event: 'push', ...push });
const log = ({ steps }: WorkflowRun): string => steps.map(({ stdout, stderr }) => stdout + stderr).join('\n');
const issue = (): string => github.issues().find(({ state }) => state === 'open')?.body ?? '';
let branches = 0;
/** A pull request that moves one person, and more where it is said. */
const moving = (
  changed: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
  of: { readonly base?: string; readonly fork?: boolean; readonly as?: string } = {},
): number =>
  github.openPullRequest({
    branch: `branch-${++branches}`,
    edits: { [file]: people(changed), ...more },
    ...of,
  });
/** What is merged goes back to how it was, so that the next case begins there. */
const undo = (): void => {
  const { after } = github.push('main', { [file]: people() });
  github.deploy({ environment: 'tenant', commit: after, state: 'success' });
};

test('of a direct push nothing is applied', async () => {
  const done = await apply(github.push('main', { [file]: people({ lee: 'HR' }) }));
  expect(done.conclusion).toBe('failure');
  expect(all.departmentOf('lee')).toBe('Sales');
  expect(issue()).toContain('it is not in the approved plan');
  undo();
});

test('what was pending on a pull request is not applied by its merge', async () => {
  await apply(github.push('main', { [file]: people({ lee: 'HR' }) }));
  const number = moving({ lee: 'HR', megan: 'Sales' });
  expect((await plan(number)).conclusion).toBe('success');
  expect(github.comments(number)[0]?.body).toContain('merging does not apply it');
  expect((await apply(github.merge(number))).conclusion).toBe('failure');
  // What it introduces is.
  expect([all.departmentOf('lee'), all.departmentOf('megan')]).toEqual(['Sales', 'Sales']);
  const megan = all.emulator.state().users.find((user) => user['userPrincipalName'] === 'megan@contoso.com');
  all.emulator.edit('user', megan?.id ?? '', { department: 'HR' });
  undo();
});

describe('a plan counts for nothing', () => {
  test('of a pull request that changes workflows, which its comment says before and after the merge', async () => {
    const number = moving({ lee: 'HR' }, { '.github/workflows/other.yml': 'on: push' });
    await plan(number);
    const said = (): string => github.comments(number)[0]?.body ?? '';
    expect(said()).toContain('**Merging applies nothing of this plan:** it changes');
    expect(github.checks(github.pull(number).head)).toMatchObject([
      { conclusion: 'failure', title: 'Merging applies nothing of it' },
    ]);
    expect((await apply(github.merge(number))).conclusion).toBe('failure');
    expect(all.departmentOf('lee')).toBe('Sales');
    expect(said()).toContain('**Nothing of this pull request was applied:** it changes');
    undo();
  });

  test.each(['somebody', 'itself'] as const)('that was made for another branch, moved by %s', async (by) => {
    github.push(`elsewhere-${by}`, {});
    const number = moving({ lee: 'HR' }, {}, { base: `elsewhere-${by}` });
    expect((await plan(number)).conclusion).toBe('success');
    github.retarget(number, 'main', by);
    expect((await apply(github.merge(number))).conclusion).toBe('failure');
    expect(all.departmentOf('lee')).toBe('Sales');
    expect(issue()).toContain('was first for another branch');
    undo();
  });

  test('where the branch has a second pull request, for another branch', async () => {
    github.push('elsewhere', {});
    const number = moving({ lee: 'HR' });
    const other = github.openPullRequest({ branch: github.pull(number).branch, base: 'elsewhere' });
    expect((await plan(other)).conclusion).toBe('success');
    expect((await apply(github.merge(number))).conclusion).toBe('failure');
    expect(all.departmentOf('lee')).toBe('Sales');
    expect(issue()).toMatch(new RegExp(`pull request #\\S*${other} from the same branch is for elsewhere`));
    undo();
  });
});

/** Stores the plan of one run as that of a pull request, as if a workflow had made it. */
async function storeAs(workflow: string, number: number, from: number): Promise<void> {
  const forge = connectGitHub({
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    repository: github.repository,
    token: github.token(),
    clock: systemClock(),
  });
  const files = await forge.download(github.artifacts(from)[0]?.id ?? 0);
  const { head, branch } = github.pull(number);
  const run = github.runStarted({ workflow, event: 'pull_request', commit: head, branch });
  const text = new TextDecoder().decode(files.get('plan.json'));
  await github.uploadArtifact(run, 'tenantry-plan', { 'plan.json': text });
  github.finishRun(run, 'success');
}

test('a plan that somebody managed to forge lets nothing through that is not merged', async () => {
  const planned = moving({ lee: 'HR' });
  const { run } = await plan(planned);
  const number = moving({ megan: 'Legal' });
  await storeAs('plan.yml', number, run);
  expect((await apply(github.merge(number))).conclusion).toBe('failure');
  expect([all.departmentOf('lee'), all.departmentOf('megan')]).toEqual(['Sales', 'HR']);
  github.closePullRequest(planned);
  undo();
});

describe('a deployment that somebody made up', () => {
  test('of what is merged leaves it out', async () => {
    const number = moving({ lee: 'HR' });
    await plan(number);
    const push = github.merge(number);
    github.deploy({ environment: 'tenant', commit: push.after, state: 'success' });
    expect((await apply(push)).steps[0]?.summary).toContain('Nothing to apply');
    expect(all.departmentOf('lee')).toBe('Sales');
    undo();
  });

  test('of an older commit lets nothing through that nobody planned', async () => {
    const before = github.head();
    const push = github.merge(moving({ lee: 'HR' }));
    github.deploy({ environment: 'tenant', commit: push.after, state: 'success' });
    github.deploy({ environment: 'tenant', commit: before, state: 'success' });
    const again = github.push('main', { 'README.md': 'Our tenant.\n' });
    expect((await apply(again)).conclusion).toBe('failure');
    expect(all.departmentOf('lee')).toBe('Sales');
    undo();
  });
});

test('a start by hand does not bring back what main said before', async () => {
  github.push('main', { [file]: people({ lee: 'HR' }) });
  let started = 0;
  const done = await all.run(
    'apply.yml',
    { event: 'workflow_dispatch' },
    { onStarted: () => void (++started === 2 && github.push('main', { [file]: people() })) },
  );
  expect(done.conclusion).toBe('failure');
  expect(done.steps.map(({ job }) => job)).toEqual(['plan', 'apply']);
  expect(log(done)).toContain('Start the workflow anew');
  expect(all.departmentOf('lee')).toBe('Sales');
  undo();
});

test('a job of a pull request cannot sign in as the writer', async () => {
  const number = moving({ lee: 'HR' });
  const done = await all.run(
    'plan.yml',
    { event: 'pull_request', number, action: 'opened' },
    { vars: () => ({ AZURE_TENANT_ID: all.tenantId, AZURE_CLIENT_ID: applyApplication.appId }) },
  );
  expect(done.conclusion).toBe('failure');
  expect(log(done)).toContain('No federated credential');
  github.closePullRequest(number);
});

test('a comment with our marker that somebody else wrote is left alone, and ours stands beside it', async () => {
  const number = moving({ lee: 'HR' });
  await plan(number);
  const [ours] = github.comments(number);
  const other = moving({ lee: 'Legal' });
  github.say(other, ours?.body ?? '', 'somebody');
  await plan(other);
  expect(github.comments(other).map(({ author }) => author)).toEqual(['somebody', 'github-actions[bot]']);
  expect(github.comments(other)[0]?.body).toBe(ours?.body);
  expect(github.comments(other)[1]?.body).toContain('Legal');
});

test('two pull requests that are merged before anything is applied are applied together', async () => {
  const first = moving({ lee: 'Legal' });
  const second = moving({ lee: 'Legal', megan: 'Legal' });
  for (const number of [first, second]) expect((await plan(number)).conclusion).toBe('success');
  github.merge(first);
  expect((await apply(github.merge(second))).conclusion).toBe('success');
  expect([all.departmentOf('lee'), all.departmentOf('megan')]).toEqual(['Legal', 'Legal']);
});
