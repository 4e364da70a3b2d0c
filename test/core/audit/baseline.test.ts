import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineKeys, baselineText, readBaseline } from '../../../src/core/audit/baseline.ts';
import { fingerprint, type FindingKey } from '../../../src/core/audit/finding.ts';
import { makeAudit } from '../../../src/core/audit/make-audit.ts';
import { TenantryError } from '../../../src/core/problem.ts';
import { findingIds, type FindingId } from '../../../src/rules/finding-ids.ts';
import { auditOf, group, subject, user, type Given } from './subject.ts';

const file = 'tenant/audit-baseline.json';
const given: Given = {
  users: [
    user('owner1'),
    user('a', { department: null }),
    user('b', { usageLocation: null, department: null }),
  ],
  groups: [group('g', { owners: [] }), group('h', { description: null })],
};
const keysOf = (of: Given): readonly FindingKey[] => auditOf(of).findings;
const compared = (of: Given, known: readonly FindingKey[]) =>
  makeAudit(subject(of), readBaseline(baselineText(known), file));

describe('laws', () => {
  const keys = fc.array(
    fc.record(
      {
        id: fc.constantFrom(...(Object.keys(findingIds) as FindingId[])),
        object: fc
          .tuple(
            fc.constantFrom('user', 'group', 'definition'),
            fc.string({ minLength: 1, unit: 'grapheme' }),
          )
          .map(([kind, name]) => `${kind}:${name}` as `user:${string}`),
        attribute: fc.string(),
      },
      { requiredKeys: ['id', 'object'] },
    ),
  );

  test('what is written is read again, each once and in one order', () => {
    fc.assert(
      fc.property(keys, (some) => {
        const { findings } = readBaseline(baselineText(some), file);
        expect(findings.map(fingerprint)).toEqual([...new Set(some.map(fingerprint))].toSorted());
        expect(baselineText(findings.toReversed())).toBe(baselineText(some));
      }),
    );
  });

  test('what was found is known, and nothing is absent', () => {
    const { findings, baseline, counts } = compared(given, keysOf(given));
    expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'known'));
    expect(baseline).toEqual({ file, known: findings.length, absent: [] });
    expect(counts.newFindings).toEqual({ error: 0, warning: 0, info: 0 });
  });

  test('each finding has a fingerprint of its own', () => {
    const { findings } = auditOf(given);
    expect(findings.length).toBeGreaterThan(4);
    expect(new Set(findings.map(fingerprint)).size).toBe(findings.length);
  });
});

test('what is new is new, and what is gone is said', () => {
  const [first, ...others] = keysOf(given);
  const gone: FindingKey = { id: 'no-owners', object: 'group:gone', attribute: 'owners' };
  const { findings, baseline } = compared(given, [...others, gone]);
  expect(findings.filter(({ state }) => state === 'new')).toMatchObject([
    { id: first?.id, object: first?.object },
  ]);
  expect(baseline?.absent).toEqual([gone]);
});

test('a text that changed is still the same finding', () => {
  const before: Given = {
    users: [user('gone', { accountEnabled: false })],
    groups: [group('g', { owners: ['gone', 'o1', 'o2'] })],
  };
  const after: Given = {
    users: [...(before.users ?? []), user('too', { accountEnabled: false })],
    groups: [group('g', { owners: ['gone', 'too', 'o2'] })],
  };
  const { findings } = compared(after, keysOf(before));
  expect(findings).toMatchObject([{ id: 'disabled-owners', state: 'known' }]);
});

test('what was not looked for is neither known nor gone, and stays in a new baseline', () => {
  const definition: FindingKey = { id: 'unused-definition', object: 'definition:x' };
  const off: FindingKey = { id: 'no-description', object: 'group:h', attribute: 'description' };
  const nobody: FindingKey = { id: 'matches-nobody', object: 'group:x', attribute: 'membershipRule' };
  const old = readBaseline(baselineText([definition, off, nobody]), file);
  const made = makeAudit(subject({ ...given, settings: { findings: { 'no-description': 'off' } } }), old);
  expect(made.baseline).toMatchObject({ known: 0, absent: [] });
  expect(baselineKeys(made, old).map(fingerprint)).toEqual(
    expect.arrayContaining([definition, off, nobody].map(fingerprint)),
  );
});

test.each([
  '',
  '[]',
  '{}',
  'format: 1',
  '{"format":2,"findings":[]}',
  '{"format":1,"findings":[{"id":"no-owners"}]}',
  '{"format":1,"findings":[{"id":"no-owners","object":"x"}]}',
])('%j is no baseline', (text) => {
  expect(() => readBaseline(text, file)).toThrow(TenantryError);
  expect(() => readBaseline(text, file)).toThrow(/audit-baseline\.json is no baseline/);
});

test('ids of another version are left out', () => {
  const text = '{"format":1,"findings":[{"id":"of-tomorrow","object":"user:x"}]}';
  expect(readBaseline(text, file).findings).toEqual([]);
});

test('the file is one finding a line', () => {
  expect(baselineText(keysOf({ users: [user('a', { department: null })] }))).toBe(`{
  "format": 1,
  "findings": [
    {"id":"missing-required","object":"user:a","attribute":"department"}
  ]
}
`);
  expect(baselineText([])).toBe('{\n  "format": 1,\n  "findings": []\n}\n');
});
