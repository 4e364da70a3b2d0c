import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { parseJournal } from '../../src/apply/journal.ts';
import type { JournalRecord } from '../../src/apply/records.ts';
import { report } from '../../src/apply/report.ts';
import { creation, guid, keyOf, type Sketch } from './plans.ts';
import { department, outcomes, people, person, setUp } from './set-up.ts';
import { createFile, type World } from './world.ts';

const team = creation('team', { displayName: 'Team', groupTypes: [] });

/** The journal up to and with the first record that matches, and a world in which more than that was done. */
async function cutAfter(
  world: World,
  sketches: readonly Sketch[],
  matches: (record: JournalRecord) => boolean,
) {
  const application = setUp(sketches, world);
  const records = await apply(application);
  const cut = records.slice(0, records.findIndex(matches) + 1);
  const text = cut.map((record) => `${JSON.stringify(record)}\n`).join('');
  return apply({ ...application, journal: createFile(text), resume: parseJournal(text) });
}

describe('a resumed run', () => {
  const owner: Sketch = {
    object: 'group:team',
    phase: 'referencesAdded',
    write: { type: 'addOwner', owner: guid(2) },
    dependsOn: [keyOf(team)],
  };

  it('knows the group that it created without having noted so', async () => {
    const world = people(0);
    const records = await cutAfter(world, [team, owner], (record) => record.record === 'intent');
    expect(outcomes(records)).toMatchObject([
      { outcome: 'applied', created: guid(0xc001) },
      { outcome: 'alreadySo' },
    ]);
    expect(world.things.size).toBe(1);
  });

  it('takes the id of a created group from the journal', async () => {
    const world = people(0);
    const records = await cutAfter(world, [team, owner], (record) => record.record === 'outcome');
    expect(outcomes(records)).toHaveLength(2);
    expect(report(records).exitCode).toBe(0);
  });

  it('finds a conflict where somebody changed what was under way', async () => {
    const world = people(1);
    const application = setUp([department(1)], world);
    const records = await apply(application);
    world.things.set(guid(1), person('HR'));
    const text = records
      .slice(0, 2)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
    const resumed = await apply({ ...application, journal: createFile(text), resume: parseJournal(text) });
    expect(outcomes(resumed)).toMatchObject([{ outcome: 'conflict', found: { department: 'HR' } }]);
  });

  it('knows the group of a creation that was given up without an answer', async () => {
    const world = people(0);
    world.itemFaults.push('pass', 'timedOut');
    const application = { ...setUp([team, owner], world), limits: { attempts: 1 } };
    const first = await apply(application);
    expect(outcomes(first)).toMatchObject([{ outcome: 'failed', uncertain: true }, { outcome: 'held' }]);
    const journal = createFile(application.journal.text);
    const records = await apply({ ...application, journal, resume: parseJournal(journal.text) });
    expect(report(records)).toMatchObject({ exitCode: 0, counts: { applied: 2 } });
    expect(world.things.size).toBe(1);
  });

  it('tries again what failed, also after an end, and counts the attempts on', async () => {
    const world = people(1);
    world.itemFaults.push('pass', 'unavailable');
    const application = { ...setUp([department(1)], world), limits: { attempts: 1 } };
    const first = await apply(application);
    expect(outcomes(first)).toMatchObject([{ outcome: 'failed', status: 503, uncertain: true }]);
    const journal = createFile(application.journal.text);
    const records = await apply({ ...application, journal, resume: parseJournal(journal.text) });
    expect(report(records)).toMatchObject({ exitCode: 0, operations: [{ attempts: 2, outcome: 'applied' }] });
  });
});
