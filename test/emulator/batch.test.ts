import { describe, expect, test } from 'vitest';
import { id, outcome, practice, rows, text, user } from './practice.ts';

const tenant = await practice({ users: [user(1), user(2)] });
const json = { 'Content-Type': 'application/json' };
const get = (name: string, number: number) => ({
  id: name,
  method: 'GET',
  url: `/users/${id(number)}?$select=id`,
});
const patch = (name: string, number: number, body: unknown) => ({
  id: name,
  method: 'PATCH',
  url: `users/${id(number)}`,
  headers: json,
  body,
});

async function statuses(...requests: unknown[]): Promise<Record<string, unknown>> {
  const answer = await tenant.call('POST', '/$batch', { requests });
  expect(outcome(answer)).toBe('200');
  return Object.fromEntries(rows(answer, 'responses').map((each) => [text(each['id']), each['status']]));
}

describe('$batch', () => {
  test('answers each item for itself, not in the order of asking', async () => {
    const requests = [get('a b', 1), patch('2', 2, { department: 'IT' }), get('x', 999)];
    const answer = await tenant.call('POST', '/$batch', { requests });
    expect(rows(answer, 'responses')).toMatchObject([
      { id: 'x', status: 404, body: { error: { code: 'Request_ResourceNotFound' } } },
      { id: '2', status: 204 },
      { id: 'a b', status: 200, body: { id: id(1) } },
    ]);
    expect(rows(answer, 'responses')[1]).not.toHaveProperty('body');
  });

  test('what depends on a failure fails', async () => {
    expect(
      await statuses(
        get('1', 999),
        { ...get('2', 1), dependsOn: ['1'] },
        { ...get('3', 1), dependsOn: ['2'] },
        get('4', 1),
      ),
    ).toEqual({ 1: 404, 2: 424, 3: 424, 4: 200 });
  });

  test.each<[string, unknown, string]>([
    ['no list', {}, 'Invalid batch payload format.'],
    [
      '21 items',
      { requests: Array.from({ length: 21 }, (_, index) => get(String(index), 1)) },
      'Number of batch request steps exceeds the max value of 20.',
    ],
    ['an id twice', { requests: [get('1', 1), get('1', 2)] }, 'Request Id : 1 is used more than once.'],
    [
      'a body without a type',
      { requests: [{ id: '1', method: 'PATCH', url: '/users/x', body: {} }] },
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
    ['no JSON', '{"requests": [', 'Unable to read JSON request payload.'],
  ])('%s is 400 as a whole', async (_name, body, message) => {
    expect(outcome(await tenant.call('POST', '/$batch', body))).toContain(`400 BadRequest: ${message}`);
  });

  test('items are throttled one by one', async () => {
    const fast = await practice({ users: [user(1)] }, { speed: 1000 });
    const reads = await Promise.all(
      Array.from({ length: 10 }, () =>
        fast.call('POST', '/$batch', {
          requests: Array.from({ length: 20 }, (_, index) => ({
            id: String(index),
            method: 'GET',
            url: `/groups/${id(1)}/transitiveMembers`,
          })),
        }),
      ),
    );
    expect(reads.every((answer) => answer.status === 200)).toBe(true);
    expect(fast.requests().totals).toEqual({ exchanges: 10, items: 200 });
    expect(fast.requests().counts).toEqual({
      'GET /groups/{id}/transitiveMembers': 200,
      'POST /$batch': 10,
    });
  });
});
