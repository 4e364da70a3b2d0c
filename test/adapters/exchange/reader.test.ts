import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { TenantryError } from '../../../src/core/problem.ts';
import type { Fault } from '../../../src/emulator/faults.ts';
import { problemOf } from '../problem-of.ts';
import { exchangePractice, expectedOf, id, people, readRecipients, recipientsQuery } from './practice.ts';

const opaque = async (): Promise<string> => 'token';
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('recipients', () => {
  test('are read one by one, mail users after the mailboxes', async () => {
    const { emulator, reader } = await exchangePractice(15);
    expect(await readRecipients(reader, upTo(15), 9000)).toEqual(expectedOf(upTo(15)));
    expect(emulator.requests().totals).toEqual({ exchanges: 2 + 1, items: 15 + 10 });
    expect(emulator.requests().cmdlets).toMatchObject({
      'Get-Mailbox': { requests: 0, items: 15, batches: 2 },
      'Get-MailUser': { requests: 0, items: 10, batches: 1 },
    });
  });

  test('are read in bulk, to the last page', async () => {
    const { emulator, reader, progress } = await exchangePractice(3100);
    const numbers = upTo(3100);
    expect(await readRecipients(reader, numbers, numbers.length)).toEqual(expectedOf(numbers));
    expect(emulator.requests().totals).toEqual({ exchanges: 2 + 2, items: 0 });
    expect(progress).toContain('read the mailboxes: 1034');
  });

  test('bring along who manages them, and only the attributes that are set', async () => {
    const state = people(2);
    state.exchange = {
      recipients: [
        {
          id: id(1),
          recipientTypeDetails: 'SharedMailbox',
          isExchangeCloudManaged: true,
          customAttributes: { customAttribute1: 'a', customAttribute15: 'ö' },
        },
        { id: id(2), recipientTypeDetails: 'GuestMailUser', customAttributes: {} },
      ],
    };
    const { reader } = await exchangePractice(2, { state });
    for (const of of [2, 9000])
      expect(await readRecipients(reader, [1, 2], of)).toEqual(
        new Map([
          [
            id(1),
            {
              type: 'mailbox',
              details: 'SharedMailbox',
              cloudManaged: true,
              attributes: { extensionAttribute1: 'a', extensionAttribute15: 'ö' },
            },
          ],
          [id(2), { type: 'mailUser', details: 'GuestMailUser', cloudManaged: false, attributes: {} }],
        ]),
      );
  });

  test('are not asked for where nobody is: no token, no request', async () => {
    const exchange = vi.fn<() => Promise<string>>();
    const { emulator, reader } = await exchangePractice(3, {}, { tokens: { graph: opaque, exchange } });
    await reader.answer([{ query: 'tenant' }, recipientsQuery([], 3)]);
    expect(emulator.requests().requests.map(({ path }) => path)).toEqual([
      expect.stringMatching('organization$'),
    ]);
    expect(exchange).not.toHaveBeenCalled();
  });

  test('stand in the order of the queries, beside those of Graph', async () => {
    const { reader } = await exchangePractice(3);
    const answers = await reader.answer([recipientsQuery([1], 3), { query: 'userCount' }]);
    expect(answers.map(({ query }) => query)).toEqual(['recipients', 'userCount']);
  });
});

describe('a read of recipients goes on', () => {
  test.each<[string, Fault]>([
    ['throttling', { status: 429, retryAfter: 2 }],
    ['throttling in plain text', { exchange: 'concurrency' }],
    ['throttling in plain text under another status', { exchange: 'concurrency', status: 400 }],
    ['a service that is down', { status: 503, body: '<html>busy</html>' }],
    ['a gateway', { status: 504 }],
    ['a slow service', { status: 408 }],
    ['a connection that breaks', { drop: 'before' }],
    ['an answer that is cut short', { truncate: true }],
    ['an answer that is no JSON', { status: 200, body: 'hello', contentType: 'text/plain' }],
    ['an answer without a list', { status: 200, body: { hello: 'world' } }],
  ])('after %s', async (_name, fault) => {
    const { emulator, reader, slept, progress } = await exchangePractice(40);
    const good = expectedOf([1, 2, 3]);
    for (const of of [40, 9000]) {
      emulator.clearFaults();
      slept.length = 0;
      emulator.addFault({ ...fault, path: '^/adminapi', item: false, times: 2 });
      const numbers = of === 40 ? upTo(40) : [1, 2, 3];
      const found = await readRecipients(reader, numbers, of);
      expect(new Map([...found].filter(([key]) => good.has(key)))).toEqual(good);
      expect(slept).toHaveLength(2);
    }
    expect(progress.some((each) => /^Exchange Online: .+, trying again in/.test(each))).toBe(true);
  });

  test.each<[string, Fault]>([
    ['throttled', { status: 429, retryAfter: 7 }],
    ['refused in plain text', { exchange: 'concurrency', retryAfter: 7 }],
  ])('with just the items that were %s', async (_name, fault) => {
    const { emulator, reader, slept } = await exchangePractice(10);
    emulator.addFault({ ...fault, item: true, skip: 3, times: 2 });
    expect(await readRecipients(reader, upTo(10), 9000)).toEqual(expectedOf(upTo(10)));
    expect(slept).toEqual([7000]);
    expect(emulator.requests().totals.items).toBe(10 + 2 + 6);
  });

  test('with a fresh token, once', async () => {
    const given: (string | undefined)[] = [];
    const exchange = async (refused?: string): Promise<string> => `token${given.push(refused)}`;
    const { emulator, reader } = await exchangePractice(3, {}, { tokens: { graph: opaque, exchange } });
    emulator.addFault({ path: '^/adminapi', status: 401, item: false, times: 1 });
    await readRecipients(reader, [1], 3);
    expect(given.slice(0, 2)).toEqual([undefined, 'token1']);
    emulator.addFault({ path: '^/adminapi', status: 401, item: false });
    expect((await problemOf(() => readRecipients(reader, [1], 3))).message).toMatch(
      /^Exchange Online does not accept the token on trying to read the recipients/,
    );
  });
});

