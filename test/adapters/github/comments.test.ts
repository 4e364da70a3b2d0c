import { expect, test } from 'vitest';
import { connected } from './connected.ts';

const marker = '<!-- tenantry plan -->';

test('a comment is written once, found among many, and edited', async () => {
  const { github, forge } = await connected();
  const pull = github.openPullRequest({ branch: 'move', edits: { 'tenant/a.yaml': 'a' } });
  for (let count = 0; count < 120; count++) github.say(pull, `Remark ${count}`, 'lee');
  expect(await forge.findComment(pull, marker)).toBeUndefined();
  const id = await forge.addComment(pull, `${marker}\nfirst`);
  expect(await forge.findComment(pull, marker)).toEqual({ id, body: `${marker}\nfirst` });
  await forge.editComment(id, `${marker}\nsecond`);
  expect(github.comments(pull).at(-1)).toMatchObject({
    id,
    author: 'github-actions[bot]',
    body: `${marker}\nsecond`,
  });
});

test.each(['lee', 'some-app[bot]'])('a comment of %s is never ours, whatever it says', async (author) => {
  const { github, forge } = await connected();
  const pull = github.openPullRequest({ branch: 'move', edits: { 'tenant/a.yaml': 'a' } });
  github.say(pull, `${marker} approved`, author);
  expect(await forge.findComment(pull, marker)).toBeUndefined();
});

test.each(['adele', 'some-app[bot]', 'github-actions[bot]'])(
  'with a token of %s the comments of that account are ours',
  async (author) => {
    const { github, as } = await connected();
    const pull = github.openPullRequest({ branch: 'move', edits: { 'tenant/a.yaml': 'a' } });
    const forge = as({ as: author });
    const id = await forge.addComment(pull, marker);
    expect(await forge.findComment(pull, marker)).toEqual({ id, body: marker });
    expect(github.comments(pull)).toMatchObject([{ author }]);
  },
);

test('on GitHub Enterprise Server, whose addresses are others', async () => {
  const { github, forge } = await connected({ enterprise: true });
  const pull = github.openPullRequest({ branch: 'move', edits: { 'tenant/a.yaml': 'a' } });
  const id = await forge.addComment(pull, marker);
  expect(await forge.findComment(pull, marker)).toEqual({ id, body: marker });
});
