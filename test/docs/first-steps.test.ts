import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import type { Group, User } from '../../src/emulator/state.ts';
import { administrators, emptyContoso, githubIssuer } from '../scenarios/setup-support.ts';
import { temporary } from '../support/cli.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.ts';
import { keepSecret } from '../support/evidence/record.ts';
import { startGitHub, type GitHubLoopback, type Push } from '../support/github/github.ts';
import { runWorkflow, type WorkflowRun } from '../support/github/run-workflow.ts';
import { codeBlocks, read, section } from './document.ts';
import { documentPlace, type Place } from './first-steps-place.ts';

/** The commands of docs/first-steps.md, as they stand there and in their order, up to a pull request that is merged. */

const document = read('docs/first-steps.md');
const blocks = (part: string): readonly string[] => {
  const heading = document.split('\n').find((line) => line.startsWith(`## ${part}`)) ?? '';
  return codeBlocks(section(document, heading), 'bash');
};

let emulator: Emulator;
let proxy: ConnectProxy;
let github: GitHubLoopback;
let place: Place;
let authority: string;
let ids: { readonly reader: string; readonly writer: string };

const state = emptyContoso();
/** One of many is spelt otherwise, as it happens. */
const oneMisspelt = (user: User): User =>
  user['department'] === 'Engeneering' && !user.userPrincipalName.startsWith('adele.vance@')
    ? { ...user, department: 'Engineering' }
    : user;

/** No rule knows that. */
const wellSpelt = (group: Group): Group => {
  const rule = group['membershipRule'];
  return typeof rule === 'string'
    ? { ...group, membershipRule: rule.replace(', "Engeneering"', '').replace('Engeneering', 'Engineering') }
    : group;
};

beforeAll(async () => {
  github = await startGitHub({ files: { 'README.md': 'tenant\n' }, tokenIssuer: githubIssuer });
  emulator = await startEmulator({
    tls: true,
    throttling: false,
    state: { ...state, users: state.users.map(oneMisspelt), groups: state.groups.map(wellSpelt) },
    issuers: { [githubIssuer]: github.issuer },
  });
  emulator.settle({ all: true });
  proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  authority = join(temporary(), 'authority.pem');
  writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
  const accessToken = emulator.personToken(administrators['Global Administrator'][0]);
  keepSecret('token', accessToken);
  const answer = {
    accessToken,
    expiresOn: '2099-01-01 00:00:00.000000',
    expires_on: Math.floor(Date.now() / 1000) + 3600,
    tenant: emulator.state().organization.id,
    tokenType: 'Bearer',
  };
  place = await documentPlace(JSON.stringify(answer), proxy.environment(authority));
});
afterAll(() => Promise.all([emulator.close(), proxy.close(), github.close()]));

/** Runs every block of a part; what they said together. */
async function follow(part: string): Promise<string> {
  let said = '';
  for (const block of blocks(part)) said += await place.run(block);
  return said;
}

const job = async (workflow: string, occasion: Parameters<typeof runWorkflow>[2]): Promise<WorkflowRun> =>
  await runWorkflow(github, workflow, occasion, {
    env: { ...proxy.environment(authority), NODE_USE_ENV_PROXY: '' },
    vars: (environment) => ({
      AZURE_TENANT_ID: emulator.state().organization.id,
      AZURE_CLIENT_ID: environment === 'tenant' ? ids.writer : ids.reader,
    }),
  });
const log = (done: WorkflowRun): string =>
  done.conclusion === 'success'
    ? 'success'
    : done.steps.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n');

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const directory = () => {
  const { users, groups, exchange } = emulator.state();
  return { users, groups, exchange };
};
const departments = () => new Set(emulator.state().users.map((user) => user['department']));

test('1: a repository', async () => {
  expect(await follow('1.')).toContain('tenant/tenant.yaml');
});

test('2: what the tenant holds, and a plan that is empty', async () => {
  const before = directory();
  const said = await follow('2.');
  expect(said).toContain('users and');
  expect(flat(said)).toContain('Nothing to do: the tenant is as the files say');
  expect(directory()).toEqual(before);
});

test('3: what may not be meant', async () => {
  const said = flat(await follow('3.'));
  expect(said).toContain('near-duplicate');
  expect(said).toContain('Engeneering');
});

test('4: two identities', async () => {
  const [print = '', make = '', environments = '', doctor = ''] = blocks('4.').flatMap((block) =>
    block.includes('--run') ? block.trimEnd().split('\n') : [block],
  );
  const state = emulator.state();
  expect(await place.run(print)).toContain('Tenantry reader');
  expect(emulator.state()).toEqual(state);
  const said = await place.run(make);
  const of = (part: string): string =>
    new RegExp(`The ${part}'s application id: (\\S+)`).exec(said)?.[1] ?? '';
  ids = { reader: of('reader'), writer: of('writer') };
  // The lines for Exchange Online, by hand.
  const objectId = /\$objectId = '([\da-f-]{36})'/.exec(said)?.[1];
  if (objectId !== undefined)
    emulator.assignExchangeRole(objectId, ['Get-Mailbox', 'Get-MailUser', 'Get-Recipient', 'Get-User']);
  place.register({ 'Tenantry reader': ids.reader, 'Tenantry writer': ids.writer });
  await place.run(environments);
  expect(place.calls()).toEqual(
    expect.arrayContaining([
      `gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenantry-plan --body ${ids.reader}`,
      `gh variable set AZURE_CLIENT_ID --repo contoso/tenant --env tenant --body ${ids.writer}`,
      'gh api -X POST repos/contoso/tenant/environments/tenantry-plan/deployment-branch-policies -f name=refs/pull/*/merge',
    ]),
  );
  expect(await place.run(doctor)).toContain('Permissions');
});

test('5: on main, where nothing is to be applied', async () => {
  await follow('5.');
  const before = directory();
  const push: Push = github.push('main', place.files('main'), 'Import the tenant');
  expect(log(await job('apply.yml', { event: 'push', ...push }))).toBe('success');
  expect(directory()).toEqual(before);
  expect(github.issues()).toEqual([]);
});

test('6: the first pull request says what merging it would do', async () => {
  const said = flat(await follow('6.'));
  expect(said).toContain('Who enters and who leaves');
  github.openPullRequest({ branch: 'spelling', edits: place.files('spelling'), title: 'Spelling' });
  expect(log(await job('plan.yml', { event: 'pull_request', number: 1, action: 'opened' }))).toBe('success');
  const [comment] = github.comments(1);
  expect(comment?.body).toContain('department: `Engeneering` → `Engineering`');
  expect(departments()).toContain('Engeneering');
});

test('7: merging it does that, and the plan is empty again', async () => {
  const [merge = '', after = ''] = blocks('7.');
  await place.run(merge);
  expect(log(await job('apply.yml', { event: 'push', ...github.merge(1) }))).toBe('success');
  expect(departments()).not.toContain('Engeneering');
  expect(github.comments(1)[0]?.body).toContain('### Applied');
  emulator.settle();
  expect(flat(await place.run(after))).toContain('Nothing to do: the tenant is as the files say');
  expect(github.issues()).toEqual([]);
});

test('no command of the document is left out', () => {
  const parts = ['1.', '2.', '3.', '4.', '5.', '6.', '7.'];
  expect(parts.flatMap(blocks)).toHaveLength(codeBlocks(document, 'bash').length);
});