describe('a read of recipients fails', () => {
  test('without a role, and says which', async () => {
    const { reader } = await exchangePractice(40, { exchangeAccess: 'none' });
    for (const numbers of [[1], upTo(40)]) {
      const { message, remedy } = await problemOf(() => readRecipients(reader, numbers, 40));
      expect(message).toMatch(
        /^Exchange Online does not allow to read the recipients: .*directory role.* \(AccessDenied, status 403/,
      );
      expect(remedy).toContain('Exchange.ManageAsApp');
      expect(remedy).toContain('Exchange Recipient Administrator');
      expect(remedy).toContain('exchange: { route: never }');
    }
  });

  test('where one cmdlet is not allowed', async () => {
    const { emulator, reader } = await exchangePractice(5);
    emulator.addFault({ cmdlet: 'Get-MailUser', exchange: 'forbidden' });
    expect((await problemOf(() => readRecipients(reader, [1, 2], 9000))).message).toContain('AccessDenied');
  });

  test('where a next page cannot be followed', async () => {
    const { emulator, reader } = await exchangePractice(40);
    emulator.addFault({ cmdlet: 'Get-Mailbox', exchange: 'deadLink' });
    expect((await problemOf(() => readRecipients(reader, upTo(40), 40))).message).toContain(
      'Expired or Invalid pagination request',
    );
  });

  test('where nobody listens', async () => {
    const { emulator, reader } = await exchangePractice(1);
    await emulator.close();
    expect((await problemOf(() => readRecipients(reader, [1], 1))).message).toMatch(/^Nothing listens at/);
  });

  test('with the whole round: what Graph still does is stopped', async () => {
    const { emulator, reader } = await exchangePractice(3, { exchangeAccess: 'none' });
    emulator.addFault({ path: '^/organization', delayMs: 60_000 });
    const query = recipientsQuery([1], 3);
    expect((await problemOf(() => reader.answer([{ query: 'tenant' }, query]))).id).toBe('exchange-refused');
  });
});

test('a read of recipients is whole or fails, whatever goes wrong', { timeout: 120_000 }, async () => {
  const { emulator, reader } = await exchangePractice(2200);
  const kind = fc.constantFrom<Fault>(
    { status: 429, retryAfter: 1 },
    { status: 503, body: 'busy', contentType: 'text/plain' },
    { status: 400 },
    { status: 404 },
    { status: 404, body: { error: { code: 'NotFound', message: 'No such page.' } } },
    { exchange: 'forbidden' },
    { exchange: 'concurrency' },
    { exchange: 'deadLink' },
    { drop: 'before' },
    { drop: 'after' },
    { truncate: true },
    { status: 200, body: 'text', contentType: 'text/plain' },
    { status: 200, body: {} },
    { status: 200, body: { value: [] } },
    { status: 200, body: { value: [{}] } },
    { status: 204 },
  );
  const fault = fc
    .tuple(kind, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
    .map(([each, skip, times, item]) => ({ ...each, path: '^/adminapi', skip, times, item }));
  const asked = fc.constantFrom<readonly [number[], number]>([upTo(25), 90_000], [upTo(2200), 2200]);
  await fc.assert(
    fc.asyncProperty(asked, fc.array(fault, { maxLength: 3 }), async ([numbers, of], faults) => {
      // An empty list is a sound answer of a cmdlet that lists.
      const lies = (each: Fault): boolean => of === 2200 && JSON.stringify(each.body) === '{"value":[]}';
      emulator.clearFaults();
      const real = faults.filter((each) => !lies(each));
      if (real.length > 0) emulator.addFault(...real);
      const result = await readRecipients(reader, numbers, of).catch((error: unknown) => error);
      const good = expectedOf(numbers);
      expect(result instanceof TenantryError ? good : result).toEqual(good);
    }),
    { numRuns: 40 },
  );
});
