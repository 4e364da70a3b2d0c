import { describe, expect, it } from 'vitest';
import type { Ending, JournalRecord } from '../../src/apply/records.ts';
import { report } from '../../src/apply/report.ts';
import { guid, keyOf, planOf, profile } from './plans.ts';

const at = '2026-10-01T08:00:00.000Z';
const sketches = [1, 2, 3].map((number) => profile(guid(number), { department: ['Sales', 'IT'] }));
const [a = '', b = '', c = ''] = sketches.map(keyOf);
const plan: JournalRecord = { record: 'plan', at, format: 1, endpoint: 'e', plan: planOf(sketches) };
const end: JournalRecord = { record: 'end', at };
const intent = (operation: string, attempt: number): JournalRecord => ({
  record: 'intent',
  at,
  operation,
  attempt,
});
const outcome = (operation: string, ending: Ending): JournalRecord => ({
  record: 'outcome',
  at,
  operation,
  ...ending,
});
const failure: Ending = { outcome: 'failed', status: 403, code: 'Denied', message: 'No.', requestId: 'r' };

describe('report', () => {
  it('gives the outcomes in the order of the plan, with what Graph said', () => {
    const { operations, counts, exitCode, finished } = report([
      plan,
      intent(b, 1),
      intent(a, 1),
      intent(b, 2),
      outcome(b, failure),
      outcome(a, { outcome: 'applied' }),
      outcome(c, { outcome: 'held', message: 'Why.' }),
      end,
    ]);
    expect(operations.map(({ operation, ...rest }) => [operation.key, rest])).toEqual([
      [a, { attempts: 1, outcome: 'applied' }],
      [b, { attempts: 2, ...failure }],
      [c, { attempts: 0, outcome: 'held', message: 'Why.' }],
    ]);
    expect(counts).toMatchObject({ applied: 1, failed: 1, held: 1, conflict: 0 });
    expect({ exitCode, finished }).toEqual({ exitCode: 6, finished: true });
  });

  it('is content where everything is as planned', () => {
    const done = [outcome(a, { outcome: 'applied' }), outcome(b, { outcome: 'alreadySo' })];
    expect(report([plan, ...done, end]).exitCode).toBe(0);
    expect(report([plan, end]).exitCode).toBe(0);
  });

  it.each(['conflict', 'held', 'failed', 'notAttempted', 'blocked'] as const)(
    'is not content with %s',
    (bad) => {
      expect(report([plan, outcome(a, { outcome: bad }), end]).exitCode).toBe(6);
    },
  );

  it('takes the last outcome of several runs', () => {
    const resumed = report([
      plan,
      intent(a, 1),
      outcome(a, failure),
      end,
      { record: 'resume', at },
      intent(a, 2),
      outcome(a, { outcome: 'applied' }),
      end,
    ]);
    expect(resumed).toMatchObject({ exitCode: 0, operations: [{ attempts: 2, outcome: 'applied' }] });
    expect(resumed.operations[0]).not.toHaveProperty('message');
  });

  it('names what was sent and never heard of', () => {
    const cut = report([plan, intent(a, 1), outcome(a, { outcome: 'applied' }), intent(b, 1)]);
    expect(cut).toMatchObject({ open: [b], finished: false, exitCode: 6, counts: { applied: 1 } });
  });

  it('does not call open what was refused through one channel and not yet sent through the next', () => {
    const turned: JournalRecord = {
      record: 'channel',
      at,
      operation: a,
      channel: 'exchange',
      message: 'No.',
    };
    expect(report([plan, intent(a, 1), turned])).toMatchObject({ open: [], operations: [] });
    const through: Ending = { outcome: 'applied', channel: 'exchange' };
    const done = report([plan, intent(a, 1), turned, intent(a, 2), outcome(a, through), end]);
    expect(done.operations).toMatchObject([{ attempts: 2, outcome: 'applied', channel: 'exchange' }]);
  });

  it('says why a run gave up', () => {
    const gaveUp: JournalRecord = { record: 'end', at, stopped: 'Why.' };
    expect(report([plan, outcome(a, { outcome: 'notAttempted' }), gaveUp])).toMatchObject({
      stopped: 'Why.',
    });
  });
});
