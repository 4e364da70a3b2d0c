import { expect, test } from 'vitest';
import { pacedWriter } from '../../src/apply/paced-writer.ts';
import type { Clock, ExchangeCommand, GraphRequest, Sent, Writer } from '../../src/ports.ts';

/** A clock that stands still but for sleeping. */
function sleepingClock(): Clock & { readonly elapsed: () => number } {
  let time = 0;
  return {
    now: () => new Date(time),
    sleep: async (ms) => {
      time += ms;
    },
    elapsed: () => time,
  };
}

const answered = async (): Promise<Sent> => ({ result: 'answered', replies: [] });
const writer: Writer = { send: answered, invoke: answered };
const batch = (method: GraphRequest['method']): GraphRequest[] =>
  Array.from({ length: 20 }, (_, index) => ({ id: String(index), method, path: '/users/x' }));

test.each([
  [100, 150, 0],
  [100, 151, 150_000],
  [50, 75, 0],
  [50, 76, 150_000],
  [50, 151, 300_000],
  [1, 3, 300_000],
])('at %i %% of the limit %i batches of writes take %i ms', async (percent, batches, expected) => {
  const clock = sleepingClock();
  const paced = pacedWriter(writer, percent, clock);
  for (let each = 0; each < batches; each += 1) await paced.send(batch('PATCH'));
  expect(clock.elapsed()).toBe(expected);
});

test('reads pass', async () => {
  const clock = sleepingClock();
  const paced = pacedWriter(writer, 1, clock);
  for (let each = 0; each < 100; each += 1) await paced.send(batch('GET'));
  expect(clock.elapsed()).toBe(0);
});

test('Exchange counts by itself', async () => {
  const clock = sleepingClock();
  const paced = pacedWriter(writer, 1, clock);
  const command: ExchangeCommand = { id: '1', cmdlet: 'Set-Mailbox', parameters: { Identity: 'x' } };
  await paced.send(batch('PATCH'));
  for (let each = 0; each < 100; each += 1) await paced.invoke([command]);
  expect(clock.elapsed()).toBe(0);
});

test('what an interrupt catches waiting is not sent', async () => {
  const clock = sleepingClock();
  const interrupt = new AbortController();
  const paced = pacedWriter(writer, 1, clock, interrupt.signal);
  await paced.send(batch('PATCH'));
  interrupt.abort();
  expect(await paced.send(batch('PATCH'))).toMatchObject({ result: 'refused', code: 'NotSent' });
});
