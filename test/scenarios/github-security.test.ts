import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planSealing } from '../../src/adapters/sealing/plan-sealing.ts';
import {
  ended,
  file,
  log,
  people,
  settings,
  settingsFile,
  startPlace,
  type Place,
} from './github-support.ts';
import type { WorkflowRun } from '../support/github/run-workflow.ts';
import { id } from '../support/tenant.ts';

/** Who may have what written into the tenant, and who learns of it. */

const key = Buffer.alloc(32, 7).toString('base64');

const seal = (text: string, by = key): string => planSealing(by).seal(text);
const changed = (plan: string, change: object): string =>
  seal(JSON.stringify({ ...(JSON.parse(plan) as object), ...change }));
/** Names of the variables that steps were given. */
const secrets = (steps: readonly { readonly environment: object }[]): string =>
  JSON.stringify(steps.map(({ environment }) => Object.keys(environment)));

describe('a pull request from a fork', () => {
  let place: Place;
  beforeAll(async () => {
    place = await startPlace({}, { secrets: { TENANTRY_PLAN_KEY: key } });
  });
  afterAll(() => place.close());

  const fork = (text: string): number =>
    place.github.openPullRequest({ branch: 'main', edits: { [file]: text }, as: 'mallory', fork: true });

  test('is not planned: no step of that workflow runs', async () => {
    const done = await place.plan(fork(people({ adele: 'HR' })));
    expect(done).toMatchObject({ conclusion: 'skipped', steps: [] });
  });

  test('is validated without a tenant, a secret or an identity', async () => {
    const number = fork(people({ adele: 'HR' }));
    place.emulator.clearRequests();
    const asked = place.github.requests().length;
    const done = await place.run('validate.yml', { event: 'pull_request', number });
    expect(ended(done)).toBe('success');
    expect(done.steps[0]?.summary).toContain('The files are valid');
    expect(place.emulator.requests().requests).toEqual([]);
    expect(place.github.requests().slice(asked)).toEqual([]);
    expect(secrets(done.steps)).not.toMatch(/ID_TOKEN|AZURE|TENANTRY_PLAN_KEY/);
    expect(readFileSync(done.steps[0]?.environment['GITHUB_EVENT_PATH'] ?? '', 'utf8')).not.toContain(key);
  });

  test('with a mistake has it shown at its line', async () => {
    const number = fork(people().replace('department: HR', 'departmnt: HR'));
    const done = await place.run('validate.yml', { event: 'pull_request', number });
    expect(done.conclusion).toBe('failure');
    expect(done.steps[0]?.code).toBe(3);
    expect(log(done)).toMatch(/::error [^\n]*file=tenant\/users\/all\.yaml[^\n]*line=\d+/);
    expect(done.steps[0]?.summary).toContain('departmnt');
    expect(place.github.comments(number)).toEqual([]);
  });

  test('is validated alone even where the plan is asked for', async () => {
    const number = fork(people({ adele: 'HR' }));
    place.emulator.clearRequests();
    const done = await place.run(
      'validate.yml',
      { event: 'pull_request', number },
      { with: { command: 'plan' } },
    );
    expect(ended(done)).toBe('success');
    expect(place.emulator.requests().requests).toEqual([]);
  });
});

