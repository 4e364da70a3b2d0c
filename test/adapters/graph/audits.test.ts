import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { State } from '../../../src/emulator/state.ts';
import { ask, id, user } from './asking.ts';
import { practice } from './practice.ts';

const state: State = { ...emptyState(), users: Array.from({ length: 11 }, (_, index) => user(index + 1)) };
const long = '2000-01-01T00:00:00.000Z';

describe('the audit log', () => {
  test('tells who changed what of an object, the newest first', async () => {
    const { emulator, reader } = await practice({ state });
    emulator.edit('user', id(1), { department: 'Sales' });
    emulator.advance(60_000);
    emulator.edit('user', id(1), { mobilePhone: '1' });
    emulator.edit('user', id(2), { city: 'Bern' });
    const { trail } = await ask(reader, { query: 'audits', objects: [id(1), id(3)], since: long });
    expect(trail.unknown).toBeUndefined();
    expect([...trail.entries.keys()]).toEqual([id(1), id(3)]);
    expect(trail.entries.get(id(1))).toMatchObject([
      {
        activity: 'Update user',
        by: 'Portal Administrator (admin@contoso.com)',
        application: false,
        properties: ['Mobile', 'Included Updated Properties'],
      },
      { properties: ['Department', 'Included Updated Properties'] },
    ]);
    expect(trail.entries.get(id(3))).toEqual([]);
  });

  test('is asked only about what came since', async () => {
    const { emulator, reader } = await practice({ state });
    emulator.edit('user', id(1), { department: 'Sales' });
    emulator.advance(60_000);
    const since = new Date(emulator.clock.now()).toISOString();
    emulator.edit('user', id(1), { city: 'Bern' });
    const { trail } = await ask(reader, { query: 'audits', objects: [id(1)], since });
    expect(trail.entries.get(id(1))?.map(({ properties }) => properties[0])).toEqual(['City']);
  });

  test.each([
    [5, []],
    [6, [10_000]],
    [11, [10_000, 10_000]],
  ])('is asked about %i objects at five in ten seconds', async (number, waits) => {
    const { reader, slept } = await practice({ state });
    const objects = Array.from({ length: number }, (_, index) => id(index + 1));
    const { trail } = await ask(reader, { query: 'audits', objects, since: long });
    expect([trail.entries.size, slept]).toEqual([number, waits]);
  });

  test.each([
    [{ status: 403 }, 'AuditLog.Read.All'],
    [{ status: 401 }, 'did not answer'],
    [{ status: 429, retryAfter: 200 }, 'did not answer'],
    [{ status: 503, body: 'no JSON' }, 'did not answer'],
    [{ truncate: true }, 'did not answer'],
    [{ drop: 'before' as const }, 'did not answer'],
  ])('is never a must: %j', async (fault, words) => {
    const { emulator, reader, slept } = await practice({ state });
    emulator.addFault({ path: '/auditLogs/', skip: 1, ...fault });
    const { trail } = await ask(reader, { query: 'audits', objects: [id(1), id(2), id(3)], since: long });
    expect([...trail.entries.keys()]).toEqual([id(1)]);
    expect(trail.unknown).toContain(words);
    expect(slept).toEqual([]);
  });
});
