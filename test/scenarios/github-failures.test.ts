import { describe, expect, test } from 'vitest';
import { id } from '../support/tenant.ts';
import { ended, file, log, people, placed, shown } from './github-support.ts';

/** What becomes of a repository when something breaks: the tenant, the runner, GitHub. */

describe('an apply that does not go through', () => {
  const place = placed();
  let number = 0;

  test('in part: an issue, a comment and a deployment that say so', async () => {
    const { emulator, github, propose, plan, apply, departmentOf } = place();
    number = propose({ adele: 'HR', isaiah: 'HR' });
    expect(ended(await plan(number))).toBe('success');
    emulator.addFault({
      method: 'PATCH',
      path: id(5),
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
    const done = await apply(github.merge(number));
    emulator.clearFaults();
    expect(done.conclusion).toBe('failure');
    expect(done.steps.at(-1)).toMatchObject({ code: 6, outputs: { verdict: 'partly' } });
    expect([departmentOf('adele'), departmentOf('isaiah')]).toEqual(['HR', 'Legal']);
    expect(place().comment(number)).toMatch(
      /### Partly applied to Contoso[\s\S]*1 applied[\s\S]*isaiah@contoso\.com/,
    );
    expect(place().failure()).toMatch(/Partly applied to Contoso[\s\S]*isaiah@contoso\.com/);
    expect(github.deployments('tenant')[0]?.statuses[0]).toMatchObject({ state: 'failure' });
  });

  test('started by hand: the rest is applied, and the issue closed with a word', async () => {
    const done = await place().dispatch();
    expect(ended(done)).toBe('success');
    expect(place().departmentOf('isaiah')).toBe('HR');
    expect(place().failure()).toBeUndefined();
    const [issue] = place().github.issues();
    expect(
      place()
        .github.comments(issue?.number ?? 0)
        .map(({ body }) => body),
    ).toEqual([expect.stringContaining('A later apply went through')]);
  });

  test('cancelled while it writes: what was sent is finished, and what was done is told', async () => {
    const { emulator, github, plan, apply, departmentOf } = place();
    number = github.openPullRequest({
      branch: 'rule',
      edits: {
        [file]: people({ adele: 'HR', isaiah: 'HR', nestor: 'Legal' }),
        'tenant/groups/all.yaml': `groups:\n  - group: sg-sales\n    id: ${id(51)}\n    displayName: SG-Sales\n    membership: { rule: user.department -eq "Sales" -or user.department -eq "Field", processing: on }\n`,
      },
    });
    expect(ended(await plan(number))).toBe('success');
    const held = emulator.holdAtWrite(1, 'after');
    const done = await apply(github.merge(number), {
      onStarted: (child) =>
        void held.then(() => {
          child.kill('SIGINT');
          emulator.release();
        }),
    });
    expect(done.conclusion).toBe('failure');
    expect(done.steps.at(-1)?.code).toBe(130);
    expect(log(done)).not.toContain('This is a mistake in Tenantry');
    expect(departmentOf('nestor')).toBe('Legal');
    expect(rule()).toBe('user.department -eq "Sales"');
    expect(place().comment(number)).toContain('### Partly applied to Contoso');
    expect(shown(place().failure())).toMatch(
      /The apply was interrupted\. The next one goes on where it ended/,
    );
    expect(github.artifacts(done.run)).toMatchObject([{ name: 'tenantry-journal' }, {}]);
  });

  test('and the next run goes on there', async () => {
    const { github, apply } = place();
    const push = github.push('main', { 'README.md': 'Go on.\n' });
    const done = await apply(push);
    expect(ended(done)).toBe('success');
    expect(rule()).toBe('user.department -eq "Sales" -or user.department -eq "Field"');
    expect(place().comment(number)).toContain('### Applied to Contoso');
    expect(place().failure()).toBeUndefined();
  });

  const rule = (): unknown =>
    place()
      .emulator.state()
      .groups.find((group) => group.id === id(51))?.['membershipRule'];
});

describe("GitHub's API failing in the middle", () => {
  const place = placed();

  test('for a while: it is waited for, and nothing is said twice', async () => {
    const { github, propose, plan, apply } = place();
    const number = propose({ adele: 'HR' });
    github.fail({ method: 'POST', path: '/comments', what: { status: 502 } });
    github.fail({
      path: '/check-runs',
      what: {
        status: 403,
        message: 'You have exceeded a secondary rate limit.',
        headers: { 'retry-after': '1' },
      },
    });
    expect(ended(await plan(number))).toBe('success');
    expect(place().comment(number)).toContain('### Plan for Contoso');
    github.fail({ path: '/statuses', method: 'POST', what: { status: 500 } });
    github.fail({ path: '/comments', method: 'PATCH', what: { drop: 'after' } });
    expect(ended(await apply(github.merge(number)))).toBe('success');
    expect(place().comment(number)).toContain('### Applied to Contoso');
  });

  test('for good, when the comment is to be written: the rest is told, and the job fails', async () => {
    const { github, propose, plan, apply, departmentOf } = place();
    const number = propose({ isaiah: 'HR' });
    expect(ended(await plan(number))).toBe('success');
    const push = github.merge(number);
    // The first says that it is being applied, the second what came of it.
    github.fail({
      method: 'PATCH',
      path: '/issues/comments/',
      after: 1,
      times: 1,
      what: { status: 403, message: 'Resource not accessible by integration' },
    });
    const done = await apply(push);
    expect(done.conclusion).toBe('failure');
    expect(departmentOf('isaiah')).toBe('HR');
    expect(done.steps.at(-1)).toMatchObject({ code: 1, outputs: { verdict: 'applied' } });
    expect(log(done)).toContain('The token may not edit a comment');
    expect(done.steps.at(-1)?.summary).toContain('### Applied to Contoso');
    expect(github.deployments('tenant')[0]?.statuses.map(({ state }) => state)).toContain('success');
    expect(place().failure()).toBeUndefined();
    expect(github.artifacts(done.run)).toMatchObject([{ name: 'tenantry-journal' }, {}]);
  });

  test('for good, before anything is written: nothing is, and the job says why', async () => {
    const { github, propose, plan, apply } = place();
    const number = propose({ nestor: 'Legal' });
    expect(ended(await plan(number))).toBe('success');
    const writes = place().writes();
    const push = github.merge(number);
    github.fail({
      path: '/actions/workflows/',
      what: { status: 403, message: 'Resource not accessible by integration' },
    });
    const done = await apply(push);
    expect(done.conclusion).toBe('failure');
    expect(place().writes()).toBe(writes);
    expect(shown(place().failure())).toMatch(/The token may not list the runs of plan\.yml/);
    expect(ended(await apply(push))).toBe('success');
    expect(place().departmentOf('nestor')).toBe('Legal');
    expect(place().failure()).toBeUndefined();
  });
});
