import { describe, expect, test } from 'vitest';
import type { DesiredObject } from '../../../src/core/desired/desired.ts';
import { objectBlock } from '../../../src/render/markdown/objects.ts';
import type { Redaction } from '../../../src/render/redaction.ts';
import { desired, group, id, live, liveGroup, planOf } from '../../support/tenant.ts';

/** The table of a plan with one group. */
function shown(entry: DesiredObject, redaction: Redaction): string {
  const doomed = liveGroup(1, 'doomed');
  const tenant = entry.restore ? live([], [], { deletedGroups: [doomed] }) : live([], [doomed]);
  const plan = planOf(desired([entry]), tenant);
  const input = {
    plan,
    redaction,
    pendingKeys: new Set<string>(),
    whole: true,
    elsewhere: 'the job summary',
  };
  return objectBlock('What changes', plan.changes, input, 1)
    .map(({ text }) => text)
    .join('\n');
}

describe('what becomes of a group is said in its own word', () => {
  const create = group('new', { displayName: 'New', mailNickname: 'new', type: 'security' });
  test.each([
    ['created', create],
    ['restored', group('doomed', {}, { id: id(1), restore: true })],
    ['deleted', group('doomed', {}, { id: id(1), delete: true })],
  ])('%s', (word, entry) => {
    expect(shown(entry, 'full')).toContain(`<b>is ${word}</b>`);
    expect(shown(entry, 'counts')).toContain(word);
  });
});
