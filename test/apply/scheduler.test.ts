import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { idealEnd, mostWithin, simulate, type Simulated } from './simulate.ts';

const steady = (): readonly [number, number] => [100, 400];
const notApplied = ({ outcomes }: Simulated): readonly string[] =>
  outcomes.flatMap(({ outcome, operation }) => (outcome === 'applied' ? [] : [`${operation} ${outcome}`]));

test.each([
  [100, 10_000, 3_000],
  [50, 5_000, 1_500],
  [20, 1_300, 600],
  [1, 100, 30],
])('at %i %% of the limits %i updates take hardly longer than they must', (percent, updates, most) => {
  const result = simulate({ updates, pace: { percentOfLimit: percent }, latency: steady });
  expect(notApplied(result)).toEqual([]);
  expect(result.throttled).toBe(0);
  expect(mostWithin(result.writes, 150_000)).toBeLessThanOrEqual(most);
  expect(result.endedAt / idealEnd(updates, most)).toBeLessThan(1.05);
  // Each is looked at once: no look was so early that it had to be repeated.
  expect(result.requests).toBe(2 * updates);
  expect(result.oldestLook).toBeLessThanOrEqual(30_000);
});

test('a service that is slow does not make looks old', () => {
  const result = simulate({
    updates: 4_000,
    pace: { percentOfLimit: 100 },
    latency: () => [4_000, 6_000],
  });
  expect(notApplied(result)).toEqual([]);
  expect(result.oldestLook).toBeLessThanOrEqual(30_000);
});

const delay = fc.integer({ min: 1, max: 5_000 });

it('never sends more than its share within a window, whatever the network does, and comes to its end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(delay, delay), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(5, 10, 33),
      (latencies, percentOfLimit) => {
        const latency = (batch: number) => latencies[batch % latencies.length] ?? [1, 1];
        const updates = 400;
        const result = simulate({ updates, pace: { percentOfLimit }, latency });
        expect(notApplied(result)).toEqual([]);
        expect(result.throttled).toBe(0);
        expect(mostWithin(result.writes, 150_000)).toBeLessThanOrEqual(30 * percentOfLimit);
        expect(result.oldestLook).toBeLessThanOrEqual(30_000);
      },
    ),
    { numRuns: 60 },
  );
});

/** So many writes a second for so many seconds. */
const traffic = (perSecond: number, from: number, seconds: number) =>
  Array.from({ length: seconds }, (_, index) => ({ at: from + index * 1_000, writes: perSecond }));

describe('beside others who write', () => {
  test.each([
    ['somebody spent most before', 0.03, [{ at: 0, writes: 2_700 }]],
    ['somebody spent everything before', 0.03, [{ at: 0, writes: 3_000 }]],
    ['somebody writes steadily', 0.03, traffic(10, 0, 900)],
    ['somebody takes all that there is', 0.06, traffic(100, 0, 600)],
    ['somebody comes in the middle', 0.03, [{ at: 5_000, writes: 1_500 }, ...traffic(15, 200_000, 300)]],
  ])('%s: nothing fails, and hardly anything is refused', (_, share, others) => {
    const result = simulate({ updates: 4_000, pace: { percentOfLimit: 100 }, latency: steady, others });
    expect(notApplied(result)).toEqual([]);
    expect(result.throttled / result.requests).toBeLessThan(share);
    expect(result.oldestLook).toBeLessThanOrEqual(30_000);
  });

  test('where the service tells nothing beforehand, refusals are obeyed', () => {
    const others = traffic(15, 0, 600);
    const result = simulate({
      updates: 4_000,
      pace: { percentOfLimit: 100 },
      latency: steady,
      others,
      tells: false,
    });
    expect(notApplied(result)).toEqual([]);
    expect(result.throttled / result.requests).toBeLessThan(0.05);
  });

  test('once they are gone, it is as fast as before', () => {
    const alone = simulate({ updates: 6_000, pace: { percentOfLimit: 100 }, latency: steady });
    const beside = simulate({
      updates: 6_000,
      pace: { percentOfLimit: 100 },
      latency: steady,
      others: [{ at: 1_000, writes: 1_000 }],
    });
    expect(beside.endedAt).toBeLessThan(alone.endedAt + 160_000);
  });

  test('without a share of its own it sends until it is told, and nothing fails', () => {
    const result = simulate({ updates: 4_000, latency: steady });
    expect(notApplied(result)).toEqual([]);
    expect(result.throttled).toBeGreaterThan(0);
    expect(result.endedAt).toBeLessThan(1.1 * idealEnd(4_000));
  });
});
