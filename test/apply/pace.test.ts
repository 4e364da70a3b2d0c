import { describe, expect, it, test } from 'vitest';
import type { BatchEvent } from '../../src/apply/absorb.ts';
import { heard } from '../../src/apply/heard.ts';
import { defaultLimits } from '../../src/apply/limits.ts';
import { createPace, mayLook, mayWrite, sent, type Pace } from '../../src/apply/pace.ts';
import { progressOf, type Batch } from '../../src/apply/state.ts';
import { begin } from '../../src/apply/begin.ts';
import { loadIn, reachedIn, unitsIn } from '../../src/apply/throttling.ts';
import type { Channel } from '../../src/core/plan/plan.ts';
import type { Reply } from '../../src/ports.ts';
import { planOf } from './plans.ts';
import { department } from './play.ts';
import { mostUnderWay } from '../../src/apply/channels.ts';

type Headers = Readonly<Record<string, string>>;

const scope = (text: string, information?: string): Headers => ({
  'x-ms-throttle-scope': `${text}/app/tenant`,
  ...(information === undefined ? {} : { 'x-ms-throttle-information': information }),
});

describe('the headers', () => {
  test.each<[Headers, readonly string[] | undefined, boolean | undefined]>([
    [{}, undefined, undefined],
    [scope('Tenant_Application/Write', 'WriteLimitExceeded'), ['write'], true],
    [scope('Tenant/Write', 'WriteLimitExceeded'), ['write'], false],
    [scope('Tenant_Application/ReadWrite', 'ResourceUnitLimitExceeded'), ['look', 'write'], true],
    [scope('Application/Read', 'CPULimitExceeded'), ['look'], false],
    [scope('Tenant_Application/Read'), ['look'], true],
    [scope('Tenant_Application/Write'), ['write'], true],
    [{ 'x-ms-throttle-information': 'WriteLimitExceeded' }, ['write'], true],
    [{ 'x-ms-throttle-information': 'CPULimitExceeded' }, ['look', 'write'], true],
    [{ 'x-ms-throttle-information': 'SomethingNew' }, undefined, undefined],
    [scope('Tenant_Application/Sideways'), undefined, undefined],
  ])('%o', (headers, steps, own) => {
    expect(reachedIn(headers)?.steps).toEqual(steps);
    expect(reachedIn(headers)?.own).toBe(own);
  });

  test.each<[string, number | undefined]>([
    ['0.8', 0.8],
    ['1.25', 1.25],
    ['', undefined],
    ['much', undefined],
    ['-1', undefined],
  ])('of the limit "%s" is used', (text, load) => {
    expect(loadIn({ 'x-ms-throttle-limit-percentage': text })).toBe(load);
  });

  it('a request costs 1 where nobody says', () => {
    expect(unitsIn({})).toBe(1);
    expect(unitsIn({ 'x-ms-resource-unit': '3' })).toBe(3);
  });
});

const operations = Array.from({ length: 20 }, (_, index) => department(index + 1));
const job = begin({ plan: planOf(operations), root: '', seed: 1 }).job;

const batchOf = (step: Batch['step'], channel: Channel = 'graph'): Batch => ({
  channel,
  step,
  sentAt: 0,
  items: new Map(job.operations.map((each, index) => [String(index + 1), progressOf(job, each)])),
});

const answer = (reply: (index: number) => Partial<Reply>, headers?: Headers): BatchEvent => ({
  event: 'answered',
  batch: 'b',
  at: 1_000,
  ...(headers ? { headers } : {}),
  replies: Array.from({ length: 20 }, (_, index) => ({
    id: String(index + 1),
    status: 204,
    headers: {},
    body: undefined,
    ...reply(index),
  })),
});
const fine = () => ({});
const refused = (status: number, retryAfterMs?: number, headers?: Headers): BatchEvent => ({
  event: 'refused',
  batch: 'b',
  status,
  code: '',
  message: '',
  requestId: '',
  at: 1_000,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  ...(headers ? { headers } : {}),
});
const throttled = (headers: Headers) => ({ status: 429, headers });
const first = (number: number, headers: Headers) => (index: number) =>
  index < number ? throttled(headers) : {};

