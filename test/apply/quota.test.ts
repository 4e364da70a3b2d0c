import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  answered,
  createQuota,
  freeAt,
  heardLoad,
  roomAt,
  taken,
  type Quota,
} from '../../src/apply/quota.ts';

/** 100 in 10 s. */
const fresh = (percent = 100): Quota => createQuota(100, 10_000, percent);
const use = (quota: Quota, at: number, amount: number): Quota =>
  answered(taken(quota, amount), amount, { at, amount });

test.each<[string, Quota, number, number, number, number | undefined]>([
  ['nothing is used', fresh(), 0, 20, 100, 0],
  ['a share', fresh(50), 0, 20, 50, 0],
  ['half is used', use(fresh(), 0, 50), 1_000, 20, 50, 1_000],
  ['all is used', use(fresh(), 0, 100), 1_000, 20, 0, 10_000],
  ['all is used, at two times', use(use(fresh(), 0, 90), 4_000, 10), 5_000, 95, 0, 14_000],
  ['a window later', use(fresh(), 0, 100), 10_000, 100, 100, 10_000],
  ['all is under way', taken(fresh(), 100), 0, 1, 0, undefined],
  ['more than there can be', use(fresh(50), 0, 10), 1_000, 80, 40, 10_000],
  ['no limit', createQuota(Infinity, 10_000, 100), 0, 1e9, Infinity, 0],
  // Others have 0.9 × 100, less what rounding may hide, and give it back evenly.
  ['others have most', heardLoad(fresh(), 0.905, 0), 0, 20, 10, 1_112],
  ['others had most', heardLoad(fresh(), 0.905, 0), 5_000, 20, 55, 5_000],
  ['what is told is our own use', heardLoad(use(fresh(), 0, 90), 0.9, 0), 0, 10, 10, 0],
  ['nothing is told: below 0.8', heardLoad(heardLoad(fresh(), 1, 0), undefined, 0), 0, 20, 20, 0],
  ['others have it all', heardLoad(fresh(), 1.8, 0), 0, 20, 0, 5_544],
])('%s', (_, quota, at, amount, room, free) => {
  expect(roomAt(quota, at)).toBe(room);
  expect(freeAt(quota, amount, at)).toBe(free);
});

const steps = fc.array(
  fc.record({
    pause: fc.integer({ min: 0, max: 12_000 }),
    amount: fc.integer({ min: 1, max: 20 }),
    load: fc.option(fc.double({ min: 0.8, max: 1.8, noNaN: true }), { nil: undefined }),
  }),
  { maxLength: 60 },
);

describe('whatever is sent and heard', () => {
  it('no window has more than the share, and there is always an end to waiting', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 20, max: 100 }), (all, percent) => {
        let quota = fresh(percent);
        let now = 0;
        const sent: { at: number; amount: number }[] = [];
        for (const { pause, amount, load } of all) {
          const free = freeAt(quota, amount, now) ?? Infinity;
          // Own writes have left the window by then, and so has all that others had.
          expect(free).toBeLessThanOrEqual(now + 10_000);
          now = free;
          sent.push({ at: now, amount });
          quota = use(quota, now, amount);
          quota = heardLoad(quota, load, now);
          const within = sent.filter(({ at }) => at > now - 10_000);
          expect(within.reduce((sum, each) => sum + each.amount, 0)).toBeLessThanOrEqual(percent);
          now += pause;
        }
      }),
    );
  });

  it('at the instant that it names there is room, and a moment before there is not', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 100 }), (all, amount) => {
        let quota = fresh();
        let now = 0;
        for (const step of all) {
          now += step.pause;
          quota = heardLoad(use(quota, now, step.amount), step.load, now);
        }
        const free = freeAt(quota, amount, now) ?? Infinity;
        expect(roomAt(quota, free + 1)).toBeGreaterThanOrEqual(amount);
        expect(free === now || roomAt(quota, free - 2) < amount).toBe(true);
      }),
    );
  });
});
