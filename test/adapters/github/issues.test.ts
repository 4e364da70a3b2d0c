import { expect, test } from 'vitest';
import { connected } from './connected.ts';

const marker = '<!-- tenantry drift -->';
const ours = { as: 'github-actions[bot]', labels: ['drift'] };

test('an issue is opened, found among many, edited and closed', async () => {
  const { github, forge } = await connected();
  const number = await forge.openIssue({ title: 'Drift', body: marker, label: 'drift' });
  for (let count = 0; count < 110; count++)
    github.openIssue({ title: `Drift ${count}`, body: 'another', ...ours });
  expect(await forge.findIssue('drift', marker)).toEqual({
    number,
    state: 'open',
    title: 'Drift',
    body: marker,
  });
  await forge.editIssue(number, { title: 'Less drift', body: `${marker} less` });
  await forge.editIssue(number, { state: 'closed' });
  expect(await forge.findIssue('drift', marker)).toEqual({
    number,
    state: 'closed',
    title: 'Less drift',
    body: `${marker} less`,
  });
});

test.each([
  ['of somebody else', { as: 'lee', labels: ['drift'] }],
  ['without the label', { as: 'github-actions[bot]', labels: ['bug'] }],
])('an issue %s is none of ours', async (_, of) => {
  const { github, forge } = await connected();
  github.openIssue({ title: 'Drift', body: marker, ...of });
  expect(await forge.findIssue('drift', marker)).toBeUndefined();
});

test('the newest that is open, before any that is closed', async () => {
  const { github, forge } = await connected();
  const first = github.openIssue({ title: 'first', body: marker, ...ours });
  const second = github.openIssue({ title: 'second', body: marker, ...ours });
  const third = github.openIssue({ title: 'third', body: marker, ...ours });
  await forge.editIssue(third, { state: 'closed' });
  expect(await forge.findIssue('drift', marker)).toMatchObject({ number: second });
  await forge.editIssue(second, { state: 'closed' });
  expect(await forge.findIssue('drift', marker)).toMatchObject({ number: first });
  await forge.editIssue(first, { state: 'closed' });
  expect(await forge.findIssue('drift', marker)).toMatchObject({ number: third });
});
