import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runnerEvent } from '../../../src/adapters/github/event.ts';
import { readRunner } from '../../../src/adapters/github/runner.ts';
import type { Occasion } from '../../support/github/environment.ts';
import { startGitHub, type GitHubLoopback } from '../../support/github/github.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

async function started(): Promise<GitHubLoopback> {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  return github;
}

test('what a runner says', async () => {
  const github = await started();
  const after = github.head();
  const environment = github.environment({
    event: 'push',
    before: '0'.repeat(40),
    after,
    workflow: 'apply.yml',
    workspace: '/home/runner/work',
  });
  const id = Number(environment['GITHUB_RUN_ID']);
  expect(readRunner(environment)).toEqual({
    event: { type: 'push', after, branch: 'main' },
    repository: 'contoso/tenant',
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    commit: after,
    ref: 'refs/heads/main',
    run: { id, attempt: 1, url: `${github.serverUrl}/contoso/tenant/actions/runs/${id}` },
    workflow: 'apply.yml',
    workspace: '/home/runner/work',
  });
});

const eventOf = (github: GitHubLoopback, occasion: Occasion) =>
  readRunner(github.environment(occasion)).event;

describe('events', () => {
  test('a pull request, and one from a fork', async () => {
    const github = await started();
    const baseCommit = github.head();
    const number = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
    const forked = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'b' }, fork: true });
    const plain = { type: 'pullRequest', baseCommit };
    expect(eventOf(github, { event: 'pull_request', number })).toEqual({
      ...plain,
      number,
      headCommit: github.pull(number).head,
      fork: false,
      action: 'opened',
    });
    expect(eventOf(github, { event: 'pull_request', number: forked, action: 'synchronize' })).toEqual({
      ...plain,
      number: forked,
      headCommit: github.pull(forked).head,
      fork: true,
      action: 'synchronize',
    });
  });

  test('a merge queue, a push, a schedule and a dispatch', async () => {
    const github = await started();
    const number = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
    const group = github.enqueue(number);
    expect(eventOf(github, { event: 'merge_group', ...group })).toEqual({ type: 'mergeGroup', ...group });
    const push = github.merge(number, 'queue');
    expect(eventOf(github, { event: 'push', ...push })).toEqual({ type: 'push', ...push });
    expect(eventOf(github, { event: 'schedule' })).toEqual({ type: 'schedule' });
    expect(eventOf(github, { event: 'workflow_dispatch', inputs: { plan: 'yes' } })).toEqual({
      type: 'dispatch',
      inputs: { plan: 'yes' },
    });
    expect(eventOf(github, { event: 'workflow_dispatch' })).toEqual({ type: 'dispatch', inputs: {} });
  });

  const commit = '1'.repeat(40);
  const none = '0'.repeat(40);
  test.each([
    ['pull_request_target', {}, 'nobody has reviewed'],
    ['issue_comment', {}, '`issue_comment`'],
    ['pull_request', {}, '`pull_request.number`'],
    ['pull_request', { pull_request: { number: 1.5 } }, '`pull_request.number`'],
    ['pull_request', { pull_request: { number: 1, head: { sha: 'main' } } }, '`pull_request.head.sha`'],
    ['merge_group', { merge_group: { head_sha: commit } }, '`merge_group.base_sha`'],
    ['push', { ref: 'refs/tags/v1', before: commit, after: commit }, 'about a tag'],
    ['push', { ref: 'refs/heads/old', before: commit, after: none }, 'deleted a branch'],
    ['push', null, '`ref`'],
  ])('%s with %j is an error', async (name, payload, words) => {
    const { id, message } = await problemOf(() => runnerEvent(name, payload));
    expect(id).toBe('action-event');
    expect(message).toContain(words);
  });

  test('the fork of a pull request may be gone', () => {
    const head = { sha: commit, repo: null };
    const base = { sha: commit, repo: { id: 1 } };
    const payload = { action: 'opened', pull_request: { number: 1, head, base } };
    expect(runnerEvent('pull_request', payload)).toMatchObject({ fork: true });
  });
});

test.each([
  ['GITHUB_REPOSITORY', undefined],
  ['GITHUB_REPOSITORY', 'contoso'],
  ['GITHUB_API_URL', ''],
  ['GITHUB_API_URL', 'file:///etc'],
  ['GITHUB_SHA', 'main'],
  ['GITHUB_RUN_ID', 'one'],
  ['GITHUB_WORKFLOW_REF', 'plan.yml'],
  ['GITHUB_EVENT_PATH', '/nowhere/event.json'],
  ['GITHUB_EVENT_NAME', undefined],
])('%s=%s is named', async (name, value) => {
  const github = await started();
  const environment = github.environment({ event: 'schedule' });
  const { id, message } = await problemOf(() => readRunner({ ...environment, [name]: value }));
  expect(id).toBe('action-environment');
  expect(message).toContain(name);
});

test('an event file that is no JSON', async () => {
  const github = await started();
  const path = join(temporaryFolder(), 'event.json');
  writeFileSync(path, '{');
  const environment = { ...github.environment({ event: 'schedule' }), GITHUB_EVENT_PATH: path };
  expect((await problemOf(() => readRunner(environment))).message).toContain('GITHUB_EVENT_PATH');
});
