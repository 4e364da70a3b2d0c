import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { JsonObject, State } from '../../../src/emulator/state.ts';
import { ask, id, user } from './asking.ts';
import { practice } from './practice.ts';

const long = '2000-01-01T00:00:00.000Z';

/** Entries a minute apart, the oldest first. */
const entries = (number: number): JsonObject[] =>
  Array.from({ length: number }, (_, index) => ({
    id: `Directory_${index}`,
    activityDateTime: new Date(Date.parse('2026-11-01T00:00:00Z') + index * 60_000).toISOString(),
    activityDisplayName: 'Update user',
    result: 'success',
    initiatedBy: { user: null, app: { displayName: 'HR sync', servicePrincipalId: id(77) } },
    targetResources: [
      {
        id: id(1),
        modifiedProperties: [{ displayName: 'Department', oldValue: '["A"]', newValue: `["${index}"]` }],
      },
    ],
  }));
const state = (auditLogs: JsonObject[]): State => ({ ...emptyState(), users: [user(1)], auditLogs });

describe('the audit log of a stretch of time', () => {
  test('tells who changed which properties of which objects, from what to what', async () => {
    const { reader } = await practice({ state: state(entries(2)) });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect(log).toEqual({
      since: long,
      entries: [
        {
          at: '2026-11-01T00:01:00.000Z',
          activity: 'Update user',
          by: 'HR sync',
          byId: id(77),
          application: true,
          properties: ['Department'],
          targets: [{ id: id(1), changes: [{ property: 'Department', before: '["A"]', after: '["1"]' }] }],
        },
        expect.objectContaining({ at: '2026-11-01T00:00:00.000Z' }),
      ],
    });
  });

  test('begins and ends where it is asked to, and leaves out what failed', async () => {
    const [first = {}, ...rest] = entries(5).map((entry, index) =>
      index === 2 ? { ...entry, result: 'failure' } : entry,
    );
    const { reader } = await practice({ state: state([first, ...rest]) });
    const { log } = await ask(reader, {
      query: 'auditWindow',
      since: '2026-11-01T00:01:00Z',
      until: '2026-11-01T00:03:00Z',
    });
    expect(log.entries.map(({ at }) => at.slice(14, 16))).toEqual(['03', '01']);
  });

  test.each([
    [499, 1, []],
    [501, 2, []],
    [2501, 6, [10_000]],
  ])('of %i entries comes in %i pages, five in ten seconds', async (number, pages, waits) => {
    const { emulator, reader, slept } = await practice({ state: state(entries(number)) });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect([log.entries.length, slept, log.unknown]).toEqual([number, waits, undefined]);
    expect(emulator.requests().requests.filter(({ path }) => path.includes('directoryAudits'))).toHaveLength(
      pages,
    );
  });

  test('keeps to what the service allows, so that it never says no', async () => {
    const { emulator, reader } = await practice({ state: state(entries(2400)), throttling: true });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect(log.entries).toHaveLength(2400);
    expect(emulator.requests().requests.every(({ status }) => status === 200)).toBe(true);
  });

  test('has an end: what is older is said to be unknown', async () => {
    const { reader } = await practice({ state: state(entries(20_050)) });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect(log.entries).toHaveLength(20_000);
    expect(log).toMatchObject({
      since: '2026-11-01T00:50:00.000Z',
      unknown: expect.stringContaining('20,000') as string,
    });
  });

  test.each([
    [{ status: 403 }, 'AuditLog.Read.All'],
    [{ status: 401 }, 'did not answer'],
    [{ status: 429, retryAfter: 400 }, 'did not answer'],
  ])('is never a must, and what was read is kept: %j', async (fault, words) => {
    const { emulator, reader, slept } = await practice({ state: state(entries(700)) });
    emulator.addFault({ path: '/auditLogs/', skip: 1, ...fault });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect(slept).toEqual([]);
    expect(log.unknown).toContain(words);
    expect(log.since).toBe('2026-11-01T03:20:00.000Z');
    expect(log.entries).toHaveLength(500);
  });

  test('waits as long as it is told to', async () => {
    const { emulator, reader, slept } = await practice({ state: state(entries(700)) });
    emulator.addFault({ path: '/auditLogs/', skip: 1, status: 429, retryAfter: 20, times: 1 });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect([slept, log.entries.length, log.since, log.unknown]).toEqual([[20_000], 700, long, undefined]);
  });

  test('that does not answer at all is known from no instant on', async () => {
    const { emulator, reader } = await practice({ state: state(entries(1)) });
    emulator.addFault({ path: '/auditLogs/', status: 403 });
    const { log } = await ask(reader, { query: 'auditWindow', since: long });
    expect(log).toEqual({ entries: [], unknown: expect.stringContaining('AuditLog.Read.All') as string });
  });
});
