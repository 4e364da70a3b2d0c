import { describe, expect, it } from 'vitest';
import type { Reply, GraphRequest } from '../../src/ports.ts';
import { guid, keyOf, profile, type Sketch } from './plans.ts';
import { department, done, ok, play, sales, sent, until } from './play.ts';
import { error } from './world.ts';

const denied = (request: GraphRequest): Reply =>
  request.path.includes(guid(1))
    ? error(request, 403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
    : done(request);

const throttled = (request: GraphRequest): Reply =>
  error(request, 429, 'TooManyRequests', 'Later.', { 'retry-after': '90' });

describe('the engine', () => {
  it('reads again, notes its intent, writes, notes the outcome, finishes', () => {
    const game = play([department(1)]);
    const look = sent(game.start());
    expect(look.requests).toEqual([{ id: '1', method: 'GET', path: `/users/${guid(1)}?$select=department` }]);
    const afterLook = game.answer(look.batch, sales, look.requests);
    expect(afterLook.map((each) => each.action)).toEqual(['record', 'send']);
    expect(game.records.map((each) => each.record)).toEqual(['intent']);
    const write = sent(afterLook);
    expect(write.requests[0]?.method).toBe('PATCH');
    const last = game.answer(write.batch, done, write.requests);
    expect(last.map((each) => each.action)).toEqual(['record', 'finish']);
    expect(last.at(-1)).toEqual({ action: 'finish', complete: true });
    expect(game.records).toMatchObject([
      { record: 'intent', attempt: 1 },
      { record: 'outcome', outcome: 'applied' },
    ]);
  });

  it('sends nothing where nothing is to be done', () => {
    const game = play([department(1)]);
    const look = sent(game.start());
    game.answer(look.batch, ok({ department: 'IT' }), look.requests);
    expect(game.outcomes()).toEqual({ [keyOf(department(1))]: 'alreadySo' });
  });

  it('has at most 20 requests in a batch and as many batches as allowed', () => {
    const many = Array.from({ length: 90 }, (_, index) => department(index + 1));
    const game = play(many, { limits: { concurrency: 3 } });
    const sizes = game.start().flatMap((each) => (each.action === 'send' ? [each.requests.length] : []));
    expect(sizes).toEqual([20, 20, 20]);
  });

  it('has one operation of an object under way at a time', () => {
    const game = play([department(1), profile(guid(1), { mobilePhone: [null, '+55 1'] })]);
    const actions = game.start();
    const look = sent(actions);
    expect(look.requests).toHaveLength(1);
    expect(actions.some((each) => each.action === 'wait')).toBe(false);
    const write = sent(game.answer(look.batch, sales, look.requests));
    const second = sent(game.answer(write.batch, done, write.requests));
    expect(second.requests[0]?.path).toContain('mobilePhone');
  });

  it('does not begin a phase before the one before it has ended', () => {
    const rule: Sketch = {
      object: `group:${guid(9)}`,
      phase: 'rules',
      write: { type: 'update', kind: 'group', body: { membershipRule: 'b' } },
      changes: { membershipRule: ['a', 'b'] },
    };
    const game = play([rule, department(1), department(2)], { limits: { concurrency: 4 } });
    const look = sent(game.start());
    expect(look.requests.map((each) => each.path.split('/')[1])).toEqual(['users', 'users']);
    const write = sent(game.answer(look.batch, sales, look.requests));
    const [first, second] = write.requests;
    const afterOne = game.answer(
      write.batch,
      (each) =>
        each === first ? done(each) : error(each, 429, 'TooManyRequests', 'Later.', { 'retry-after': '2' }),
      write.requests,
    );
    expect(afterOne.some((each) => each.action === 'send')).toBe(false);
    const wake = until(afterOne);
    expect(wake).toBeGreaterThanOrEqual(2000);
    expect(wake).toBeLessThan(3001);
    const again = sent(game.tick(wake));
    expect(again.requests[0]?.path.slice(0, 30)).toBe(second?.path.slice(0, 30));
    const rewrite = sent(game.answer(again.batch, sales, again.requests));
    const phase = sent(game.answer(rewrite.batch, done, rewrite.requests));
    expect(phase.requests[0]?.path).toContain('/groups/');
  });

  it('holds what depends on a failure, says on which, and runs the rest', () => {
    const needs: Sketch = { ...department(3), phase: 'rules', dependsOn: [keyOf(department(1))] };
    const further: Sketch = { ...department(4), phase: 'resumes', dependsOn: [keyOf(needs)] };
    const game = play([department(1), department(2), needs, further]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const last = game.answer(write.batch, denied, write.requests);
    expect(last.at(-1)).toEqual({ action: 'finish', complete: true });
    expect(game.records.filter((each) => each.record === 'outcome')).toMatchObject([
      { outcome: 'failed', status: 403, code: 'Authorization_RequestDenied', requestId: 'r-1' },
      { outcome: 'applied' },
      {
        outcome: 'held',
        message: `It waits for "${keyOf(department(1))}", which failed; run the same command again once that is mended.`,
      },
      { outcome: 'held', message: `It waits for "${keyOf(needs)}", which is held itself.` },
    ]);
  });

  it('holds what it is told to hold, and what needs an operation outside the run', () => {
    const needs: Sketch = { ...department(2), phase: 'rules', dependsOn: [keyOf(department(1))] };
    const game = play([department(1), needs, department(3)], {
      operations: [keyOf(needs)],
      held: [{ operation: keyOf(department(3)), why: 'Nobody has reviewed it.' }],
    });
    expect(game.start().at(-1)).toEqual({ action: 'finish', complete: true });
    expect(game.records).toMatchObject([
      { operation: keyOf(department(3)), outcome: 'held', message: 'Nobody has reviewed it.' },
      {
        operation: keyOf(needs),
        outcome: 'held',
        message: expect.stringContaining('not part of this run') as string,
      },
    ]);
  });

  it.each([
    [409, 'Directory_ConcurrencyViolation', 'applied'],
    [500, 'UnknownError', 'applied'],
    [502, '', 'applied'],
    [503, 'ServiceUnavailable', 'applied'],
    [504, 'GatewayTimeout', 'applied'],
    [424, 'FailedDependency', 'applied'],
    [400, 'Request_BadRequest', 'failed'],
    [403, 'Authorization_RequestDenied', 'failed'],
    [409, 'Request_MultipleObjectsWithSameKeyValue', 'failed'],
  ])('after %s %s it ends as %s', (status, code, outcome) => {
    const game = play([department(1)]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const after = game.answer(write.batch, (each) => error(each, status, code, 'Why.'), write.requests);
    if (outcome === 'applied') {
      const again = sent(game.tick(until(after)));
      const rewrite = sent(game.answer(again.batch, sales, again.requests));
      game.answer(rewrite.batch, done, rewrite.requests);
    }
    expect(game.outcomes()).toEqual({ [keyOf(department(1))]: outcome });
  });

  it('gives up after so many attempts, with the words of the service', () => {
    const game = play([department(1)], { limits: { attempts: 3 } });
    let look = sent(game.start());
    for (const attempt of [1, 2, 3]) {
      const write = sent(game.answer(look.batch, sales, look.requests));
      const after = game.answer(
        write.batch,
        (each) => error(each, 503, 'ServiceUnavailable', 'Not now.'),
        write.requests,
      );
      if (attempt < 3) look = sent(game.tick(until(after)));
    }
    expect(game.records.filter((each) => each.record === 'intent').map((each) => each.attempt)).toEqual([
      1, 2, 3,
    ]);
    expect(game.records.at(-1)).toMatchObject({
      outcome: 'failed',
      status: 503,
      code: 'ServiceUnavailable',
      message: 'Not now.',
      uncertain: true,
    });
  });

  it('gives up when its patience is at an end, the waiting that was asked for not counted', () => {
    const game = play([department(1)], { limits: { patienceMs: 100_000, attempts: 99 } });
    let actions = game.start();
    for (const _ of [1, 2, 3]) {
      const look = sent(actions);
      actions = game.tick(until(game.answer(look.batch, throttled, look.requests)));
    }
    for (let tries = 0; tries < 30 && actions.at(-1)?.action !== 'finish'; tries += 1) {
      const look = sent(actions);
      const after = game.answer(look.batch, (each) => error(each, 503, 'Busy', 'Busy.'), look.requests);
      actions = after.at(-1)?.action === 'finish' ? after : game.tick(until(after));
    }
    expect(game.records.at(-1)).toMatchObject({ outcome: 'failed', status: 503 });
    const seconds = Date.parse(game.records.at(-1)?.at ?? '') / 1000;
    expect(seconds).toBeGreaterThan(270);
    expect(seconds).toBeLessThan(371);
  });

  it('looks before it sends a lost write again, and finds it done', () => {
    const game = play([department(1)]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const again = sent(game.tick(until(game.lose(write.batch))));
    expect(again.requests[0]?.method).toBe('GET');
    game.answer(again.batch, ok({ department: 'IT' }), again.requests);
    expect(game.outcomes()).toEqual({ [keyOf(department(1))]: 'applied' });
    expect(game.records.filter((each) => each.record === 'intent')).toHaveLength(1);
  });

  it('takes an answer that a batch leaves out for lost', () => {
    const game = play([department(1), department(2)]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const after = game.answer(
      write.batch,
      (each) => (each.id === '1' ? undefined : done(each)),
      write.requests,
    );
    expect(sent(game.tick(until(after))).requests.map((each) => each.method)).toEqual(['GET']);
  });

  it('waits before everything else when most of a batch is throttled', () => {
    const many = Array.from({ length: 30 }, (_, index) => department(index + 1));
    const game = play(many, { limits: { concurrency: 1 } });
    const look = sent(game.start());
    const late = game.answer(
      look.batch,
      (each) => error(each, 429, 'TooManyRequests', 'Later.', { 'retry-after': '40' }),
      look.requests,
    );
    expect(late.map((each) => each.action)).toEqual(['wait']);
    expect(until(late)).toBeGreaterThanOrEqual(40_000);
  });

  it('sends a refused batch again when the service says', () => {
    const game = play([department(1)]);
    const look = sent(game.start());
    const wake = until(game.refuse(look.batch, 429, 7000));
    expect(wake).toBeGreaterThanOrEqual(7000);
    expect(sent(game.tick(wake)).requests).toEqual(look.requests);
  });

  it('does not call its own earlier write a conflict', () => {
    const both: readonly Sketch[] = [
      department(1),
      { ...profile(guid(1), { mobilePhone: ['+1', '+2'] }), phase: 'rules' },
    ];
    const game = play(both);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const second = sent(game.answer(write.batch, done, write.requests));
    const stale = game.answer(second.batch, ok({ mobilePhone: '+0' }), second.requests);
    const third = sent(game.tick(until(stale)));
    expect(third.requests).toEqual(second.requests);
    const patience = game.tick(200_000);
    expect(patience).toEqual([]);
    game.answer(third.batch, ok({ mobilePhone: '+0' }), third.requests);
    expect(game.outcomes()).toMatchObject({ [keyOf(both[1] ?? department(1))]: 'conflict' });
  });
});