describe('a pull request that loosens what guards the tenant', () => {
  let place: Place;
  beforeAll(async () => {
    place = await startPlace({
      files: {
        [settingsFile]: settings(
          'guards: { usersChanged: { count: 1 } }\nprotected: { users: [isaiah@contoso.com] }\n',
        ),
        [file]: people(),
      },
    });
  });
  afterAll(() => place.close());

  test('is held to what the base says, and the comment says so first', async () => {
    const number = place.github.openPullRequest({
      branch: 'loosen',
      edits: {
        [settingsFile]: settings('guards: { usersChanged: { count: 100 } }\n'),
        [file]: people({ adele: 'HR', lee: 'HR', isaiah: 'HR' }),
      },
    });
    const done = await place.plan(number);
    expect(done.conclusion).toBe('failure');
    expect(done.steps[0]?.code).toBe(4);
    const [, first, second] = place.comment(number).split('\n');
    expect([first, second]).toEqual([
      '> [!CAUTION]',
      expect.stringContaining('This pull request loosens what guards the tenant.'),
    ]);
    expect(place.comment(number)).toMatch(/users changed[\s\S]*limit&nbsp;1\b/);
    expect(place.comment(number)).toMatch(/protected[\s\S]*isaiah@contoso\.com/);
    expect(place.github.checks(place.github.pull(number).head)).toMatchObject([
      { conclusion: 'failure', title: 'Refused by a guard' },
    ]);
  });

  test('and is merged by force has nothing applied, and the issue says why', async () => {
    const done = await place.apply(place.github.merge(1));
    expect(done.conclusion).toBe('failure');
    expect(place.writes()).toBe(0);
    expect(place.failure()).toMatch(/^Not applied to Contoso\n/);
    expect(place.failure()).toMatch(/- #1: a guard refused its plan, in run \d+\./);
  });
});

// The people of the cases below.
const person = (index: number) => ({ name: `p${index}`, id: id(200 + index) });
const fileOf = (index: number): string => `tenant/users/p${index}.yaml`;
const textOf = (index: number, department: string): string =>
  `users:\n  - user: ${person(index).name}@contoso.com\n    id: ${person(index).id}\n    department: ${department}\n`;

/** Each changes one person and is planned; then something happens, all are merged, and one apply follows. */
describe('what is no approval', () => {
  interface Planned {
    readonly number: number;
    readonly branch: string;
    readonly run: number;
    /** The plan that the run stored, in plain text. */
    readonly plan: string;
  }
  interface Case {
    readonly what: string;
    /** Part of what the issue says of it. */
    readonly why: RegExp;
    readonly edits?: Readonly<Record<string, string>>;
    readonly fork?: boolean;
    readonly after?: (of: Planned) => unknown;
  }

  let place: Place;
  let applied: WorkflowRun;
  const numbers = new Map<string, number>();

  const replaced = (run: number, text: string): Promise<number> =>
    place.github.uploadArtifact(run, 'tenantry-plan', { 'plan.json': text });
  /** Whoever may write to a repository may edit every comment in it. */
  const edited = (number: number, edit: (body: string) => string): void => {
    const comment = place.github.comments(number).find(({ author }) => author === 'github-actions[bot]');
    if (comment) Object.assign(comment, { body: edit(comment.body) });
  };
  const anotherRun = (branch: string): number =>
    place.github.runStarted({
      workflow: 'plan.yml',
      event: 'pull_request',
      commit: place.github.head(branch),
      branch,
    });

  const cases: readonly Case[] = [
    { what: 'a fork', why: /it comes from a fork/, fork: true },
    {
      what: 'a plan by another workflow',
      why: /plan\.yml never ran for its last commit/,
      after: ({ run }) => Object.assign(place.github.run(run), { workflow: 'other.yml' }),
    },
    {
      what: "a plan by a fork's run on a branch of the same name",
      why: /plan\.yml never ran for its last commit/,
      after: ({ run }) => Object.assign(place.github.run(run), { fork: true }),
    },
    {
      what: 'a plan by a run that was pushed, not proposed',
      why: /plan\.yml never ran for its last commit/,
      after: ({ run }) => Object.assign(place.github.run(run), { event: 'push' }),
    },
    {
      what: 'a plan of an older commit',
      why: /plan\.yml never ran for its last commit/,
      after: ({ branch }) => place.github.push(branch, { [`notes/${branch}.md`]: 'Anything.\n' }),
    },
    {
      what: 'a run that failed after one that succeeded',
      why: /did not succeed \(failure\)/,
      after: ({ branch }) => place.github.finishRun(anotherRun(branch), 'failure'),
    },
    {
      what: 'a run that goes on',
      why: /had not ended when it was merged/,
      after: ({ branch }) => anotherRun(branch),
    },
    {
      what: 'an expired plan',
      why: /left no plan/,
      after({ run }) {
        for (const artifact of place.github.artifacts(run)) place.github.expire(artifact.id);
      },
    },
    {
      what: 'a plan of another tenant',
      why: /its plan is for the tenant 99999999-/,
      after: ({ run, plan }) =>
        replaced(
          run,
          changed(plan, { tenant: { id: '99999999-0000-4000-8000-000000000000', name: 'Fabrikam' } }),
        ),
    },
    {
      what: 'a plan of another format',
      why: /not a plan of this version/,
      after: ({ run, plan }) => replaced(run, changed(plan, { format: 99 })),
    },
    {
      what: 'a plan encrypted with another key',
      why: /cannot be decrypted/,
      after: ({ run, plan }) => replaced(run, seal(plan, Buffer.alloc(32, 8).toString('base64'))),
    },
    {
      what: 'a plan that is not encrypted',
      why: /is not encrypted/,
      after: ({ run, plan }) => replaced(run, plan),
    },
    {
      what: 'an artifact that is no zip file',
      why: /Artifact \d+/,
      after: ({ run }) => place.github.uploadBytes(run, 'tenantry-plan', Buffer.from('not a zip file')),
    },
    {
      what: 'another plan than the comment shows',
      why: /its comment shows the plan 0000000000000000/,
      after: ({ number }) =>
        edited(number, (body) => body.replace(/"digest":"[0-9a-f]+"/, `"digest":"${'0'.repeat(64)}"`)),
    },
    {
      what: 'a comment that somebody else wrote in the place of ours',
      why: /the comment with its plan is gone/,
      after({ number }) {
        place.github.say(number, place.comment(number), 'mallory');
        edited(number, () => 'Nothing to see here.');
      },
    },
    {
      what: 'a change of the workflow',
      why: /it changes \.github\/workflows\/plan\.yml/,
      edits: { '.github/workflows/plan.yml': 'on: pull_request\n' },
    },
    {
      what: 'a change of the Action',
      why: /it changes \.github\/actions\/tenantry\/dist\/action\.mjs/,
      edits: { '.github/actions/tenantry/dist/action.mjs': 'process.exit(0);\n' },
    },
  ];
  /** After the cases, somebody with whom nothing is wrong. */
  const honest = cases.length;
  const all = [...cases.keys(), honest];

  beforeAll(async () => {
    place = await startPlace(
      {
        files: {
          [settingsFile]: settings('guards: { usersChanged: { count: 100 } }\n'),
          ...Object.fromEntries(all.map((index) => [fileOf(index), textOf(index, 'Sales')])),
        },
      },
      {
        secrets: { TENANTRY_PLAN_KEY: key },
        users: all.map((index) => ({
          id: person(index).id,
          displayName: person(index).name,
          userPrincipalName: `${person(index).name}@contoso.com`,
          mailNickname: person(index).name,
          department: 'Sales',
          accountEnabled: true,
        })),
      },
    );
    const { github } = place;
    const before = github.head();
    const planned = async (index: number): Promise<void> => {
      const { what = 'nothing', edits, fork = false, after } = cases[index] ?? {};
      const branch = `case-${index}`;
      const number = github.openPullRequest({
        branch,
        fork,
        edits: { [fileOf(index)]: textOf(index, 'HR'), ...edits },
      });
      numbers.set(what, number);
      const { run, conclusion, steps } = await place.plan(number);
      expect([what, conclusion]).toEqual([what, fork ? 'skipped' : 'success']);
      const [plan = ''] = steps.map(({ stored }) => stored['plan.json'] ?? '');
      await after?.({
        number,
        branch,
        run,
        plan: plan === '' ? '' : planSealing(key).open(plan, 'plan.json'),
      });
    };
    for (const index of all) await planned(index);
    for (const number of numbers.values()) github.merge(number, 'squash');
    applied = await place.apply({ branch: 'main', before, after: github.head() });
  }, 180_000);
  afterAll(() => place.close());

  test('is not written, while the rest is', () => {
    expect(applied.conclusion).toBe('failure');
    const written = place.emulator
      .state()
      .users.filter((user) => user['department'] === 'HR' && String(user['displayName']).startsWith('p'));
    expect(written.map((user) => user['displayName'])).toEqual([person(honest).name]);
    expect(place.comment(numbers.get('nothing') ?? 0)).toContain('Partly applied');
  });

  test.each(cases)('$what: the issue says why', ({ what, why }) => {
    const line = (place.failure() ?? '')
      .split('\n')
      .find((each) => each.startsWith(`- #${numbers.get(what)}: `));
    expect(line?.replaceAll(/&#8203;|[\\`]/g, '')).toMatch(why);
  });

  test('and a comment of somebody else is left alone', () => {
    const number = numbers.get('a comment that somebody else wrote in the place of ours') ?? 0;
    const theirs = place.github.comments(number).filter(({ author }) => author === 'mallory');
    expect(theirs.map(({ body }) => body.includes('"state":"planned"'))).toEqual([true]);
  });
});

describe('an apply started by hand on a branch that is not merged', () => {
  let place: Place;
  beforeAll(async () => {
    place = await startPlace();
  });
  afterAll(() => place.close());

  test('writes nothing, and says where to start it', async () => {
    place.github.push('mine', { [file]: people({ adele: 'HR' }) });
    const done = await place.run('apply.yml', { event: 'workflow_dispatch', branch: 'mine' });
    expect(done.conclusion).toBe('failure');
    expect(place.writes()).toBe(0);
    expect(log(done)).toContain(
      'This run is of refs/heads/mine, and only what is merged into main is applied',
    );
    expect(place.failure()).toContain('Start the workflow on main.');
  });
});
