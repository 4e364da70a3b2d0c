import { expect, test } from 'vitest';
import type { Annotation } from '../../../src/ports.ts';
import { problemOf } from '../problem-of.ts';
import { connected } from './connected.ts';

const remark = (index: number): Annotation => ({
  path: 'tenant/users/a.yaml',
  line: index + 1,
  level: 'failure',
  title: `Problem ${index}`,
  message: 'No such attribute.',
});
const check = { name: 'tenantry', conclusion: 'failure', title: 'Refused', summary: 'Why' } as const;

test.each([0, 1, 50, 51, 100, 130])(
  'a check with %i annotations holds each once, in order',
  async (count) => {
    const { github, forge } = await connected();
    const annotations = Array.from({ length: count }, (_, index) => remark(index));
    await forge.writeCheck({ ...check, commit: github.head(), annotations });
    const [written, ...others] = github.checks(github.head());
    expect(others).toEqual([]);
    expect(written).toMatchObject({ name: 'tenantry', status: 'completed', conclusion: 'failure' });
    expect(written).toMatchObject({ title: 'Refused', summary: 'Why' });
    expect(written?.annotations.map(({ title }) => title)).toEqual(annotations.map(({ title }) => title));
  },
);

test('an annotation says where, and is as long as GitHub allows', async () => {
  const { github, forge } = await connected();
  const annotations: Annotation[] = [
    { ...remark(0), column: 7, title: '💥'.repeat(200), message: 'ä'.repeat(70_000) },
  ];
  await forge.writeCheck({ ...check, commit: github.head(), annotations });
  const [written] = github.checks()[0]?.annotations ?? [];
  expect(written).toMatchObject({ start_line: 1, end_line: 1, start_column: 7, annotation_level: 'failure' });
  expect(written?.title).toBe(`${'💥'.repeat(63)}…`);
  expect(Buffer.byteLength(written?.message ?? '')).toBeLessThanOrEqual(65_536);
});

test.each(['before', 'after', 'during'] as const)(
  'where the connection ends %s an update, its annotations are there once',
  async (drop) => {
    const { github, forge } = await connected();
    const annotations = Array.from({ length: 120 }, (_, index) => remark(index));
    github.fail({ method: 'PATCH', path: '/check-runs/', what: { drop } });
    await forge.writeCheck({ ...check, commit: github.head(), annotations });
    expect(github.checks()[0]?.annotations).toHaveLength(120);
  },
);

test('a summary that is too long is refused, in GitHub’s words', async () => {
  const { github, forge } = await connected();
  const long = { ...check, summary: 'ä'.repeat(40_000), commit: github.head(), annotations: [] };
  const { id, message } = await problemOf(() => forge.writeCheck(long));
  expect(id).toBe('github-refused');
  expect(message).toContain('write the check `tenantry`');
  expect(message).toContain('65535');
});
