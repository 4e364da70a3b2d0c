import { describe, expect, test } from 'vitest';
import { failureIssue, type FailureInput } from '../../../src/render/markdown/failure-issue.ts';
import { failureMarker } from '../../../src/render/markdown/marker.ts';
import { redactions } from '../../../src/render/redaction.ts';
import { calm, secrets } from './everything.ts';
import { states } from './states.ts';
import { parse, seen } from './tree.ts';

const partly = states.find(({ state }) => state === 'partlyApplied');
if (partly?.state !== 'partlyApplied') throw new Error('There is no such state.');

const input: FailureInput = {
  tenantName: 'Contoso',
  tenantId: calm.tenant.id,
  commit: '0123456789abcdef0123456789abcdef01234567',
  runUrl: 'https://github.com/contoso/tenant/actions/runs/42',
  pullRequests: [7, 9],
  outcome: 'partly',
  message: 'Of 5 writes 2 are not done: Graph refused u4@contoso.com.',
  report: partly.report,
  names: calm.names,
  redaction: 'full',
};
const shown = (rest: Partial<FailureInput>): string => {
  const { title, body } = failureIssue({ ...input, ...rest });
  return `${title}\n\n${body}`;
};

describe('the issue of an apply that was not done', () => {
  test.each(redactions)('with redaction %s', async (redaction) => {
    await expect(shown({ redaction })).toMatchFileSnapshot(`golden/failure-partly-${redaction}.md`);
  });

  test.each(['refused', 'worse', 'error'] as const)('%s', async (outcome) => {
    const { report: _, ...rest } = input;
    const { title, body } = failureIssue({ ...rest, outcome });
    await expect(`${title}\n\n${body}`).toMatchFileSnapshot(`golden/failure-${outcome}.md`);
  });

  test('is found by its first line', () => {
    expect(failureIssue(input).body.split('\n', 1)).toEqual([failureMarker(input.tenantId)]);
  });

  test.each(['ids', 'counts'] as const)('has no name and no value in it with redaction %s', (redaction) => {
    const { title, body } = failureIssue({ ...input, redaction });
    const text = title + seen(parse(body));
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test('has no sensitive value in it even in full', () => {
    expect(shown({})).not.toContain('555 0199');
    expect(shown({})).toContain('SG-Sales');
  });

  test.each([2000, 8000, 60_000])('takes no more than %i bytes, and says what is left out', (limit) => {
    const [first] = input.report?.operations ?? [];
    if (!first || !input.report) throw new Error('Nothing was reported.');
    const report = { ...input.report, operations: Array.from({ length: 3000 }, () => first) };
    const { body } = failureIssue({ ...input, report, limit });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
    expect(body).toContain('more write');
    expect(body).toContain('#### Next');
  });

  test('names no more pull requests than there is room for', () => {
    const { body } = failureIssue({
      ...input,
      pullRequests: Array.from({ length: 80 }, (_, index) => index + 1),
    });
    expect(body).toContain('#50 and 30 more');
    expect(failureIssue({ ...input, pullRequests: [] }).body).not.toContain('Merged:');
  });
});
