import { expect, test } from 'vitest';
import { baselineText, readBaseline } from '../../../src/core/audit/baseline.ts';
import { makeAudit } from '../../../src/core/audit/make-audit.ts';
import { showAudit } from '../../../src/render/text/audit.ts';
import { paint } from '../../../src/render/text/lines.ts';
import { auditOf, group, subject, user, type Given } from '../../core/audit/subject.ts';

const shown = (audit: ReturnType<typeof auditOf>, all = false): string =>
  paint(showAudit(audit, { all, command: 'tenantry audit --all' }, 80), false);

test('thousands of findings are a page, and all of them where that is asked for', () => {
  const given: Given = {
    users: Array.from({ length: 2500 }, (_, index) =>
      user(`u${index}`, { department: null, usageLocation: null }),
    ),
    groups: [group('g', { owners: [] })],
  };
  const page = shown(auditOf(given));
  expect(page.split('\n').length).toBeLessThan(50);
  expect(page).toContain('Required attributes that are missing (5,000)  warning missing-required');
  expect(page).toContain('\n  and 4,995 more\n');
  expect(page).toContain('\n5,001 findings: 5,001 warnings.\n');
  expect(page).toContain('\n  tenantry audit --all\n');
  const whole = shown(auditOf(given), true);
  expect(whole.match(/^ {2}! u\d+@contoso\.com/gm)).toHaveLength(5000);
  expect(whole).not.toContain('--all');
  // How to mend it is said once.
  expect(whole.match(/Licences cannot be/g)).toHaveLength(1);
});

test('what is known is counted and not shown, but with --all', () => {
  const given: Given = { groups: [group('a', { owners: [] }), group('b', { owners: [] })] };
  const [known] = auditOf(given).findings;
  const baseline = readBaseline(baselineText(known ? [known] : []), 'tenant/audit-baseline.json');
  const audit = makeAudit(subject(given), baseline);
  expect(shown(audit)).toContain('Groups without an owner (1, 1 known)');
  expect(shown(audit)).not.toContain('Group a');
  expect(shown(audit)).toContain('1 new finding: 1 warning. 1 known (tenant/audit-baseline.json).');
  expect(shown(audit, true)).toContain('  · Group a');
  expect(shown(audit, true)).toContain('  ! Group b');
});

test('nothing found', () => {
  expect(shown(auditOf({ users: [user('u')] }))).toContain('\nNothing found.\n');
});

test('text from the tenant stays a text', () => {
  const evil = '::error::\u001b[31mx\nGroups without an owner (9)\u202e';
  const page = shown(
    auditOf({
      users: [user('u', { userPrincipalName: `${evil}@contoso.com`, department: null })],
      groups: [group('g', { displayName: evil, owners: [] })],
    }),
    true,
  );
  // eslint-disable-next-line no-control-regex
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^::/m);
  expect(page.match(/^Groups without an owner/gm)).toHaveLength(1);
});
