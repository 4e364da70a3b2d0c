import { expect, test } from 'vitest';
import type { Deployment, Forge } from '../../../src/ports.ts';
import { connected } from './connected.ts';

async function all(forge: Forge, environment: string): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  for await (const each of forge.deployments(environment)) found.push(each);
  return found;
}

const description = 'Apply the plan of #1';

test('a deployment on its way to success', async () => {
  const { github, forge } = await connected();
  const commit = github.head();
  const id = await forge.createDeployment({ environment: 'tenant', commit, description });
  const plain = { id, commit, createdAt: '2026-11-20T08:00:00Z' };
  expect(await all(forge, 'tenant')).toEqual([{ ...plain, succeeded: false }]);
  await forge.setDeploymentState(id, { state: 'in_progress', description });
  expect(await all(forge, 'tenant')).toEqual([{ ...plain, state: 'in_progress', succeeded: false }]);
  const logUrl = `${forge.url}/actions/runs/1`;
  await forge.setDeploymentState(id, { state: 'success', description: 'x'.repeat(200), logUrl });
  expect(await all(forge, 'tenant')).toEqual([{ ...plain, state: 'success', succeeded: true }]);
  expect(github.deployments('tenant')[0]?.statuses[0]).toMatchObject({
    log_url: logUrl,
    description: 'x'.repeat(140),
  });
  expect(await all(forge, 'other')).toEqual([]);
});

test('an earlier success stays one although a later makes it inactive', async () => {
  const { github, forge } = await connected();
  const first = github.deploy({ environment: 'tenant', commit: github.head(), state: 'success' });
  const failed = github.deploy({ environment: 'tenant', commit: github.head(), state: 'failure' });
  const last = github.deploy({ environment: 'tenant', commit: github.head(), state: 'success' });
  const found = await all(forge, 'tenant');
  expect(found.map(({ id, state, succeeded }) => [id, state, succeeded])).toEqual([
    [last, 'success', true],
    [failed, 'failure', false],
    [first, 'inactive', true],
  ]);
});

test('reading stops where the reader does', async () => {
  const { github, forge } = await connected();
  for (let count = 0; count < 110; count++)
    github.deploy({ environment: 'tenant', commit: github.head(), state: 'success' });
  for await (const { succeeded } of forge.deployments('tenant')) if (succeeded) break;
  expect(github.requests().filter(({ path }) => path.endsWith('/statuses'))).toHaveLength(1);
  expect(await all(forge, 'tenant')).toHaveLength(100);
});

test('a commit that is behind main, with a check that still goes on, is deployed as it is', async () => {
  const { github, forge } = await connected();
  const commit = github.head();
  github.push('main', { 'a.yaml': 'a' });
  await forge.writeCheck({
    name: 'plan',
    commit,
    conclusion: 'failure',
    title: 'a',
    summary: 'b',
    annotations: [],
  });
  await forge.createDeployment({ environment: 'tenant', commit, description });
  expect(github.deployments('tenant')).toMatchObject([{ commit, description }]);
});
