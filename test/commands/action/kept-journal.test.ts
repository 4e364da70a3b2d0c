import { describe, expect, test } from 'vitest';
import { journalLine } from '../../../src/apply/journal.ts';
import { planSealing } from '../../../src/adapters/sealing/plan-sealing.ts';
import type { ActionWorld } from '../../../src/commands/action/action-world.ts';
import { restoreJournals } from '../../../src/commands/action/kept-journal.ts';
import { connected } from '../../adapters/github/connected.ts';
import { desired, live, liveUser, planOf, user } from '../../support/tenant.ts';

const plan = planOf(
  desired([user('adele@contoso.com', { department: 'HR' })]),
  live([liveUser(1, 'adele@contoso.com', { department: 'Sales' })]),
);
const at = '2026-11-20T08:00:00.000Z';
const journal = [
  journalLine({ record: 'plan', at, format: 1, endpoint: 'https://graph.microsoft.com/v1.0', plan }),
  ...plan.operations.map(({ key }) => journalLine({ record: 'intent', at, operation: key, attempt: 1 })),
  '',
].join('\n');
const files = { 'journals.json': '["one.jsonl"]\n', 'one.jsonl': journal };
const options = {
  directory: 'tenant',
  folder: '.tenantry/artifact',
  store: 'artifact',
  applyWorkflow: 'apply.yml',
} as const;

interface Stored {
  readonly workflow?: string;
  readonly event?: string;
  readonly branch?: string;
  readonly fork?: boolean;
  readonly conclusion?: string;
  readonly expired?: boolean;
  readonly files?: Readonly<Record<string, string>>;
}

/** How many unfinished journals come back, and which files they are written to. */
async function restored(stored: Stored, key?: string) {
  const { github, forge } = await connected();
  // The workflow has run before.
  github.finishRun(github.runStarted({ workflow: 'apply.yml', event: 'push', commit: github.head() }));
  const run = github.runStarted({ workflow: 'apply.yml', event: 'push', commit: github.head(), ...stored });
  const artifact = await github.uploadArtifact(run, 'tenantry-journal', stored.files ?? files);
  if (stored.conclusion !== undefined) github.finishRun(run, stored.conclusion);
  if (stored.expired) github.expire(artifact);
  const written: string[] = [];
  const world = {
    forge,
    sealing: planSealing(key),
    writeText: async (path: string) => void written.push(path),
  } as unknown as ActionWorld;
  const plans = await restoreJournals(options, world);
  return { plans: plans.length, written };
}

describe('an unfinished journal counts', () => {
  test.each<readonly [string, Stored]>([
    ['of a push to the default branch', {}],
    ['of an apply that was started by hand', { event: 'workflow_dispatch' }],
    ['of a schedule', { event: 'schedule' }],
    ['of a run that failed', { conclusion: 'failure' }],
    ['of a run that was cancelled', { conclusion: 'cancelled' }],
  ])('%s', async (_, stored) => {
    expect(await restored(stored)).toEqual({ plans: 1, written: ['.tenantry/one.jsonl'] });
  });
});

describe('a journal counts for nothing', () => {
  test.each<readonly [string, Stored]>([
    ['by another workflow', { workflow: 'other.yml' }],
    ['by a run on another branch', { branch: 'mine' }],
    ['by a pull request from a branch with the name of the default branch', { event: 'pull_request' }],
    ['by a fork', { fork: true }],
    ['by a workflow that others start', { event: 'workflow_run' }],
    ['that has expired', { expired: true }],
    ['that the list does not name', { files: { 'journals.json': '[]', 'one.jsonl': journal } }],
    [
      'with a name that leads elsewhere',
      { files: { 'journals.json': '["elsewhere/one.jsonl"]', 'elsewhere/one.jsonl': journal } },
    ],
  ])('%s', async (_, stored) => {
    expect(await restored(stored)).toEqual({ plans: 0, written: [] });
  });

  test('that is not encrypted, where a key is set', async () => {
    await expect(restored({}, Buffer.alloc(32, 7).toString('base64'))).rejects.toThrow('is not encrypted');
  });
});
