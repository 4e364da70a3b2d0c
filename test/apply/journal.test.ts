import { describe, expect, it } from 'vitest';
import { journalLine, parseJournal, unfinished } from '../../src/apply/journal.ts';
import type { JournalRecord } from '../../src/apply/records.ts';
import { guid, keyOf, planOf, profile } from './plans.ts';

const at = '2026-10-01T08:00:00.000Z';
const sketch = profile(guid(1), { department: ['Sales', 'IT'] });
const operation = keyOf(sketch);
const plan: JournalRecord = {
  record: 'plan',
  at,
  format: 1,
  endpoint: 'https://graph.microsoft.com/v1.0',
  plan: planOf([sketch]),
};
const intent: JournalRecord = { record: 'intent', at, operation, attempt: 1 };
const outcome: JournalRecord = {
  record: 'outcome',
  at,
  operation,
  outcome: 'conflict',
  found: { department: 'HR' },
};
const channel: JournalRecord = { record: 'channel', at, operation, channel: 'exchange', message: 'No.' };
const end: JournalRecord = { record: 'end', at };

const text = (...records: readonly JournalRecord[]): string =>
  records.map((record) => `${journalLine(record)}\n`).join('');

describe('parseJournal', () => {
  it('gives back what was written', () => {
    const records = [plan, intent, outcome, channel, { record: 'resume', at } as const, intent, end];
    expect(parseJournal(text(...records))).toEqual({ plan, records });
  });

  it('passes over a torn last line', () => {
    const journal = parseJournal(`${text(plan, intent)}{"record":"outco`);
    expect(journal).toEqual({ plan, records: [plan, intent], torn: 3 });
  });

  it('reads a last line that lacks only its line break', () => {
    expect(parseJournal(text(plan, intent).trimEnd()).records).toEqual([plan, intent]);
  });

  it('has no plan where the first record is torn', () => {
    const journal = parseJournal(text(plan).slice(0, 40));
    expect(journal.plan).toBeUndefined();
    expect(unfinished(journal)).toBe(false);
  });

  it.each([
    [
      'a torn line in the middle',
      `${text(plan)}{"record":\n${text(end)}`,
      'Line 2 of the journal is not JSON.',
    ],
    ['no object', `${text(plan)}7\n`, 'Line 2 of the journal is no record.'],
    [
      'an unknown record',
      `${text(plan)}{"record":"tea","at":"${at}"}\n`,
      'is a record of the unknown kind "tea"',
    ],
    [
      'an unknown outcome',
      `${text(plan)}{"record":"outcome","at":"${at}","operation":"x","outcome":"?"}\n`,
      'has an unknown outcome',
    ],
    [
      'an intent of nothing',
      `${text(plan)}{"record":"intent","at":"${at}","attempt":1}\n`,
      'names no operation',
    ],
    [
      'an unknown channel',
      `${text(plan)}{"record":"intent","at":"${at}","operation":"x","attempt":1,"channel":"post"}\n`,
      'names the unknown channel "post"',
    ],
    [
      'a channel of nothing',
      `${text(plan)}{"record":"channel","at":"${at}","channel":"exchange"}\n`,
      'names no operation',
    ],
    ['no instant', `${text(plan)}{"record":"end"}\n`, 'has no instant'],
    ['no plan', text(intent), 'Line 1 of the journal comes before the plan.'],
    ['two plans', text(plan, plan), 'Line 2 of the journal is a second plan.'],
    ['a later format', text(plan).replace('"format":1', '"format":2'), 'has format 2, and only 1 is known'],
    [
      'a plan of nothing',
      `{"record":"plan","at":"${at}","format":1,"endpoint":"e","plan":{}}\n`,
      'has no plan',
    ],
  ])('refuses %s', (_, journal, message) => {
    expect(() => parseJournal(journal, 'apply.jsonl')).toThrow(message);
  });

  it('names file and line', () => {
    expect(() => parseJournal(`${text(plan)}\n7\n`, 'apply.jsonl')).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ place: { file: 'apply.jsonl', line: 3, column: 1 } })],
      }) as Error,
    );
  });
});

describe('unfinished', () => {
  it.each([
    ['without an end', [plan, intent], true],
    ['with an end', [plan, end], false],
    ['continued after its end', [plan, end, { record: 'resume', at }, intent], true],
  ] as const)('%s', (_, records, expected) => {
    expect(unfinished(parseJournal(text(...records)))).toBe(expected);
  });
});
