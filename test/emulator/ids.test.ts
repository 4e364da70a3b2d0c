import { afterAll, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';

const tenant = await startEmulator({ users: 400, seed: 1, throttling: false });
afterAll(() => tenant.close());

it('what is created never gets the id of somebody who is there', async () => {
  const there = new Set(tenant.state().users.map(({ id }) => id));
  const made: unknown[] = [];
  for (let number = 0; number < 120; number++) {
    const group = {
      displayName: `G ${number}`,
      mailEnabled: false,
      mailNickname: `g${number}`,
      securityEnabled: true,
    };
    const answer = await fetch(`${tenant.graph}/groups`, {
      method: 'POST',
      headers: { authorization: 'Bearer practice', 'content-type': 'application/json' },
      body: JSON.stringify(group),
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    made.push(id);
  }
  expect(made.filter((id) => there.has(String(id)))).toEqual([]);
  expect(new Set(made).size).toBe(made.length);
});
