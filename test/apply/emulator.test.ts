import { describe, expect, it } from 'vitest';
import { parseJournal } from '../../src/apply/journal.ts';
import type { OutcomeRecord } from '../../src/apply/records.ts';
import { report } from '../../src/apply/report.ts';
import type { Writer } from '../../src/ports.ts';
import { group, id, user } from '../support/tenant.ts';
import { everything, owners, practise, team } from './practise.ts';
import { createFile } from './world.ts';

function bad(records: readonly { readonly record: string }[]): readonly OutcomeRecord[] {
  const outcomes = records.filter((record): record is OutcomeRecord => record.record === 'outcome');
  return outcomes.filter((record) => record.outcome !== 'applied' && record.outcome !== 'alreadySo');
}

describe('on a practice tenant', () => {
  it('a plan is applied, and the next one is empty', async () => {
    const { emulator, plan, run } = await practise();
    const first = await plan(everything);
    const records = await run(first);
    expect(bad(records)).toEqual([]);
    expect(report(records)).toMatchObject({ exitCode: 0, counts: { applied: first.operations.length } });
    emulator.settle();
    const rest = everything.filter((entry) => !entry.delete);
    expect((await plan(rest)).changes).toEqual([]);
    const adele = emulator.state().users.find((each) => each.id === id(1));
    expect(adele?.['employeeOrgData']).toEqual({ division: 'Cloud', costCenter: '7' });
  });

  it('the same with throttling, concurrency, dropped connections and slow replication', async () => {
    const { emulator, plan, run } = await practise({ replicationMs: 20_000 });
    const first = await plan(everything);
    emulator.addFault(
      { item: true, path: '^/users', method: 'PATCH', status: 429, retryAfter: 3, times: 2 },
      {
        item: true,
        path: '^/groups',
        method: 'PATCH',
        status: 409,
        code: 'Directory_ConcurrencyViolation',
        times: 1,
      },
      { item: true, path: 'uniqueName', method: 'PATCH', drop: 'after', times: 1 },
      { item: true, path: 'owners', method: 'POST', drop: 'after', times: 1 },
      { item: true, path: '^/users', method: 'PATCH', drop: 'before', skip: 2, times: 1 },
      {
        item: true,
        path: 'manager',
        method: 'PUT',
        status: 503,
        contentType: 'text/html',
        body: '<h1>503</h1>',
        times: 1,
      },
      { item: false, path: 'batch', status: 503, skip: 3, times: 1 },
    );
    const records = await run(first);
    expect(bad(records)).toEqual([]);
    expect(report(records).operations.filter((each) => each.attempts > 1).length).toBeGreaterThan(4);
    expect(report(records).exitCode).toBe(0);
    emulator.settle();
    expect((await plan(everything.filter((entry) => !entry.delete))).changes).toEqual([]);
    expect(emulator.state().groups.filter((each) => each.displayName === "O'Brien")).toHaveLength(1);
  });

  it('what somebody else changed since is left alone', async () => {
    const { emulator, plan, run } = await practise();
    const first = await plan([
      user('adele@contoso.com', { department: 'IT' }),
      user('lee@contoso.com', { department: 'IT' }),
    ]);
    emulator.edit('user', id(1), { department: 'Legal' });
    const records = await run(first);
    expect(bad(records)).toMatchObject([{ outcome: 'conflict', found: { department: 'Legal' } }]);
    expect(emulator.state().users.map((each) => each['department'])).toEqual(['Legal', 'IT', 'Sales']);
    expect(report(records).exitCode).toBe(6);
  });

  it('a unique name that was taken since is a conflict, and nothing is overwritten', async () => {
    const { emulator, plan, run } = await practise();
    const entry = group('team', {
      displayName: 'Ours',
      mailNickname: 'ours',
      type: 'security',
      owners: owners('lee'),
    });
    const first = await plan([entry]);
    emulator.putState({
      ...emulator.state(),
      groups: [...emulator.state().groups, team(14, 'Theirs', { uniqueName: 'team' })],
    });
    const records = await run(first);
    expect(bad(records).map((each) => each.outcome)).toEqual(['conflict', 'held']);
    expect(emulator.state().groups.find((each) => each.id === id(14))?.displayName).toBe('Theirs');
  });

  it('a refusal is reported with the words and the request id of the service', async () => {
    const { emulator, plan, run } = await practise();
    const first = await plan([user('adele@contoso.com', { department: 'IT', mobilePhone: '+1' })]);
    emulator.addFault({
      item: true,
      method: 'PATCH',
      path: id(1),
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
      times: 1,
    });
    const records = await run(first);
    expect(report(records).counts).toMatchObject({ applied: 1, failed: 1 });
    expect(bad(records)).toMatchObject([
      {
        status: 403,
        code: 'Authorization_RequestDenied',
        requestId: expect.stringMatching(/[0-9a-f-]{36}/) as string,
      },
    ]);
  });

  it.each(
    [1, 2, 3, 5, 8, 11, 13].flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('a run that dies $when write $write is resumed', async ({ write, when }) => {
    const { emulator, plan, run, writer } = await practise();
    const first = await plan(everything);
    const journal = createFile();
    const held = emulator.holdAtWrite(write, when);
    let dead = false;
    const dying: Writer = {
      send: (requests) => (dead ? new Promise(() => {}) : writer.send(requests)),
      invoke: (commands) => writer.invoke(commands),
    };
    void run(first, { journal, writer: dying });
    await held;
    dead = true;
    const { text } = journal;
    emulator.release({ abandon: true });
    const records = await run(first, { journal: createFile(text), resume: parseJournal(text) });
    expect(bad(records)).toEqual([]);
    expect(report(records)).toMatchObject({ exitCode: 0, operations: { length: first.operations.length } });
    emulator.settle();
    expect((await plan(everything.filter((entry) => !entry.delete))).changes).toEqual([]);
  });
});
