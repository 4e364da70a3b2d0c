import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { parseJournal } from '../../src/apply/journal.ts';
import { report } from '../../src/apply/report.ts';
import type { Value } from '../../src/core/attributes/attribute.ts';
import { external, recipient } from './exchange-side.ts';
import { attribute } from './extension-parts.ts';
import { guid, keyOf } from './plans.ts';
import { department, done, invoked, ok, play, sales, sent, until } from './play.ts';
import { outcomes, setUp } from './set-up.ts';
import { createFile, createWorld, error } from './world.ts';

const id = guid(1);
const change: readonly [Value, Value] = ['Old', 'New'];
const first = attribute(id, change, ['exchange'], 'mailUser');
const second = attribute(id, change, ['graph', 'exchange']);
const shut = (request: { readonly id: string }) => error(request, 400, 'Request_BadRequest', external);
const shown = ok({ onPremisesExtensionAttributes: { extensionAttribute1: 'Old' } });
const row = (value: string) =>
  ok({ value: [{ CustomAttribute1: value, 'CustomAttribute1@odata.type': 'x' }] });

/** A game in which Graph has refused for good, at the look through Exchange. */
function atSecond() {
  const game = play([second]);
  const look = sent(game.start());
  const write = sent(game.answer(look.batch, shown, look.requests));
  return { game, look: invoked(game.answer(write.batch, shut, write.requests)) };
}

describe('a change whose first channel is Exchange', () => {
  it('is read and written with its own cmdlets, by the id of the user', () => {
    const game = play([first]);
    const look = invoked(game.start());
    expect(look.commands).toEqual([
      { id: '1', cmdlet: 'Get-MailUser', parameters: { Identity: id }, select: ['CustomAttribute1'] },
    ]);
    const write = invoked(game.reply(look.batch, row('Old'), look.commands));
    expect(write.commands).toEqual([
      { id: '1', cmdlet: 'Set-MailUser', parameters: { Identity: id, CustomAttribute1: 'New' } },
    ]);
    expect(game.records).toMatchObject([{ record: 'intent', attempt: 1, channel: 'exchange' }]);
    game.reply(write.batch, done, write.commands);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', channel: 'exchange' });
  });

  it('clears with null', () => {
    const game = play([attribute(id, ['Old', null], ['exchange'])]);
    const look = invoked(game.start());
    const write = invoked(game.reply(look.batch, row('Old'), look.commands));
    expect(write.commands[0]?.parameters).toEqual({ Identity: id, CustomAttribute1: null });
  });

  it.each([
    ['New', 'alreadySo'],
    ['', 'conflict'],
    ['Theirs', 'conflict'],
  ])('where Exchange holds "%s" it ends as %s', (value, outcome) => {
    const game = play([first]);
    const look = invoked(game.start());
    game.reply(look.batch, row(value), look.commands);
    expect(game.outcomes()).toEqual({ [keyOf(first)]: outcome });
  });

  it('takes empty text for unset', () => {
    const game = play([attribute(id, ['Old', null], ['exchange'])]);
    const look = invoked(game.start());
    game.reply(look.batch, row(''), look.commands);
    expect(Object.values(game.outcomes())).toEqual(['alreadySo']);
  });

  it('fails where the answer is not about one recipient', () => {
    const game = play([first]);
    const look = invoked(game.start());
    game.reply(look.batch, ok({ value: [] }), look.commands);
    expect(Object.values(game.outcomes())).toEqual(['failed']);
  });
});

describe('a change that comes to Exchange as its second channel', () => {
  it('is noted, with the words of Graph', () => {
    const { game } = atSecond();
    expect(game.records.map((each) => each.record)).toEqual(['intent', 'channel']);
    expect(game.records.at(-1)).toMatchObject({ channel: 'exchange', status: 400, message: external });
  });

  it.each([
    ['New', 'alreadySo'],
    ['Theirs', 'conflict'],
    ['', 'conflict'],
  ])('where Exchange holds "%s" it ends as %s', (value, outcome) => {
    const { game, look } = atSecond();
    game.reply(look.batch, row(value), look.commands);
    expect(game.outcomes()).toEqual({ [keyOf(second)]: outcome });
  });

  it('is written where Exchange holds what Graph showed', () => {
    const { game, look } = atSecond();
    const write = invoked(game.reply(look.batch, row('Old'), look.commands));
    game.reply(write.batch, done, write.commands);
    expect(game.records.at(-1)).toMatchObject({ outcome: 'applied', channel: 'exchange' });
    expect(game.records.filter((each) => each.record === 'intent')).toMatchObject([
      { attempt: 1 },
      { attempt: 2, channel: 'exchange' },
    ]);
  });

  it('names both values at a conflict', () => {
    const { game, look } = atSecond();
    game.reply(look.batch, row('Theirs'), look.commands);
    expect(game.records.at(-1)).toMatchObject({
      message: expect.stringContaining('extensionAttribute1 (Graph "Old", Exchange "Theirs")') as string,
      found: { extensionAttribute1: 'Theirs' },
    });
  });
});

const throttled = (request: { readonly id: string }) =>
  error(request, 429, 'TooManyRequests', 'Later.', { 'retry-after': '40' });

