import { describe, expect, test } from 'vitest';
import { checkRule } from '../../src/rules/check.ts';
import { findingIds, type FindingId } from '../../src/rules/findings.ts';
import { findingCases } from './finding-cases.ts';

const departments = (property: string, literal: string): string | undefined =>
  property === 'department' && literal !== 'IT' ? `${literal} is no department; write IT.` : undefined;

describe.each(Object.entries(findingCases))('%s', (code, rows) => {
  test.each(rows)('$rule', ({ rule, offset, says = /./, not = [] }) => {
    const { problems, valid } = checkRule(rule);
    const found = problems.filter((problem) => problem.code === code);
    expect(valid).toBe(true);
    expect(found.map((problem) => [problem.offset, problem.severity])).toEqual([
      [offset, findingIds[code as FindingId]],
    ]);
    expect(found[0]?.message).toMatch(says);
    for (const other of not)
      expect([other, checkRule(other).problems.map((problem) => problem.code)]).not.toEqual([
        other,
        expect.arrayContaining([code]),
      ]);
  });
});

test('a vocabulary judges what a property is compared with', () => {
  const { problems } = checkRule('user.department -in ["IT", "I.T."] -or user.department -startsWith "X"', {
    vocabulary: departments,
  });
  expect(problems).toMatchObject([
    { code: 'outside-vocabulary', offset: 27, message: 'I.T. is no department; write IT.' },
  ]);
});

test('severities can be changed, and findings left out', () => {
  const rule = 'user.city -eq "" -and user.mobile -ne null';
  const codes = (options: Parameters<typeof checkRule>[1]): string[] =>
    checkRule(rule, options).problems.map(({ code, severity }) => `${severity} ${code}`);
  expect(codes({ findings: { 'empty-text': 'error', 'self-service-property': 'off' } })).toEqual([
    'error empty-text',
  ]);
  expect(codes({ findings: { 'empty-text': 'off' }, grantsAccess: false })).toEqual([]);
});

test('a finding that is raised to an error does not make the text something other than a rule', () => {
  expect(checkRule('user.city -eq ""', { findings: { 'empty-text': 'error' } })).toMatchObject({
    valid: true,
  });
});

test('comparing text with -ge is an error that can be lowered', () => {
  const rule = 'device.deviceOSVersion -ge "10.0.26200.7462"';
  expect(checkRule(rule)).toMatchObject({
    valid: false,
    problems: [{ code: 'ordering-of-text', severity: 'error' }],
  });
  expect(checkRule(rule, { findings: { 'ordering-of-text': 'warning' } })).toMatchObject({
    valid: true,
    formatted: rule,
  });
});
