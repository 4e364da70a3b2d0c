import { expect, test } from 'vitest';
import { report } from '../../src/apply/report.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { Clock } from '../../src/ports.ts';
import { id, user } from '../support/tenant.ts';
import { practise } from './practise.ts';

const people = 900;
const numbers = Array.from({ length: people }, (_, index) => index + 1);
const person = (number: number) => ({
  id: id(number),
  userPrincipalName: `person${number}@contoso.com`,
  displayName: `Person ${number}`,
  mailNickname: `person${number}`,
  accountEnabled: true,
  department: 'Sales',
});

/** Another job of the same application writes what is so already. Resolves with how many writes were refused. */
async function write(emulator: Emulator, writes: number): Promise<void> {
  const requests = Array.from({ length: 20 }, (_, index) => ({
    id: String(index),
    method: 'PATCH',
    url: `/users/${id(1)}`,
    headers: { 'Content-Type': 'application/json' },
    body: { displayName: 'Person 1' },
  }));
  for (let sent = 0; sent < writes; sent += requests.length)
    await fetch(`${emulator.graph}/$batch`, {
      method: 'POST',
      headers: { authorization: 'Bearer practice', 'content-type': 'application/json' },
      body: JSON.stringify({ requests: requests.slice(0, writes - sent) }),
    });
}

test('beside another job that has most of the limit and goes on, nothing fails', async () => {
  const { emulator, plan, run } = await practise({
    state: { ...emptyState(), users: numbers.map(person) },
    now: new Date('2026-11-21T12:00:00Z'),
    throttling: true,
  });
  const wanted = await plan(
    numbers.map((number) => user(`person${number}@contoso.com`, { department: 'IT' })),
  );
  let waited = 0;
  const start = emulator.clock.now();
  /** Waiting takes no time; meanwhile the other job makes ten writes in each second. */
  const clock: Clock = {
    now: () => new Date(start + waited),
    async sleep(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) return;
      const seconds = Math.floor((waited + ms) / 1000) - Math.floor(waited / 1000);
      waited += ms;
      emulator.advance(ms);
      await write(emulator, Math.min(seconds, 100) * 10);
    },
  };
  await write(emulator, 2_900);
  emulator.clearRequests();
  const records = await run(wanted, { clock, pace: { percentOfLimit: 50 } });
  expect(report(records)).toMatchObject({ exitCode: 0, counts: { applied: people } });
  const mine = emulator.requests().requests.filter(({ path }) => path !== `/users/${id(1)}`);
  const refused = mine.filter(({ status }) => status === 429);
  expect(refused.length / mine.length).toBeLessThan(0.1);
  // More than the rest of the first window: it had to wait for the other job's writes to leave it.
  expect(waited).toBeGreaterThan(20_000);
});
