import { startEmulator } from '../../src/emulator/emulator.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { describe, expect, test } from 'vitest';
import { id } from '../support/tenant.ts';
import {
  ended,
  file,
  log,
  names,
  people,
  settings,
  tenantId,
  placed,
  shown,
  type Place,
} from './github-support.ts';

/** The lives that repositories have besides the plain one. */

const key = Buffer.alloc(32, 7).toString('base64');
const secrets = { TENANTRY_PLAN_KEY: key };
describe.each([
  {
    visibility: 'public' as const,
    hidden: /adele|lee|megan|nestor|isaiah|SG-Sales|00000000-0000-4000-8000|Sales|\bHR\b|Legal/,
  },
  { visibility: 'internal' as const, hidden: /adele|lee@|megan|nestor|isaiah|SG-Sales|Sales|\bHR\b|Legal/ },
])('a repository that is $visibility', ({ visibility, hidden }) => {
  const place = placed({ visibility });
  /** Everything that people who see the repository can read, but for the files. */
  const seen = (runs: readonly { readonly steps: Awaited<ReturnType<Place['plan']>>['steps'] }[]): string => {
    const { github } = place();
    return [
      ...[1, 2].flatMap((number) => github.comments(number).map(({ body }) => body)),
      ...github.issues().map(({ title, body }) => `${title}\n${body}`),
      ...github.checks().map((check) => JSON.stringify(check)),
      ...github.deployments().map((each) => JSON.stringify(each)),
      ...runs.flatMap(({ steps }) =>
        steps.flatMap(({ stdout, stderr, summary, stored, outputs }) => [
          stdout,
          stderr,
          summary,
          JSON.stringify(outputs),
          // What is encrypted is any letters, and so at times a name.
          ...Object.values(stored).map((text) => text.replace(/"(?:ciphertext|iv|tag)": "[^"]*"/g, '')),
        ]),
      ),
    ].join('\n');
  };

  test('without a key: nothing is planned, and the comment says what to do', async () => {
    const number = place().propose({ adele: 'HR', isaiah: 'HR' }, 'Move two');
    const done = await place().plan(number);
    expect(done.conclusion).toBe('failure');
    expect(done.steps[0]?.stored).toEqual({});
    expect(place().comment(number)).toContain('No plan: it could not be made');
    expect(shown(place().comment(number))).toMatch(
      /more people can see contoso\/tenant[\s\S]*openssl rand -base64 32/,
    );
    expect(log(done)).toContain('TENANTRY_PLAN_KEY');
    expect(seen([done])).not.toMatch(hidden);
  });

  test('with a key: numbers, and an artifact that nobody else can read', async () => {
    const done = await place().plan(1, { secrets });
    expect(ended(done)).toBe('success');
    expect(done.steps[0]?.stored['plan.json']).toContain('ciphertext');
    expect(place().comment(1)).toContain('**1 member leaves 1 group.**');
    expect(seen([done])).not.toMatch(hidden);
  });

  test('applied: nothing more is seen', async () => {
    const done = await place().apply(place().github.merge(1), { secrets });
    expect(ended(done)).toBe('success');
    expect(place().departmentOf('adele')).toBe('HR');
    expect(place().comment(1)).toContain('**2 writes: 2 applied.**');
    expect(seen([done])).not.toMatch(hidden);
  });

  test('partly applied, and drifted: nothing more is seen', async () => {
    const { emulator, github, propose, plan, apply, drift } = place();
    const number = propose({ megan: 'Legal', nestor: 'Legal' });
    expect(ended(await plan(number, { secrets }))).toBe('success');
    emulator.addFault({
      method: 'PATCH',
      path: '000000000003',
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'No right to write megan@contoso.com',
    });
    const done = await apply(github.merge(number), { secrets });
    emulator.clearFaults();
    expect(done.conclusion).toBe('failure');
    expect(place().failure()).toContain('Partly applied');
    const drifted = await drift({ secrets });
    expect(ended(drifted)).toBe('success');
    expect(github.issues()).toHaveLength(2);
    expect(seen([done, drifted])).not.toMatch(hidden);
  });
});

describe('what keeps a pull request from a plan', () => {
  const place = placed();
  let signedOut = 0;

  test('invalid files: a comment, and each mistake at its line', async () => {
    const number = place().github.openPullRequest({
      branch: 'wrong',
      edits: { [file]: people().replace('department: HR', 'departmnt: HR') },
    });
    const done = await place().plan(number);
    expect(done.conclusion).toBe('failure');
    expect(done.steps[0]).toMatchObject({ code: 3, outputs: { 'exit-code': '3', verdict: 'error' } });
    expect(place().comment(number)).toContain('No plan: the files have problems');
    expect(shown(place().comment(number))).toMatch(/tenant\/users\/all\.yaml:\d+:\d+[\s\S]*departmnt/);
    const [check] = place().github.checks(place().github.pull(number).head);
    expect(check).toMatchObject({ conclusion: 'failure', title: 'The files have problems' });
    expect(check?.annotations).toMatchObject([{ path: file, start_line: 10, annotation_level: 'failure' }]);
  });

  test('merged by force: nothing is written, and the issue names the line', async () => {
    const done = await place().apply(place().github.merge(1));
    expect(done.conclusion).toBe('failure');
    expect(done.steps[0]?.code).toBe(3);
    expect(place().writes()).toBe(0);
    expect(shown(place().failure())).toMatch(/The apply failed for[\s\S]*tenant\/users\/all\.yaml:10:\d+/);
    expect(place().github.deployments('tenant')[0]?.statuses[0]).toMatchObject({ state: 'failure' });
  });

  test('mended: the next apply that goes through closes the issue', async () => {
    place().github.push('main', { [file]: people() });
    expect(ended(await place().dispatch())).toBe('success');
    expect(place().failure()).toBeUndefined();
    expect(
      place()
        .github.issues()
        .map(({ state }) => state),
    ).toEqual(['closed']);
  });

  test('nobody can sign in: the comment says so, and that the files are not what is wrong', async () => {
    const number = place().propose({ adele: 'HR' });
    signedOut = number;
    place().emulator.addFault({
      path: '/organization',
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Access token has expired.',
    });
    const done = await place().plan(number);
    place().emulator.clearFaults();
    expect(done.conclusion).toBe('failure');
    expect(place().comment(number)).toContain('No plan: it could not be made');
    expect(place().comment(number)).toContain('The files are not what is wrong');
    expect(place().github.checks(place().github.pull(number).head)).toMatchObject([
      { conclusion: 'failure', title: 'It could not be planned' },
    ]);
  });

  test('and an apply for which nobody can sign in writes nothing, and says so on the comment and in the issue', async () => {
    const proposed = signedOut;
    expect(ended(await place().plan(proposed))).toBe('success');
    place().emulator.addFault({
      path: '/organization',
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Access token has expired.',
    });
    const done = await place().apply(place().github.merge(proposed));
    place().emulator.clearFaults();
    expect(done.conclusion).toBe('failure');
    expect(place().writes()).toBe(0);
    expect(place().failure()).toContain('The apply failed for');
    expect(place().comment(proposed)).toMatch(/Not applied to[\s\S]*Nothing was written/);
  });
});

describe('on its way to the merge', () => {
  const place = placed();

  test('a merge queue: what it tries has a check, and no comment', async () => {
    const number = place().propose({ adele: 'HR' });
    const queued = place().github.enqueue(number);
    const done = await place().run('plan.yml', { event: 'merge_group', ...queued });
    expect(ended(done)).toBe('success');
    expect(place().github.comments(number)).toEqual([]);
    expect(place().github.checks(queued.headCommit)).toMatchObject([
      { name: 'Tenantry plan', conclusion: 'success' },
    ]);
  });

  test('main has moved since: the plan is held against main as it is', async () => {
    place().github.push('main', { 'README.md': 'Moved.\n' });
    place().github.push('change-1', { [file]: people({ adele: 'HR', isaiah: 'HR' }) });
    expect(ended(await place().plan(1))).toBe('success');
    expect(place().comment(1)).toContain('2 users: 2 changes in 2 writes.');
  });

  test('newer commits than the run: it ends with what to do, and leaves the comment alone', async () => {
    const before = place().comment(1);
    const { github } = place();
    const outdated = await place().run(
      'plan.yml',
      { event: 'pull_request', number: 1 },
      { onJob: () => void github.push('change-1', { [file]: people({ adele: 'HR' }) }) },
    );
    expect(outdated.conclusion).toBe('failure');
    expect(log(outdated)).toContain('Nothing needs to be done: their own run plans them.');
    expect(place().comment(1)).toBe(before);
  });

  test('the files are as on main again: the comment says so', async () => {
    place().github.push('change-1', { [file]: people(), 'README.md': 'Moved back.\n' });
    const done = await place().plan(1);
    expect(ended(done)).toBe('success');
    expect(done.steps[0]?.outputs['changed']).toBe('false');
    expect(place().comment(1)).toContain("This pull request no longer changes the tenant's files.");
    expect(place().github.checks(place().github.pull(1).head)).toMatchObject([{ conclusion: 'success' }]);
  });
});

describe('several pull requests before one apply', () => {
  const place = placed();
  const merged: number[] = [];
  const files = Object.fromEntries(names.map((name) => [name, `tenant/users/${name}.yaml`]));

  test('squashed, rebased, merged and queued: each plan counts, and each comment says what came of it', async () => {
    const { github, plan, apply, departmentOf } = place();
    const each = people().split(/(?=  - user)/);
    const textOf = (name: string): string =>
      `users:\n${each.find((text) => text.includes(`${name}@`)) ?? ''}`;
    github.push('main', {
      [file]: null,
      ...Object.fromEntries(names.map((name) => [files[name] ?? '', textOf(name)])),
    });
    const base = github.head();
    const ways = [
      ['adele', 'squash'],
      ['megan', 'rebase'],
      ['nestor', 'merge'],
      ['isaiah', 'queue'],
    ] as const;
    for (const [name, way] of ways) {
      const path = files[name] ?? '';
      const number = github.openPullRequest({
        branch: way,
        edits: { [path]: textOf(name).replace(/department: \w+/, 'department: Finance') },
      });
      merged.push(number);
      github.push(way, { [`notes/${way}.md`]: 'A second commit.\n' });
      expect(ended(await plan(number))).toBe('success');
      if (way === 'queue') github.enqueue(number);
      github.merge(number, way);
    }
    const done = await apply({ branch: 'main', before: base, after: github.head() });
    expect(ended(done)).toBe('success');
    expect(ways.map(([name]) => departmentOf(name))).toEqual(ways.map(() => 'Finance'));
    expect(departmentOf('lee')).toBe('Sales');
    for (const number of merged) expect(place().comment(number)).toContain('### Applied to Contoso');
    expect(github.issues()).toEqual([]);
  });
});

describe('GitHub Enterprise Server, which stores no artifacts', () => {
  const place = placed({ enterprise: true }, { secrets, with: { store: 'branch' } });
  const more = { permissions: { contents: 'write' } } as const;

  test('plans and journals are kept on branches, encrypted', async () => {
    const { github, propose, plan, apply, departmentOf } = place();
    expect(github.apiUrl).toMatch(/\/api\/v3$/);
    const number = propose({ adele: 'HR' });
    expect(ended(await plan(number, more))).toBe('success');
    expect(github.files(`tenantry/plan-${number}`)?.['plan.json']).toContain('ciphertext');
    const done = await apply(github.merge(number), more);
    expect(ended(done)).toBe('success');
    expect(departmentOf('adele')).toBe('HR');
    const journals = Object.entries(github.files('tenantry/journal') ?? {});
    expect(journals.filter(([name]) => name.endsWith('.jsonl'))).toMatchObject([
      [expect.anything(), expect.stringContaining('ciphertext')],
    ]);
  });

  test('a plan that another run put there is none', async () => {
    const { github, propose, plan, apply, departmentOf } = place();
    const number = propose({ isaiah: 'HR' });
    expect(ended(await plan(number, more))).toBe('success');
    github.push(`tenantry/plan-${number}`, { 'run.txt': '1\n' });
    expect((await apply(github.merge(number), more)).conclusion).toBe('failure');
    expect(departmentOf('isaiah')).toBe('Legal');
    expect(place().failure()).toContain('left no plan');
  });

  test('started by hand', async () => {
    expect(ended(await place().dispatch(more))).toBe('success');
    expect(place().departmentOf('isaiah')).toBe('HR');
    expect(place().failure()).toBeUndefined();
  });

  test('without the right to write branches, the job names it', async () => {
    const done = await place().plan(place().propose({ lee: 'HR' }));
    expect(done.conclusion).toBe('failure');
    expect(log(done)).toContain('`contents: write`');
  });
});

const zoe = (department: string): string =>
  `users:\n  - user: zoe@contoso.com\n    id: ${id(21)}\n    department: ${department}\n`;

describe('two tenants in one repository', () => {
  const place = placed();
  const other = 'ffffffff-0000-4000-8000-00000000000b';

  test('have a comment, a check and an apply each', async () => {
    const { organization, ...state } = emptyState();
    const second = await startEmulator({
      throttling: false,
      state: {
        ...state,
        organization: { ...organization, id: other, displayName: 'Fabrikam' },
        users: [
          {
            id: id(21),
            userPrincipalName: 'zoe@contoso.com',
            displayName: 'zoe',
            mailNickname: 'zoe',
            accountEnabled: true,
            department: 'Sales',
          },
        ],
      },
    });
    try {
      const { github, plan, apply, departmentOf } = place();
      const files = 'tenants/b/users/all.yaml';
      github.push('main', {
        'tenants/b/tenant.yaml': settings('').replace(tenantId, other),
        [files]: zoe('Sales'),
      });
      const given = {
        directory: 'tenants/b',
        endpoint: second.graph,
        environment: 'tenant-b',
        'plan-workflow': 'plan-b.yml',
        'apply-workflow': 'apply-b.yml',
      };
      const number = github.openPullRequest({
        branch: 'both',
        edits: { [file]: people({ adele: 'HR' }), [files]: zoe('HR') },
      });
      expect(ended(await plan(number))).toBe('success');
      expect(ended(await plan(number, { copiedAs: 'plan-b.yml', with: given }))).toBe('success');
      expect(github.comments(number).map(({ body }) => /### .*/.exec(body)?.[0])).toEqual([
        '### Plan for Contoso',
        '### Plan for Fabrikam',
      ]);
      expect(github.checks(github.pull(number).head).map(({ name }) => name)).toEqual([
        'Tenantry plan',
        'Tenantry plan: tenants/b',
      ]);
      const push = github.merge(number);
      expect(ended(await apply(push))).toBe('success');
      expect(departmentOf('adele')).toBe('HR');
      expect(second.state().users[0]?.['department']).toBe('Sales');
      expect(ended(await apply(push, { copiedAs: 'apply-b.yml', with: given }))).toBe('success');
      expect(second.state().users[0]?.['department']).toBe('HR');
      expect(github.comments(number).map(({ body }) => /### .*/.exec(body)?.[0])).toEqual([
        '### Applied to Contoso',
        '### Applied to Fabrikam',
      ]);
    } finally {
      await second.close();
    }
  });
});

describe('drift', () => {
  const place = placed();

  test('accepted: the values are on a branch to be reviewed, and the issue leads there', async () => {
    expect(ended(await place().dispatch())).toBe('success');
    place().emulator.edit('user', id(3), { department: 'Marketing' });
    const done = await place().drift({ with: { accept: 'true' } });
    expect(ended(done)).toBe('success');
    expect(place().github.files('tenantry/accept-drift')?.[file]).toBe(people({ megan: 'Marketing' }));
    expect(place().github.issues()[0]?.body).toContain('/compare/tenantry/accept-drift?expand=1');
    expect(place().github.files('main')?.[file]).toBe(people());
  });

  test('that somebody makes again and again is left out of an apply by hand', async () => {
    const { emulator, dispatch, departmentOf } = place();
    for (let time = 0; time < 2; time++) {
      expect(ended(await dispatch())).toBe('success');
      expect(departmentOf('megan')).toBe('HR');
      emulator.settle();
      emulator.advance(60_000);
      emulator.edit('user', id(3), { department: 'Marketing' });
      emulator.settle();
    }
    const done = await dispatch();
    expect(ended(done)).toBe('success');
    expect(departmentOf('megan')).toBe('Marketing');
    expect(done.steps[0]?.summary).toMatch(/left out/i);
  });
});
