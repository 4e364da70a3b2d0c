import { describe, expect, test } from 'vitest';
import { baselineText, readBaseline } from '../../../src/core/audit/baseline.ts';
import { makeAudit } from '../../../src/core/audit/make-audit.ts';
import { auditSarif } from '../../../src/render/sarif/audit.ts';
import { findingIds } from '../../../src/rules/finding-ids.ts';
import { auditOf, group, subject, user, type Given } from '../../core/audit/subject.ts';

const place = { file: './tenant/users/São Paulo.yaml', line: 7, column: 3 };
const given: Given = {
  users: [user('a', { department: null })],
  groups: [
    group('g', { owners: [], displayName: '[x](https://evil.example) \u202e' }),
    group('h', { description: null }),
  ],
  desired: { users: [{ kind: 'user', label: 'a', id: 'a', place, attributes: {} }] },
};
const options = { version: '1.2.3', settingsFile: 'tenant/tenant.yaml', all: false };
const [first, ...others] = auditOf(given).findings;
const known = [...others, { id: 'no-owners', object: 'group:gone' } as const];
const withBaseline = (all: boolean) =>
  auditSarif(makeAudit(subject(given), readBaseline(baselineText(known), 'b.json')), { ...options, all });
const resultsOf = (log: ReturnType<typeof auditSarif>) => log.runs[0]?.results ?? [];

describe('what GitHub asks for', () => {
  const log = auditSarif(auditOf(given), options);
  const driver = log.runs[0]?.tool.driver;

  test('the version, the schema and the tool', () => {
    expect([log.version, log.$schema, driver?.name, driver?.version]).toEqual([
      '2.1.0',
      'https://json.schemastore.org/sarif-2.1.0.json',
      'Tenantry',
      '1.2.3',
    ]);
  });

  test('every rule has its texts and a level', () => {
    expect(driver?.rules?.map(({ id }) => id)).toEqual(Object.keys(findingIds));
    for (const rule of driver?.rules ?? []) {
      expect(rule.shortDescription?.text).not.toBe('');
      expect(rule.fullDescription?.text?.length).toBeLessThan(1024);
      expect(rule.help?.text).toMatch(/\.$/);
      expect(['note', 'warning', 'error']).toContain(rule.defaultConfiguration?.level);
    }
  });

  test('every result names its rule, a place in a file, and who it is', () => {
    const results = resultsOf(log);
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'warning missing-required',
      'note no-description',
      'warning no-owners',
    ]);
    for (const { ruleId, ruleIndex = -1, locations, message, partialFingerprints } of results) {
      expect(driver?.rules?.[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
      expect(locations).toHaveLength(1);
      const at = locations?.[0]?.physicalLocation;
      expect(at?.artifactLocation?.uri).toMatch(/^tenant\/[\w/.%-]+\.yaml$/);
      expect(Object.values(at?.region ?? {})).toEqual([1, 1, 1, 1].map(() => expect.any(Number)));
      expect(partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[\da-f]{32}:1$/);
    }
    const hashes = results.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
    expect(new Set(hashes).size).toBe(results.length);
  });

  test('what a file declares stands there, the rest in tenant.yaml', () => {
    expect(resultsOf(log).map(({ locations }) => locations?.[0]?.physicalLocation)).toMatchObject([
      {
        artifactLocation: { uri: 'tenant/users/S%C3%A3o%20Paulo.yaml' },
        region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 4 },
      },
      { artifactLocation: { uri: 'tenant/tenant.yaml' }, region: { startLine: 1 } },
      { artifactLocation: { uri: 'tenant/tenant.yaml' }, region: { startLine: 1 } },
    ]);
  });

  test('names from the tenant make no link and steer nothing', () => {
    const { message } = resultsOf(log).find(({ ruleId }) => ruleId === 'no-owners') ?? { message: {} };
    expect(message.text).toContain(
      String.raw`\[x\](https://evil.example) \\u{202e}: The group has no owner.`,
    );
  });

  test('a fingerprint does not depend on the place or on what is said', () => {
    const other = auditSarif(auditOf({ ...given, desired: {} }), options);
    const hashes = (of: typeof log) => resultsOf(of).map(({ partialFingerprints }) => partialFingerprints);
    expect(hashes(other)).toEqual(hashes(log));
  });
});

describe('baseline states', () => {
  test('without a baseline there are none', () => {
    expect(resultsOf(auditSarif(auditOf(given), options)).some((each) => 'baselineState' in each)).toBe(
      false,
    );
  });

  test('with one only what is new, since GitHub reads no states', () => {
    expect(resultsOf(withBaseline(false)).map((each) => [each.ruleId, each.baselineState])).toEqual([
      [first?.id, 'new'],
    ]);
  });

  test('or everything, each with its state', () => {
    expect(resultsOf(withBaseline(true)).map((each) => [each.ruleId, each.baselineState])).toEqual([
      ['missing-required', 'new'],
      ['no-description', 'unchanged'],
      ['no-owners', 'unchanged'],
      ['no-owners', 'absent'],
    ]);
  });
});
