import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinDrift } from '../../../src/core/drift/join.ts';
import type { AuditEntry } from '../../../src/core/live/audit.ts';
import { histories, us } from './histories.ts';

const now = new Date('2026-11-21T12:00:00Z');
const since = '2026-10-22T12:00:00.000Z';
const log = (entries: readonly AuditEntry[]) => ({ entries, since });

describe('who made a change necessary', () => {
  test.each(histories)('$what', ({ plan, log: entries, by, whyUnknown, contested }) => {
    expect(plan.changes).toHaveLength(1);
    const found = joinDrift(plan, log(entries), us, now);
    expect(found.map(({ change }) => change)).toEqual(plan.changes.map(({ key }) => key));
    expect(found[0]?.by?.name).toBe(by);
    expect(found[0]?.contested).toEqual(contested);
    expect((found[0]?.whyUnknown ?? '').includes(whyUnknown ?? '')).toBe(true);
    expect(found[0]?.whyUnknown === undefined).toBe(whyUnknown === undefined);
  });

  test('the order of the log does not matter', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...histories.filter(({ log: entries }) => entries.length > 1))
          .chain((history) =>
            fc.tuple(
              fc.constant(history),
              fc.shuffledSubarray([...history.log], { minLength: history.log.length }),
            ),
          ),
        ([{ plan, log: entries }, shuffled]) => {
          expect(joinDrift(plan, log(shuffled), us, now)).toEqual(joinDrift(plan, log(entries), us, now));
        },
      ),
    );
  });

  test('entries of one instant are always read in the same order', () => {
    const at = now.toISOString();
    const entries = histories.flatMap((history) => history.log).map((entry) => ({ ...entry, at }));
    fc.assert(
      fc.property(
        fc.constantFrom(...histories),
        fc.shuffledSubarray(entries, { minLength: entries.length }),
        ({ plan }, shuffled) => {
          expect(joinDrift(plan, log(shuffled), us, now)).toEqual(joinDrift(plan, log(entries), us, now));
        },
      ),
    );
  });

  test('what is unknown always has a reason, and what is known has none', () => {
    for (const { plan, log: entries } of histories)
      for (const each of joinDrift(plan, log(entries), undefined, now))
        expect([each.by === undefined, each.whyUnknown === undefined]).toSatisfy(
          ([unknown, unreasoned]: boolean[]) => unknown !== unreasoned,
        );
  });

  test('without a log it says so', () => {
    for (const { plan } of histories.slice(0, 3))
      expect(joinDrift(plan, { entries: [] }, us, now)).toMatchObject([
        { whyUnknown: 'the audit log could not be read' },
      ]);
  });
});
