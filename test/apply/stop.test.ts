import { describe, expect, it } from 'vitest';
import { keyOf } from './plans.ts';
import { department, done, play, sales, sent, until } from './play.ts';
import { error } from './world.ts';

describe('a run that stops', () => {
  it('stops after the second refusal of the token', () => {
    const game = play([department(1), { ...department(2), phase: 'rules' }]);
    const look = sent(game.start());
    const again = sent(game.tick(until(game.refuse(look.batch, 401))));
    const last = game.refuse(again.batch, 401);
    expect(last.at(-1)).toMatchObject({
      action: 'finish',
      complete: true,
      stopped: expect.stringContaining('401') as string,
    });
    expect(game.outcomes()).toEqual({
      [keyOf(department(1))]: 'failed',
      [keyOf(department(2))]: 'notAttempted',
    });
  });

  it('stops when everything is refused', () => {
    const many = Array.from({ length: 50 }, (_, index) => department(index + 1));
    const game = play(many, { limits: { concurrency: 1 } });
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    const last = game.answer(
      write.batch,
      (each) => error(each, 403, 'Authorization_RequestDenied', 'No.'),
      write.requests,
    );
    expect(last.at(-1)).toMatchObject({
      action: 'finish',
      stopped: expect.stringContaining('403') as string,
    });
    const counted = Object.values(game.outcomes());
    expect(counted.filter((each) => each === 'failed')).toHaveLength(20);
    expect(counted.filter((each) => each === 'notAttempted')).toHaveLength(30);
  });

  it('goes on where some are refused and others are not', () => {
    const many = Array.from({ length: 60 }, (_, index) => department(index + 1));
    const game = play(many, { limits: { concurrency: 1 } });
    let actions = game.start();
    while (actions.at(-1)?.action !== 'finish') {
      const { batch, requests } = sent(actions);
      actions = game.answer(
        batch,
        (each) =>
          each.method === 'GET' ? sales(each) : each.id === '20' ? done(each) : error(each, 403, 'No', 'No.'),
        requests,
      );
    }
    expect(actions.at(-1)).toEqual({ action: 'finish', complete: true });
    expect(Object.values(game.outcomes()).filter((each) => each === 'failed')).toHaveLength(57);
  });

  it('awaits what is under way after an interruption and starts nothing more', () => {
    const game = play([department(1), { ...department(2), phase: 'rules' }]);
    const look = sent(game.start());
    const write = sent(game.answer(look.batch, sales, look.requests));
    expect(game.interrupt()).toEqual([]);
    const last = game.answer(write.batch, done, write.requests);
    expect(last.at(-1)).toEqual({ action: 'finish', complete: false });
    expect(game.outcomes()).toEqual({
      [keyOf(department(1))]: 'applied',
      [keyOf(department(2))]: 'notAttempted',
    });
  });

  it('stops when nothing is answered for as long as it is patient', () => {
    const many = Array.from({ length: 50 }, (_, index) => department(index + 1));
    const game = play(many, { limits: { concurrency: 1, attempts: 2 } });
    let actions = game.start();
    while (actions.at(-1)?.action !== 'finish') {
      const send = actions.find((each) => each.action === 'send');
      actions = send ? game.lose(send.batch) : game.tick(until(actions));
    }
    expect(actions.at(-1)).toMatchObject({ stopped: expect.stringContaining('socket hang up') as string });
    expect(Object.values(game.outcomes())).toContain('notAttempted');
  });

  it('does not write what it only looked at before the interruption', () => {
    const game = play([department(1)]);
    const look = sent(game.start());
    game.interrupt();
    const last = game.answer(look.batch, sales, look.requests);
    expect(last.map((each) => each.action)).toEqual(['record', 'finish']);
    expect(game.outcomes()).toEqual({ [keyOf(department(1))]: 'notAttempted' });
  });
});