function after(step: Batch['step'], event: BatchEvent, channel: Channel = 'graph'): Pace {
  const batch = batchOf(step, channel);
  const pace = sent(createPace({ percentOfLimit: 100 }), channel, step, batch.items.size);
  return heard(pace, batch, event, defaultLimits);
}

describe('a refusal is obeyed for the quota that it is about', () => {
  const write = scope('Tenant_Application/Write', 'WriteLimitExceeded');
  const units = scope('Tenant_Application/ReadWrite', 'ResourceUnitLimitExceeded');
  test.each<[string, Pace, number, number]>([
    ['one item', after('write', answer(first(1, { ...write, 'retry-after': '3' }))), 0, 4_000],
    ['a fraction', after('write', answer(first(1, { ...write, 'retry-after': '2.128' }))), 0, 3_128],
    ['units', after('look', answer(first(1, { ...units, 'retry-after': '3' }))), 4_000, 4_000],
    ['reads', after('look', answer(first(1, { ...scope('Tenant/Read'), 'retry-after': '3' }))), 4_000, 0],
    ['one that says nothing', after('write', answer(first(1, { 'retry-after': '3' }))), 0, 0],
    ['most say nothing', after('write', answer(first(11, { 'retry-after': '3' }))), 4_000, 4_000],
    [
      'the longest',
      after(
        'write',
        answer((index) => throttled({ ...write, 'retry-after': String(index) })),
      ),
      0,
      20_000,
    ],
    ['no Retry-After', after('write', answer(first(1, write))), 0, 2_000],
    ['the whole batch', after('write', refused(429, 7_000)), 8_000, 8_000],
    ['the whole batch, for writes', after('write', refused(429, 7_000, write)), 0, 8_000],
    ['a service that is down', after('write', refused(503, 7_000)), 0, 0],
    ['a good answer', after('write', answer(fine)), 0, 0],
  ])('%s', (_, { quietUntil }, look, writes) => {
    expect(quietUntil.graph).toEqual({ look, write: writes });
    expect(quietUntil.exchange).toEqual({ look: 0, write: 0 });
  });
});

const load = (share: string): Headers => ({ 'x-ms-throttle-limit-percentage': share });

describe('how much is used', () => {
  test.each<[string, Pace, number, number]>([
    ['nothing is told', after('write', answer(fine)), 0, 0],
    [
      'an item tells, after a write',
      after(
        'write',
        answer(() => ({ headers: load('0.90') })),
      ),
      2_665,
      0,
    ],
    ['the batch tells, after a write', after('write', answer(fine, load('0.90'))), 2_665, 0],
    [
      'the highest counts',
      after(
        'write',
        answer((index) => ({ headers: load(String(0.8 + index / 100)) })),
      ),
      2_935,
      0,
    ],
    [
      'after a look',
      after(
        'look',
        answer(() => ({ headers: load('0.90') })),
      ),
      0,
      3_112.5,
    ],
    ['a refusal that does not tell', after('write', refused(429, 1_000)), 0, 0],
  ])('%s', (_, { writes, units }, ofWrites, ofUnits) => {
    expect(writes.others.amount).toBeCloseTo(ofWrites);
    expect(units.others.amount).toBeCloseTo(ofUnits);
  });

  test.each([
    ['the own limit', 'Tenant_Application/Write', 2_980],
    ['a limit that others share', 'Tenant/Write', 0],
  ])('a refusal for %s tells that all of it is used', (_, limit, others) => {
    const refusal = { ...scope(limit, 'WriteLimitExceeded'), 'retry-after': '3' };
    expect(after('write', answer(first(1, refusal))).writes.others.amount).toBeCloseTo(others);
  });

  it('counts what was sent, also where nobody knows what became of it', () => {
    const lost = after('write', { event: 'lost', batch: 'b', message: '', at: 1_000 });
    expect(lost.writes).toMatchObject({ underWay: 0, used: [{ at: 1_000, amount: 20 }] });
    expect(after('write', refused(429, 1_000)).writes).toMatchObject({ underWay: 0, used: [] });
    const costly = after(
      'look',
      answer(() => ({ headers: { 'x-ms-resource-unit': '3' } })),
    );
    expect(costly.units.used).toEqual([{ at: 1_000, amount: 60 }]);
    expect(costly.writes.used).toEqual([]);
  });
});