describe('the two channels', () => {
  const many = Array.from({ length: 50 }, (_, index) => attribute(guid(100 + index), change, ['exchange']));
  it('have batches of their own size and number', () => {
    const people = Array.from({ length: 190 }, (_, index) => department(index + 200));
    const actions = play([...many, ...people]).start();
    const sizes = actions.flatMap((each) =>
      each.action === 'send'
        ? [each.requests.length]
        : each.action === 'invoke'
          ? [-each.commands.length]
          : [],
    );
    expect(sizes).toEqual([...Array<number>(8).fill(20), -10, -10]);
  });

  it('a throttled Exchange does not quiet Graph', () => {
    const game = play([...many, department(1), { ...department(2), phase: 'attributes' }], {
      limits: { concurrency: 1 },
    });
    const start = game.start();
    const look = invoked(start);
    const quiet = game.reply(look.batch, throttled, look.commands);
    expect(quiet.map((each) => each.action)).toEqual(['wait']);
    expect(until(quiet)).toBeGreaterThanOrEqual(40_000);
    const write = sent(game.answer(sent(start).batch, sales, sent(start).requests));
    expect(write.requests).toHaveLength(2);
  });

  it('Exchange is given up by itself, and Graph goes on', () => {
    const later = { ...department(2), phase: 'rules' as const };
    const game = play([...many, department(1), later], { limits: { concurrency: 1 } });
    let actions = game.start();
    const queue = actions.filter((each) => each.action === 'send' || each.action === 'invoke');
    for (let next = queue.shift(); next; next = queue.shift()) {
      actions =
        next.action === 'invoke'
          ? game.reply(next.batch, (each) => error(each, 403, 'AccessDenied', 'No.'), next.commands)
          : game.answer(next.batch, (each) => (each.method === 'GET' ? sales : done)(each), next.requests);
      queue.push(...actions.filter((each) => each.action === 'send' || each.action === 'invoke'));
    }
    expect(actions.at(-1)).toMatchObject({
      action: 'finish',
      complete: true,
      stopped: expect.stringContaining('Exchange was given up') as string,
    });
    const counts = Object.groupBy(Object.values(game.outcomes()), (each) => each);
    expect(counts.failed).toHaveLength(20);
    expect(counts.notAttempted).toHaveLength(30);
    expect(counts.applied).toHaveLength(2);
  });
});

describe('a resumed run with both channels', () => {
  const people = [1, 2, 3].map(guid);
  const sketches = people.map((each) => attribute(each, change, ['graph', 'exchange']));
  const hybrid = () =>
    createWorld(
      Object.fromEntries(
        people.map((each) => [
          each,
          recipient({ extensionAttribute1: 'Old' }, { recipient: 'mailbox', mastered: 'exchange' }),
        ]),
      ),
    );

  it('comes to the same end wherever it was killed, and never knocks again where it is shut for good', async () => {
    const whole = setUp(sketches, hybrid());
    const lines = (await apply(whole)).length;
    expect(report(parseJournal(whole.journal.text).records)).toMatchObject({
      exitCode: 0,
      counts: { applied: 3 },
    });
    for (let kept = 1; kept < lines; kept += 1) {
      const text = whole.journal.text.split('\n').slice(0, kept).join('\n');
      for (const room of [`${text}\n`.length, `${text}\n`.length + 9]) {
        const world = hybrid();
        const application = setUp(sketches, world);
        const cut = createFile('', room);
        await apply({ ...application, journal: cut }).catch(() => undefined);
        const opened = new Set(
          parseJournal(cut.text).records.flatMap((each) =>
            each.record === 'channel' ? [each.operation] : [],
          ),
        );
        world.log.length = 0;
        const journal = createFile(cut.text);
        const records = await apply({ ...application, journal, resume: parseJournal(cut.text) });
        expect(report(records)).toMatchObject({ exitCode: 0, open: [] });
        const again = sketches.filter(
          (each) =>
            opened.has(keyOf(each)) && world.log.some(({ path }) => path.includes(each.object.slice(5))),
        );
        expect(again).toEqual([]);
      }
    }
  });

  it('leaves alone what is blocked, and holds what needs it', async () => {
    const world = hybrid();
    const blocked = attribute(guid(1), change, ['graph']);
    const needs = { ...department(9), phase: 'rules' as const, dependsOn: [keyOf(blocked)] };
    const application = setUp([blocked, needs], world);
    const before = await apply(application);
    expect(outcomes(before)).toMatchObject([{ outcome: 'blocked' }, { outcome: 'held' }]);
    world.log.length = 0;
    const journal = createFile(application.journal.text);
    const records = await apply({ ...application, journal, resume: parseJournal(journal.text) });
    expect(world.log).toEqual([]);
    expect(report(records).counts).toMatchObject({ blocked: 1, held: 1 });
  });

  it('reads a journal from before there were channels', async () => {
    const world = hybrid();
    const application = setUp([department(1)], world);
    world.things.set(guid(1), { ...recipient({}), properties: { department: 'Sales' } });
    const plan = JSON.parse(JSON.stringify(application.plan).replace('"channels":["graph"],', '')) as object;
    expect(plan).not.toHaveProperty('operations.0.channels');
    const at = '2026-10-01T08:00:00.000Z';
    const text = `${JSON.stringify({ record: 'plan', at, format: 1, endpoint: 'e', plan })}\n`;
    const resume = parseJournal(text);
    const records = await apply({
      ...application,
      plan: resume.plan?.plan ?? application.plan,
      journal: createFile(text),
      resume,
    });
    expect(report(records).counts.applied).toBe(1);
  });
});
