import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant, type WithTenant } from '../support/github/with-tenant.ts';
import { codeBlocks, read, section, written } from './document.ts';

/** The steps of docs/github.md, with the permissions and files that stand there, from the empty repository on. */

const document = read('docs/github.md');
const step = (number: number): string => {
  const heading = document.split('\n').find((line) => line.startsWith(`### Step ${number}:`)) ?? '';
  return codeBlocks(section(document, heading), 'bash').join('\n');
};
const permissions = (number: number): readonly string[] =>
  /for NAME in (.*); do/.exec(step(number))?.[1]?.split(' ') ?? [];

let all: WithTenant;
beforeAll(async () => {
  all = await withTenant({
    files: () => ({ 'README.md': 'Our tenant.\n' }),
    people: { 'adele.vance': 'Sales', 'lee.gu': 'Sales' },
    groups: [
      {
        id: '00000000-0000-4000-8000-000000000051',
        displayName: 'SG-Engineering',
        mailNickname: 'sg-engineering',
        mailEnabled: false,
        securityEnabled: true,
        groupTypes: ['DynamicMembership'],
        membershipRule: 'user.department -eq "Engineering"',
        membershipRuleProcessingState: 'On',
        members: [],
      },
    ],
    reader: permissions(3),
    writer: permissions(8),
  });
});
afterAll(() => all.close());

const log = async (doing: ReturnType<WithTenant['run']>): Promise<string> => {
  const done = await doing;
  const said = done.steps.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n');
  return done.conclusion === 'success' ? 'success' : said;
};

test('steps 1 to 7 end with a plan on the pull request', async () => {
  const { github, tenantId, run } = all;
  github.push('main', {
    '.gitignore': '.tenantry/\n',
    ...written(step(6), { TENANT: tenantId }),
  });
  expect(github.files('main')?.['tenant/tenant.yaml']).toContain(tenantId);
  const files = written(step(7));
  expect(Object.keys(files)).toEqual(['tenant/users/first.yaml']);
  github.openPullRequest({ branch: 'first', edits: files });
  expect(await log(run('plan.yml', { event: 'pull_request', number: 1, action: 'opened' }))).toBe('success');
  const [comment] = github.comments(1);
  expect(comment?.body).toContain('department: `Sales` → `Engineering`');
  expect(comment?.body).toContain('SG-Engineering');
  expect(github.checks(github.pull(1).head)).toMatchObject([
    { name: 'Tenantry plan', conclusion: 'success' },
  ]);
  expect(all.departmentOf('adele.vance')).toBe('Sales');
});

test('step 10 has nothing to apply', async () => {
  const { github, run } = all;
  const push = github.push('main', { '.github/workflows/apply.yml': 'name: Apply\n' });
  expect(await log(run('apply.yml', { event: 'push', ...push }))).toBe('success');
  expect(github.issues()).toEqual([]);
});

test('the code owners of step 11 come by a pull request that needs no plan', async () => {
  const { github, run } = all;
  const owners = codeBlocks(document, 'text').find((text) => text.includes('/tenant/tenant.yaml')) ?? '';
  expect(owners).not.toBe('');
  const number = github.openPullRequest({ branch: 'owners', edits: { '.github/CODEOWNERS': owners } });
  expect(await log(run('plan.yml', { event: 'pull_request', number, action: 'opened' }))).toBe('success');
  expect(github.checks(github.pull(number).head)).toMatchObject([
    { name: 'Tenantry plan', conclusion: 'success' },
  ]);
  expect(await log(run('apply.yml', { event: 'push', ...github.merge(number) }))).toBe('success');
});

test('step 12 applies what was planned', async () => {
  const { github, run } = all;
  expect(await log(run('apply.yml', { event: 'push', ...github.merge(1) }))).toBe('success');
  expect(all.departmentOf('adele.vance')).toBe('Engineering');
  expect(all.departmentOf('lee.gu')).toBe('Sales');
  expect(github.comments(1)[0]?.body).toContain('### Applied');
  expect(github.issues()).toEqual([]);
});

test('and the next morning there is no drift', async () => {
  all.emulator.settle();
  expect(await log(all.run('drift.yml', { event: 'schedule' }))).toBe('success');
  expect(all.github.issues()).toEqual([]);
});
