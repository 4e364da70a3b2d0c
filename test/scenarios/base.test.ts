import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { type Ended } from '../support/cli.ts';
import { planOf, practiceAt, tenantry, workplace, type Workplace } from './end-to-end-support.ts';

/** A pull request: a repository with a branch main, and on top of it what the pull request changes. */
interface PullRequest extends Workplace {
  run(command: string, ...more: readonly string[]): Promise<Ended>;
}

let emulator: Emulator;
let applied: ReturnType<Emulator['state']>;
beforeAll(async () => {
  emulator = await startEmulator({ state: contoso() });
  const place = workplace();
  await tenantry(['apply', '--yes', '--endpoint', emulator.graph], { cwd: place.folder });
  applied = emulator.state();
});
afterAll(() => emulator.close());

function git(folder: string, ...args: readonly string[]): void {
  const settings = [
    '-c',
    'user.name=Adele',
    '-c',
    'user.email=adele@contoso.com',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', [...settings, ...args], { cwd: folder, stdio: 'ignore' });
}

/** Main as `prepare` leaves the example, whose tenant is as main says. */
function pullRequest(
  prepare: (place: Workplace) => void,
  files?: Readonly<Record<string, string>>,
): PullRequest {
  emulator.putState(applied);
  const place = workplace(files);
  prepare(place);
  git(place.folder, 'init', '--quiet', '--initial-branch', 'main');
  git(place.folder, 'add', '--all');
  git(place.folder, 'commit', '--quiet', '--message', 'main');
  git(place.folder, 'switch', '--quiet', '--create', 'request');
  return {
    ...place,
    run: (command, ...more) =>
      tenantry([command, ...(command === 'validate' ? [] : ['--endpoint', emulator.graph]), ...more], {
        cwd: place.folder,
      }),
  };
}

const nothing = (): void => {};

/** A misspelt key that main has already. */
const withOldProblem = (): PullRequest =>
  pullRequest((place) =>
    place.replace('tenant/users/legal.yaml', 'jobTitle: Paralegal', 'jobTitel: Paralegal'),
  );

/** Nothing may be cleared. */
const withStrictGuard = (): PullRequest =>
  pullRequest((place) =>
    place.replace('tenant/tenant.yaml', 'valuesCleared: { count: 10 }', 'valuesCleared: { count: 0 }'),
  );

/** `name attribute` by origin, and what is released. */
function origins(text: string) {
  const plan = planOf(text);
  const by = (origin: string): string[] =>
    plan.changes
      .filter((change) => change.origin === origin)
      .map(({ object, attribute }) => `${plan.names[object] ?? object} ${attribute}`);
  const released = plan.released.map(
    ({ object, attribute, value }) =>
      `${plan.names[object] ?? object} ${attribute}: ${JSON.stringify(value).replaceAll('"', '')}`,
  );
  return { introduced: by('introduced'), pending: by('pending'), released };
}

describe('plan --base', () => {
  test('tells what the pull request brings from what was pending, and what it lets go', async () => {
    const request = pullRequest(nothing);
    // Pending: main says otherwise, and nobody has applied it yet.
    await practiceAt(emulator.graph).patch('/users/adele.vance@contoso.com', { jobTitle: 'Architect' });
    request.replace('tenant/users/executives.yaml', 'Chief Revenue Officer', 'Chief Commercial Officer');
    request.replace('tenant/users/engineering.yaml', '    jobTitle: Director of Engineering\n', '');
    const { code, stdout } = await request.run('plan', '--base', 'main', '--json');
    expect(origins(stdout)).toEqual({
      introduced: ['isaiah.langer@contoso.com jobTitle'],
      pending: ['adele.vance@contoso.com jobTitle'],
      released: ['lee.gu@contoso.com jobTitle: Director of Engineering'],
    });
    expect(planOf(stdout).provenance.base).toBe('main');
    expect(code).toBe(0);

    const text = (await request.run('plan', '--base', 'main')).stdout;
    const headings = text.split('\n').filter((line) => /^(INTRODUCED|ALREADY|Released|Blocked)/.test(line));
    expect(headings).toEqual([
      'INTRODUCED since main',
      'ALREADY PENDING at main',
      'Blocked: declared, but it cannot be written',
      'Released: no longer managed here, the live values stay',
    ]);
  });

  test('without it everything counts as pending', async () => {
    const request = pullRequest(nothing);
    request.replace('tenant/users/executives.yaml', 'Chief Revenue Officer', 'Chief Commercial Officer');
    const { stdout } = await request.run('plan', '--json');
    expect(origins(stdout)).toEqual({
      introduced: [],
      pending: ['isaiah.langer@contoso.com jobTitle'],
      released: [],
    });
  });

  test('a pull request that changes nothing introduces nothing', async () => {
    const { code, stdout } = await pullRequest(nothing).run('plan', '--base', 'main', '--json');
    expect({ code, ...origins(stdout) }).toEqual({ code: 0, introduced: [], pending: [], released: [] });
  });
});

describe('problems that main has too', () => {
  test('fail nothing', async () => {
    const request = withOldProblem();
    request.replace('tenant/users/executives.yaml', 'Chief Revenue Officer', 'Chief Commercial Officer');
    const { code, stdout, stderr } = await request.run('plan', '--base', 'main', '--json');
    expect({ code, ...origins(stdout) }).toMatchObject({
      code: 0,
      introduced: ['isaiah.langer@contoso.com jobTitle'],
    });
    expect(stderr).toContain('`jobTitel` is not known here');
    expect(stderr).toContain('They were there before and fail nothing');
    expect(await request.run('validate', '--base', 'main')).toMatchObject({ code: 0 });
    expect(await request.run('validate')).toMatchObject({ code: 3 });
  });

  test('fail nothing where lines have moved either', async () => {
    const request = withOldProblem();
    const text = request.read('tenant/users/legal.yaml');
    request.write('tenant/users/legal.yaml', text.replace('users:\n', '# Kept by Joni.\n\nusers:\n'));
    expect(await request.run('validate', '--base', 'main')).toMatchObject({ code: 0 });
  });

  test('are not shown with new ones, which fail', async () => {
    const request = withOldProblem();
    request.replace(
      'tenant/users/executives.yaml',
      'jobTitle: Chief Revenue Officer',
      'jobTittle: Chief Revenue Officer',
    );
    const { code, stderr } = await request.run('plan', '--base', 'main');
    expect(code).toBe(3);
    expect(stderr).toContain('`jobTittle` is not known here');
    expect(stderr).not.toContain('jobTitel`');
    expect(stderr).toContain('1 problem in 1 file.');
  });
});

describe('the guards of main', () => {
  test('count, also where the pull request loosens them, and that is said', async () => {
    const request = withStrictGuard();
    request.replace('tenant/tenant.yaml', 'valuesCleared: { count: 0 }', 'valuesCleared: { count: 100 }');
    request.replace('tenant/users/engineering.yaml', 'jobTitle: Director of Engineering', 'jobTitle: null');
    const { code, stdout } = await request.run('plan', '--base', 'main');
    expect(code).toBe(4);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'guard valuesCleared is loosened from 0 to 100; what main says counts',
    );
    expect(stdout).toMatch(/REFUSED +values cleared: 1, limit 0/);
    expect(await request.run('plan')).toMatchObject({ code: 0 });
  });

  test('give way to stricter ones of the pull request, which are no loosening', async () => {
    const request = pullRequest(nothing);
    request.replace('tenant/tenant.yaml', 'valuesCleared: { count: 10 }', 'valuesCleared: { count: 0 }');
    request.replace('tenant/users/engineering.yaml', 'jobTitle: Director of Engineering', 'jobTitle: null');
    const { code, stdout } = await request.run('plan', '--base', 'main', '--json');
    expect({ code, loosened: planOf(stdout).loosened }).toEqual({ code: 4, loosened: [] });
  });

  test('protect whom main protects', async () => {
    const request = pullRequest(nothing);
    request.replace('tenant/tenant.yaml', 'users: [breakglass01@contoso.com]', 'users: []');
    request.replace(
      'tenant/users/service-accounts.yaml',
      'displayName: Break Glass 01',
      'displayName: Nothing Special',
    );
    const { code, stdout } = await request.run('plan', '--base', 'main', '--json');
    expect({ code, loosened: planOf(stdout).loosened }).toEqual({
      code: 4,
      loosened: ['breakglass01@contoso.com is no longer among the protected users'],
    });
    expect(
      planOf(stdout)
        .guards.filter(({ verdict }) => verdict === 'refused')
        .map(({ guard }) => guard),
    ).toEqual(['protectedObjects']);
  });

  test('refuse what is blocked and new, but not what was blocked before', async () => {
    const request = pullRequest(nothing);
    const before = await request.run('plan', '--base', 'main', '--json');
    expect({ code: before.code, blocked: planOf(before.stdout).counts.blocked }).toEqual({
      code: 0,
      blocked: 22,
    });
    request.replace(
      'tenant/users/executives.yaml',
      '    jobTitle: Chief Revenue Officer\n',
      '    jobTitle: Chief Revenue Officer\n    employeeId: "4711"\n',
    );
    const { code, stdout } = await request.run('plan', '--base', 'main', '--json');
    const plan = planOf(stdout);
    expect(code).toBe(4);
    expect(
      plan.blocked
        .filter(({ origin }) => origin === 'introduced')
        .map(({ attribute, reason }) => [attribute, reason]),
    ).toEqual([['employeeId', 'heldElsewhere']]);
    expect(
      plan.guards
        .filter(({ verdict }) => verdict === 'refused')
        .map(({ guard, measured }) => [guard, measured]),
    ).toEqual([['blockedIntroduced', 1]]);
    expect(await request.run('plan')).toMatchObject({ code: 0 });
  });
});

describe('a base', () => {
  const files = { 'README.md': 'Our directory.\n' };

  test('without the folder: all of a new repository is introduced', async () => {
    const request = pullRequest(nothing, files);
    request.write('tenant/tenant.yaml', 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n');
    request.write(
      'tenant/users/all.yaml',
      'users:\n  - user: adele.vance@contoso.com\n    jobTitle: Architect\n  - user: lee.gu@contoso.com\n    jobTitle: Director\n',
    );
    const { code, stdout } = await request.run('plan', '--base', 'main', '--json');
    expect({ code, ...origins(stdout) }).toEqual({
      code: 0,
      introduced: ['lee.gu@contoso.com jobTitle', 'adele.vance@contoso.com jobTitle'],
      pending: [],
      released: [],
    });
  });

  test('whose tenant.yaml cannot be used is refused, since its guards would count', async () => {
    const request = pullRequest((place) => place.replace('tenant/tenant.yaml', 'format: 1', 'format: [1'));
    request.replace('tenant/tenant.yaml', 'format: [1', 'format: 1');
    const { code, stderr } = await request.run('plan', '--base', 'main');
    expect(code).toBe(1);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toContain('tenant.yaml of the base main cannot be used');
    expect(said).toContain('name another commit with --base');
  });
});
