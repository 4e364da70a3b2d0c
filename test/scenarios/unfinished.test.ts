import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { State } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { practise, settings, yaml, type Entry, type Practice, type Texts } from './support-practice.ts';

/** An apply did not come to its end, and somebody goes on working. */

const person = (number: number, name: string) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  department: 'Sales',
});
const state: State = {
  ...emptyState(),
  users: [person(1, 'adele'), person(2, 'lee')],
  groups: [
    {
      id: id(50),
      displayName: 'Pilot',
      mailNickname: 'pilot',
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
      owners: [{ id: id(1) }, { id: id(2) }],
    },
  ],
};
const made = {
  group: 'sg-it',
  displayName: 'IT',
  mailNickname: 'it',
  type: 'security',
  owners: ['adele@contoso.com', 'lee@contoso.com'],
};
const wants = (department = 'IT', more: readonly Entry[] = []): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', [{ user: 'adele@contoso.com', department }, ...more]),
  'groups/all.yaml': yaml('groups', [made, { group: 'pilot', id: id(50), delete: true }]),
});
const said = (text: string): string => text.replaceAll(/\s+/g, ' ');

let practice: Practice;
let approved: Plan;
/** Everything is written but one owner of the new group and the deletion. */
beforeEach(async () => {
  practice = await practise({ state });
  approved = await practice.plan(wants());
  practice.fillDisk((line) => line.startsWith('{"record":"intent"') && line.includes(`add owner ${id(2)}`));
  const stopped: unknown = await practice.apply(wants(), approved).catch((error: unknown) => error);
  if (!(stopped instanceof TenantryError)) throw new Error('The apply was not interrupted.');
  practice.fillDisk();
});
afterEach(() => practice.close());

const exists = (name: string): boolean =>
  practice.emulator.state().groups.some((group) => group['displayName'] === name);
const words = /An apply that began at \S+ was interrupted after [23] of 5 writes/;

describe('a plan says that the next apply finishes the earlier one first', () => {
  test('in the place of the next step', async () => {
    const shown = await practice.show(wants(), { only: ['user:adele@contoso.com'] });
    expect(said(shown.stdout)).toMatch(words);
    expect(said(shown.stdout)).toMatch(/Or take back what it wrote: tenantry rollback \S+\.jsonl --endpoint/);
    expect(shown.stdout).not.toContain('Next: apply it');
  });

  test('also where a guard refuses the plan', async () => {
    const strict = { ...wants(), 'tenant.yaml': settings.replace(/ {2}groupsDeleted.*\n/, '') };
    const { exitCode, stdout } = await practice.show(strict);
    expect(exitCode).toBe(4);
    expect(said(stdout)).toMatch(words);
  });

  test('beside the JSON, on stderr', async () => {
    const { stdout, stderr } = await practice.show(wants(), { json: true });
    expect(JSON.parse(stdout)).toHaveProperty('changes');
    expect(said(stderr)).toMatch(words);
  });
});

describe('a --yes that was said to another plan', () => {
  test('does not finish it: nothing is written, and what to do is said', async () => {
    const more = wants('IT', [{ user: 'lee@contoso.com', jobTitle: 'Lead' }]);
    const part = yaml('users', [{ user: 'lee@contoso.com', jobTitle: 'Lead' }]);
    const only = {
      ...(await practice.plan({ 'tenant.yaml': settings, 'users/all.yaml': part })),
      only: ['user:lee@contoso.com'],
    };
    const before = practice.emulator.requests().requests.length;
    const error = await practice.apply(more, only).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(TenantryError);
    const [problem] = (error as TenantryError).problems;
    expect(problem?.message).toMatch(words);
    expect(problem?.message).toMatch(
      /approved\.json does not cover (\d) of the \1 writes that are left of it$/,
    );
    expect(problem?.remedy).toMatch(
      /^Finish it first with `tenantry apply --endpoint \S+` or .* take it back with `tenantry rollback \S+\.jsonl --endpoint \S+`\. Nothing was written\.$/,
    );
    const writes = practice.emulator
      .requests()
      .requests.slice(before)
      .filter(({ method }) => /PATCH|DELETE/.test(method));
    expect(writes).toEqual([]);
    expect(exists('Pilot')).toBe(true);
  });

  test.each([
    ['the same plan', () => Promise.resolve(approved)],
    ['a new plan of the rest', () => practice.plan(wants())],
  ])('%s covers what is left, so it goes on', async (_, plan) => {
    const { exitCode, stdout } = await practice.apply(wants(), await plan());
    expect(said(stdout)).toMatch(/Left are \d writes to 2 objects; 1 object is deleted: - Pilot is deleted/);
    expect(exitCode).toBe(0);
    expect(exists('Pilot')).toBe(false);
  });

  test('a plan that wants another value does not cover it', async () => {
    const other = wants('IT');
    const owners = {
      ...other,
      'groups/all.yaml': yaml('groups', [
        { ...made, owners: ['adele@contoso.com'] },
        { group: 'pilot', id: id(50), delete: true },
      ]),
    };
    // Of the interrupted run both owners are still wanted by the files, and not by this plan.
    const plan = await practice.plan(owners);
    await expect(practice.apply(wants(), plan)).rejects.toThrow(/does not cover 1 of the/);
  });

  test('without a plan, --yes finishes it', async () => {
    expect((await practice.apply(wants())).exitCode).toBe(0);
    expect(exists('Pilot')).toBe(false);
  });
});

describe('the question whether to finish it', () => {
  test('lists what is left, and after no says how to take it back and how much was written', async () => {
    const { exitCode, stdout, stderr } = await practice.apply(wants(), undefined, { answer: false });
    expect(exitCode).toBe(6);
    expect(said(stdout)).toMatch(
      /Left are (\d) writes to 2 objects; 1 object is deleted: - Pilot is deleted ~ IT owners/,
    );
    expect(said(stderr)).toMatch(
      /Finish it with \d writes\? Nothing more was written\. The interrupted apply had made [23] writes\. To take back what it wrote: tenantry rollback \S+\.jsonl --endpoint \S+ To leave that as it is and give up the rest, delete \S+\.jsonl; nothing can take it back then\.$/,
    );
    expect(exists('Pilot')).toBe(true);
  });

  test('what the files no longer ask for is not among it', async () => {
    const texts = { ...wants(), 'groups/all.yaml': yaml('groups', [made]) };
    const { stdout } = await practice.apply(texts, undefined, { answer: false });
    expect(said(stdout)).toMatch(/Left (?:are|is) \d writes? to 1 object; nothing is deleted:/);
  });
});

test('after an interrupted rollback, a plan and an apply name the command that finishes it', async () => {
  await practice.apply(wants());
  const [journal = ''] = (await practice.apply(wants('HR'))).journal.split('\n');
  practice.fillDisk((line) => line.startsWith('{"record":"end"'));
  await expect(practice.rollback(journal, wants('HR'))).rejects.toThrow(TenantryError);
  practice.fillDisk();
  const { stdout } = await practice.show(wants('HR'));
  expect(said(stdout)).toMatch(
    /A rollback that began at \S+ was interrupted after 1 of 1 write, or is still at it\./,
  );
  expect(stdout).toContain(`tenantry rollback ${journal} --endpoint`);
  const error = await practice.apply(wants('HR')).catch((each: unknown) => each);
  expect((error as TenantryError).problems[0]?.remedy).toContain(`tenantry rollback ${journal} --endpoint`);
});
