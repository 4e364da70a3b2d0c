import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heldBack } from '../../src/core/approval/held-back.ts';
import type { AuditEntry } from '../../src/core/live/audit.ts';
import { heldReason, showHeld, showLost, type HeldContext } from '../../src/render/text/held.ts';
import { paint } from '../../src/render/text/lines.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const files = desired([
  user('adele@contoso.com', { department: 'IT', jobTitle: 'Lead' }),
  user('lee@contoso.com', { city: 'Bern' }),
  group('engineers', { membershipRule: 'user.department -eq "IT"' }, { id: id(50) }),
]);
const tenant = (department: string | null, city: string) =>
  live(
    [liveUser(1, 'adele@contoso.com', { department }), liveUser(2, 'lee@contoso.com', { city })],
    [
      liveGroup(50, 'Engineers', {
        groupTypes: ['DynamicMembership'],
        membershipRule: 'user.department -eq "Sales"',
        membershipRuleProcessingState: 'On',
        members: [],
      }),
    ],
  );
const approved = planOf(files, tenant('Sales', 'Thun'));
const fresh = planOf(files, tenant('Legal\u202e', 'Biel'));
const held = heldBack([approved], fresh);
const edited: AuditEntry = {
  at: '2026-11-21T14:03:59Z',
  activity: 'Update user',
  by: 'Megan\u001b[2J (megan@contoso.com)',
  application: false,
  properties: ['Department'],
  targets: [],
};
const context: HeldContext = {
  names: fresh.names,
  trail: {
    entries: new Map([
      [id(1), [edited]],
      [id(2), []],
    ]),
    unknown: 'The audit log did not answer.',
  },
};

test('what is held, as a person reads it', () => {
  const lost = approved.changes.slice(0, 1).map((change) => ({ change, why: 'it is gone' }));
  const text = paint(
    [...showHeld(held, fresh.operations.length, context, 90), ...showLost(lost, context, 90)],
    false,
  );
  expect(text).toBe(readFileSync(join(import.meta.dirname, 'golden', 'held.txt'), 'utf8'));
});

test('the journal has the same words, with the operation that something waits for', () => {
  const changed = 'the live value was changed by somebody since the approval';
  expect(held.map((each) => heldReason(each, held, context).replaceAll(/\s+/g, ' '))).toEqual(
    expect.arrayContaining([
      String.raw`department: approved Sales → IT, now Legal\u{202e} → IT; ${changed}: Megan\u{1b}[2J (megan@contoso.com) on 2026-11-21 14:03 UTC.`,
      String.raw`It needs "user:${id(1)} profile", which is held: department: approved Sales → IT, now Legal\u{202e} → IT; ${changed}: Megan\u{1b}[2J (megan@contoso.com) on 2026-11-21 14:03 UTC.`,
    ]),
  );
});
