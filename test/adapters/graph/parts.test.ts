import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address } from '../../../src/adapters/graph/address.ts';
import { batchBody } from '../../../src/adapters/graph/batch.ts';
import { batchReplies } from '../../../src/adapters/http/batch-replies.ts';
import { gate } from '../../../src/adapters/http/gate.ts';
import { describeError } from '../../../src/adapters/graph/graph-error.ts';
import { patience, patienceMs, retryAfterMs } from '../../../src/adapters/http/patience.ts';
import { reducer } from '../../../src/adapters/graph/reduce.ts';
import type { GraphRequest } from '../../../src/ports.ts';
import { hurriedClock } from './practice.ts';

describe('an address', () => {
  test('is one that people can read', () => {
    expect(address(['users'], { $select: 'id,displayName', $top: 999 })).toBe(
      '/users?$select=id,displayName&$top=999',
    );
    expect(address(['users', 'a_b.c#EXT#@d.onmicrosoft.com'])).toBe(
      '/users/a_b.c%23EXT%23@d.onmicrosoft.com',
    );
    expect(address(['users', '$count'])).toBe('/users/$count');
  });

  test('holds just what was put in, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !/^\.{1,2}$/.test(each));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, (segments, value) => {
        const url = new URL(`https://graph.microsoft.com/v1.0${address(segments, { $filter: value })}`);
        expect(url.pathname.split('/').slice(2).map(decodeURIComponent)).toEqual(segments);
        expect([...url.searchParams]).toEqual([['$filter', value]]);
        expect(url.hash).toBe('');
      }),
    );
  });
});

describe('a batch', () => {
  const requests: readonly GraphRequest[] = [
    { id: 'a', method: 'PATCH', path: '/users/1', body: { department: null } },
    { id: 'b', method: 'DELETE', path: '/users/1/manager/$ref' },
    { id: 'c', method: 'PATCH', path: '/groups/2', headers: { Prefer: 'create-if-missing' }, body: {} },
  ];

  test('gives every body its type, and every item the shared headers', () => {
    expect(JSON.parse(batchBody(requests, { 'x-ms-throttle-priority': 'low' }))).toEqual({
      requests: [
        {
          id: 'a',
          method: 'PATCH',
          url: '/users/1',
          headers: { 'Content-Type': 'application/json', 'x-ms-throttle-priority': 'low' },
          body: { department: null },
        },
        {
          id: 'b',
          method: 'DELETE',
          url: '/users/1/manager/$ref',
          headers: { 'x-ms-throttle-priority': 'low' },
        },
        {
          id: 'c',
          method: 'PATCH',
          url: '/groups/2',
          headers: {
            'Content-Type': 'application/json',
            'x-ms-throttle-priority': 'low',
            Prefer: 'create-if-missing',
          },
          body: {},
        },
      ],
    });
  });

  test('gives the replies in the order of the requests, whatever order they came in', () => {
    const replies = requests.map(({ id }, index) => ({
      id,
      status: 200 + index,
      headers: { 'Retry-After': '1' },
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(replies, { minLength: 3 }), (responses) => {
        expect(batchReplies(JSON.stringify({ responses }), requests)).toEqual(
          replies.map(({ id, status }) => ({ id, status, headers: { 'retry-after': '1' }, body: null })),
        );
      }),
    );
  });

  test.each([
    ['a reply is missing', { responses: [{ id: 'a', status: 204 }] }],
    ['a reply is doubled', { responses: ['a', 'b', 'c', 'c'].map((id) => ({ id, status: 204 })) }],
    ['a reply has no status', { responses: ['a', 'b', 'c'].map((id) => ({ id })) }],
    ['there are no replies', { value: [] }],
    ['there is nothing', null],
  ])('is not understood where %s', (_name, answer) => {
    expect(() => batchReplies(JSON.stringify(answer), requests)).toThrow(TypeError);
  });
});

describe('patience', () => {
  test('waits at least what was asked, and ends', () => {
    const asked = fc.array(fc.option(fc.nat({ max: 400_000 }), { nil: undefined }), { minLength: 20 });
    fc.assert(
      fc.property(asked, fc.double({ min: 0, max: 0.999, noNaN: true }), (waits, random) => {
        const { clock, slept } = hurriedClock();
        const waiting = patience(clock, () => random);
        for (const each of waits) {
          const wait = waiting.next(each);
          if (wait === undefined) break;
          expect(wait).toBe(each ?? wait);
          void clock.sleep(wait);
        }
        expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(patienceMs);
      }),
    );
  });

  test.each([
    ['2.128', 2128],
    ['0', 0],
    ['120', 120_000],
    ['Fri, 20 Nov 2026 08:00:10 GMT', 10_000],
    ['Fri, 20 Nov 2020 08:00:10 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads Retry-After %s', (text, ms) => {
    expect(retryAfterMs({ 'retry-after': text }, new Date('2026-11-20T08:00:00Z'))).toBe(ms);
  });
});

describe('a gate', () => {
  test('lets so many through at a time, and all in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 20 }),
        async (limit, tasks) => {
          const enter = gate(limit);
          let inside = 0;
          const results = await Promise.allSettled(
            tasks.map((succeeds, index) =>
              enter(async () => {
                expect(++inside).toBeLessThanOrEqual(limit);
                await Promise.resolve();
                inside--;
                if (!succeeds) throw new Error('failed');
                return index;
              }),
            ),
          );
          expect(results.map(({ status }) => status === 'fulfilled')).toEqual(tasks);
        },
      ),
    );
  });
});

describe('an object', () => {
  test('loses annotations at every depth, and everything of its manager but the id', () => {
    const reduce = reducer({ manager: true });
    const item = {
      '@odata.id': 'x',
      id: '1',
      department: null,
      onPremisesExtensionAttributes: { '@odata.type': 'y', extensionAttribute1: 'A' },
      otherMails: ['a@b.c'],
      manager: { '@odata.type': '#microsoft.graph.user', id: '2', displayName: 'Lee' },
    };
    expect(reduce(item)).toEqual({
      id: '1',
      department: null,
      onPremisesExtensionAttributes: { extensionAttribute1: 'A' },
      otherMails: ['a@b.c'],
      manager: '2',
    });
    expect(reduce({ id: '3' })).toEqual({ id: '3', manager: null });
  });
});

describe('an error', () => {
  test('is told with its code and request, also where the service says little', () => {
    const json = JSON.stringify({ error: { code: 'C', message: 'M', innerError: { 'request-id': 'r' } } });
    expect(describeError({ status: 400, headers: {}, text: json })).toBe('M (C, status 400, request-id r)');
    const old = JSON.stringify({ error: { code: 'C', message: '', innererror: { 'request-id': 'r' } } });
    expect(describeError({ status: 400, headers: {}, text: old })).toBe(
      'no explanation (C, status 400, request-id r)',
    );
    expect(describeError({ status: 503, headers: { 'request-id': 'h' }, text: '<html>' })).toBe(
      'no explanation (status 503, request-id h)',
    );
  });
});
