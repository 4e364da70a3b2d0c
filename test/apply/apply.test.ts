import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { parseJournal, unfinished } from '../../src/apply/journal.ts';
import type { JournalRecord } from '../../src/apply/records.ts';
import { report } from '../../src/apply/report.ts';
import { TenantryError } from '../../src/core/problem.ts';
import { guid } from './plans.ts';
import { department, endpoint, outcomes, people, person, setUp } from './set-up.ts';
import { createClock, createFile, type World } from './world.ts';

describe('apply', () => {
  it('begins the journal with the plan and ends it', async () => {
    const world = people(2);
    const application = setUp([department(1), department(2)], world);
    const heard: JournalRecord[] = [];
    const records = await apply({ ...application, onRecord: (record) => heard.push(record) });
    expect(records.map((record) => record.record)).toEqual([
      'plan',
      'intent',
      'intent',
      'outcome',
      'outcome',
      'end',
    ]);
    expect(records[0]).toMatchObject({ endpoint, plan: application.plan, at: '2026-10-01T08:00:00.000Z' });
    expect(heard).toEqual(records);
    expect(parseJournal(application.journal.text).records).toEqual(records);
    expect(report(records)).toMatchObject({ exitCode: 0, counts: { applied: 2 } });
  });

  it('writes no secret into the journal', async () => {
    const application = setUp([department(1)], people(1));
    await apply(application);
    expect(application.journal.text).not.toMatch(/authorization|bearer|headers/i);
  });

  it('reports a conflict with what was found, and applies the rest', async () => {
    const world = people(2);
    world.things.set(guid(2), person('HR'));
    const records = await apply(setUp([department(1), department(2)], world));
    expect(outcomes(records)).toMatchObject([
      { outcome: 'conflict', found: { department: 'HR' } },
      { outcome: 'applied' },
    ]);
    expect(world.things.get(guid(2))?.properties).toEqual({ department: 'HR' });
    expect(report(records).exitCode).toBe(6);
  });

  it('sends nothing where the disk is full before the intent', async () => {
    const world = people(1);
    const application = setUp([department(1)], world);
    await apply({ ...application, journal: createFile() });
    world.things.set(guid(1), person('Sales'));
    const planned = JSON.stringify({
      record: 'plan',
      at: createClock().now().toISOString(),
      format: 1,
      endpoint,
      plan: application.plan,
    });
    world.log.length = 0;
    const journal = createFile('', planned.length + 11);
    await expect(apply({ ...application, journal })).rejects.toBeInstanceOf(TenantryError);
    expect(world.log.map((request) => request.method)).toEqual(['GET']);
    expect(unfinished(parseJournal(journal.text))).toBe(true);
  });

  it('drains after an interruption, and a resumed run does the rest', async () => {
    const world = people(50);
    const stop = new AbortController();
    const sketches = Array.from({ length: 50 }, (_, index) => department(index + 1));
    const application = setUp(sketches, world);
    world.onSend = (requests) => {
      if (requests.some((request) => request.method === 'PATCH')) stop.abort();
    };
    const records = await apply({ ...application, concurrency: 1, signal: stop.signal });
    expect(records.at(-1)?.record).toBe('outcome');
    expect(report(records)).toMatchObject({
      finished: false,
      counts: { applied: 20, notAttempted: 30 },
      open: [],
    });
    const journal = createFile(application.journal.text);
    world.log.length = 0;
    const whole = await apply({ ...application, journal, resume: parseJournal(journal.text) });
    expect(world.log.filter((request) => request.method === 'PATCH')).toHaveLength(30);
    expect(report(whole)).toMatchObject({ finished: true, exitCode: 0, counts: { applied: 50 } });
  });

  it('does nothing where it is interrupted before it begins', async () => {
    const world = people(1);
    const records = await apply({ ...setUp([department(1)], world), signal: AbortSignal.abort() });
    expect(world.log).toEqual([]);
    expect(outcomes(records)).toMatchObject([{ outcome: 'notAttempted' }]);
  });

  it('records what is under way, then throws, where the writer rejects', async () => {
    const world = people(30);
    let calls = 0;
    const sketches = Array.from({ length: 30 }, (_, index) => department(index + 1));
    const application = setUp(sketches, world);
    const writer = {
      send: (requests: Parameters<World['send']>[0]) => {
        calls += 1;
        return calls === 3 ? Promise.reject(new Error('No token.')) : world.send(requests);
      },
      invoke: (commands: Parameters<World['invoke']>[0]) => world.invoke(commands),
    };
    await expect(apply({ ...application, writer })).rejects.toThrow('No token.');
    const journal = parseJournal(application.journal.text);
    expect(unfinished(journal)).toBe(true);
    const ended = report(journal.records);
    expect(ended.open).toEqual([]);
    expect(ended.operations.filter((each) => each.uncertain)).toHaveLength(20);
  });

  it('refuses to resume the journal of another plan', async () => {
    const application = setUp([department(1)], people(1));
    await apply(application);
    const resume = parseJournal(application.journal.text);
    const plan = { ...application.plan, digest: 'cd'.repeat(32) };
    await expect(apply({ ...application, plan, resume })).rejects.toThrow('another plan');
  });
});
