import { afterEach, beforeEach, expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { id } from '../support/tenant.ts';
import { practise, settings, yaml, type Applied, type Practice } from './support-practice.ts';

/** A journal that lost its end, or was damaged: what is left of it is used, and that something is missing is said. */

const person = (number: number, name: string) => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  department: 'Sales',
});
const texts = {
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', [
    { user: 'adele@contoso.com', department: 'IT' },
    { user: 'lee@contoso.com', department: 'IT' },
  ]),
};
const said = (text: string): string => text.replaceAll(/\s+/g, ' ');
const lineOf = (text: string): number => text.split('\n').length;

let practice: Practice;
let applied: Applied;
let torn = 0;
beforeEach(async () => {
  practice = await practise({ state: { ...emptyState(), users: [person(1, 'adele'), person(2, 'lee')] } });
  applied = await practice.apply(texts);
});
afterEach(() => practice.close());

const cut = (): void =>
  practice.damage(applied.journal, (text) => {
    const kept = text.slice(0, -20);
    torn = lineOf(kept);
    return kept;
  });

test('verify and rollback read it up to the cut, and say so', async () => {
  cut();
  const words = `Line ${torn}, the last one of ${applied.journal}, is cut off, so the journal is read up to there.`;
  const verified = await practice.verify(applied.journal, texts);
  expect(said(verified.stderr)).toContain(words);
  expect(said(verified.stderr)).toMatch(
    /was interrupted after 2 of 2 writes, or is still at it; the rest is not/,
  );
  const undone = await practice.rollback(applied.journal, texts);
  expect(said(undone.stderr)).toContain(
    `${words} Whether anything was written after that is not known from it.`,
  );
  expect(said(undone.stderr)).toContain('Given the plan file of that apply instead');
  expect(practice.emulator.state().users.map((user) => user['department'])).toEqual(['Sales', 'Sales']);
});

test('of a whole one nothing is said', async () => {
  const all = [
    await practice.verify(applied.journal, texts),
    await practice.rollback(applied.journal, texts),
  ];
  for (const { stderr } of all) expect(stderr).not.toMatch(/cut off|interrupted/);
});

test('one that is damaged within stops an apply, which names it and how to go on; a plan says so beforehand', async () => {
  practice.damage(applied.journal, (text) => text.replace('"record":"intent"', '"reco'));
  const shown = await practice.show(texts);
  expect(said(shown.stdout)).toMatch(
    new RegExp(
      `apply will stop, because a journal cannot be read: ${applied.journal}:\\d+:1 Line \\d+ of the journal is not JSON`,
    ),
  );
  const stopped: unknown = await practice.apply(texts).catch((error: unknown) => error);
  const [problem] = stopped instanceof TenantryError ? stopped.problems : [];
  expect(problem?.place?.file).toBe(applied.journal);
  expect(problem?.remedy).toContain('goes on once the journal is moved to another folder');
});
