import { expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock/clock.ts';

test('sleeps, and wakes at once when it is stopped', async () => {
  const clock = systemClock();
  const before = clock.now().getTime();
  await clock.sleep(20);
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(19);
  const stop = new AbortController();
  const asleep = clock.sleep(2 ** 40, stop.signal);
  stop.abort();
  await asleep;
  await clock.sleep(2 ** 40, stop.signal);
  await clock.sleep(-1);
});