describe('what may be sent', () => {
  it('waits a moment for a fuller batch, and not longer', () => {
    const all = createPace({ percentOfLimit: 100 });
    const pace = (at: number): Pace => ({
      ...all,
      writes: {
        ...all.writes,
        used: [
          { at: 0, amount: 15 },
          { at, amount: 2_980 },
        ],
      },
    });
    expect(mayWrite(pace(1_000), 'graph', 20, 149_500)).toEqual({ now: 0, wake: 150_000 });
    expect(mayWrite(pace(1_000), 'graph', 20, 148_000)).toEqual({ now: 5 });
  });

  it('one batch of writes tells what others have used, before there are more', () => {
    const pace = sent(createPace({ percentOfLimit: 100 }), 'graph', 'write', 20);
    expect(mayWrite(pace, 'graph', 20, 0)).toEqual({ now: 0 });
    const told = heard(pace, batchOf('write'), answer(fine, load('0.99')), defaultLimits);
    expect(mayWrite(told, 'graph', 20, 1_000)).toEqual({ now: 20 });
    expect(mayWrite(told, 'graph', 60, 1_000).now).toBe(0);
  });

  it('nothing is looked at long before it can be written', () => {
    const all = createPace({ percentOfLimit: 100 });
    const pace = { ...all, writes: { ...all.writes, used: [{ at: 0, amount: 3_000 }] } };
    const looks = { wanted: 20, pending: 0, aheadMs: 5_000 };
    expect(mayLook(pace, 'graph', looks, 10_000)).toEqual({ now: 0, wake: 145_000 });
    expect(mayLook(pace, 'graph', looks, 145_000)).toEqual({ now: 20 });
  });

  test.each([
    [undefined, 3_500],
    [49, 3_500],
    [50, 5_000],
    [500, 5_000],
    [501, 8_000],
  ])('a tenant of %s users has %i resource units', (users, limit) => {
    const pace = createPace({ percentOfLimit: 50, ...(users === undefined ? {} : { users }) });
    expect(pace.units).toMatchObject({ limit, most: limit / 2 });
  });
});

describe('Exchange', () => {
  const plain = {
    error: { code: '', message: 'You have reached the maximum number of concurrent requests.' },
  };
  it('is left alone after a refusal, longer each time, and has one batch until it is content', () => {
    const event = answer((index) => (index === 0 ? { status: 400, body: plain } : {}));
    const once = after('write', event, 'exchange');
    expect(once.quietUntil.exchange).toEqual({ look: 2_000, write: 2_000 });
    const twice = heard(once, batchOf('look', 'exchange'), event, defaultLimits);
    expect(twice.quietUntil.exchange).toEqual({ look: 3_000, write: 3_000 });
    expect(mostUnderWay('exchange', defaultLimits, twice)).toBe(1);
    const content = heard(twice, batchOf('look', 'exchange'), answer(fine), defaultLimits);
    expect(mostUnderWay('exchange', defaultLimits, content)).toBe(2);
    expect(content.quietUntil.graph).toEqual({ look: 0, write: 0 });
  });

  it('has no part in the quotas of Graph', () => {
    const pace = after('write', answer(fine), 'exchange');
    expect(pace.writes.used).toEqual([]);
    expect(pace.units.used).toEqual([]);
  });
});
