import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { parseJournal } from '../../src/apply/journal.ts';
import type { JournalRecord } from '../../src/apply/records.ts';
import { phases, type Plan } from '../../src/core/plan/plan.ts';
import { seeAll } from './observe.ts';
import { scenario, type Scenario } from './scenario.ts';
import { createClock, createFile, createWorld, stateOf, type World } from './world.ts';

const endpoint = 'https://graph.microsoft.com/v1.0';
const runs = { numRuns: 150 };

/** The world with the faults of the scenario in it. */
function worldOf({ things, definitions, itemFaults, batchFaults }: Scenario, faults: boolean): World {
  const world = createWorld(things);
  for (const [path, definition] of Object.entries(definitions)) world.definitions.held.set(path, definition);
  if (faults) {
    world.itemFaults.push(...itemFaults);
    world.batchFaults.push(...batchFaults);
  }
  return world;
}

async function applied(plan: Plan, world: World, file = createFile()): Promise<readonly JournalRecord[]> {
  return apply({ plan, writer: world, clock: createClock(), journal: file, endpoint });
}

/** What the world looks like when nothing goes wrong. */
async function aim(each: Scenario): Promise<unknown> {
  const world = worldOf(each, false);
  await applied(each.plan, world);
  return stateOf(world);
}

/** A place in the text after its first line, every line as likely as every other. */
function place(text: string, line: number, character: number): number {
  const lines = text.trimEnd().split('\n').slice(1);
  const cut = line % lines.length;
  const before = text.indexOf('\n') + 1 + lines.slice(0, cut).reduce((sum, each) => sum + each.length + 1, 0);
  return before + (character % ((lines[cut]?.length ?? 0) + 1));
}

/** Operations with an intent for Graph after the journal says that Graph is shut for them. */
function knockedAgain(records: readonly JournalRecord[]): readonly string[] {
  const opened = new Set<string>();
  return records.flatMap((each) => {
    if (each.record === 'channel') opened.add(each.operation);
    const again = each.record === 'intent' && each.channel === undefined && opened.has(each.operation);
    return again ? [each.operation] : [];
  });
}

describe('whatever goes wrong on the way', () => {
  it('every operation ends once, fulfilled, and the world is as planned', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (each) => {
        const world = worldOf(each, true);
        const records = await applied(each.plan, world);
        const outcomes = records.filter((record) => record.record === 'outcome');
        const ended = outcomes.map((record) => record.operation).toSorted();
        expect(ended).toEqual(each.plan.operations.map((operation) => operation.key).toSorted());
        expect(outcomes.filter((record) => !['applied', 'alreadySo'].includes(record.outcome))).toEqual([]);
        expect(records.at(-1)?.record).toBe('end');
        expect(stateOf(world)).toEqual(await aim(each));
      }),
      runs,
    );
  });

  it('each write is the one of its operation, noted before it is sent, in the order of the phases', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (each) => {
        const world = worldOf(each, true);
        const file = createFile();
        const problems = seeAll(each.plan, world, file, endpoint);
        await applied(each.plan, world, file);
        expect(problems).toEqual([]);
      }),
      runs,
    );
  });

  it('a second run of the plan writes nothing, and finds everything so', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (each) => {
        const world = worldOf(each, false);
        await applied(each.plan, world);
        const plan = {
          ...each.plan,
          operations: each.plan.operations.filter((operation) => operation.write.type !== 'createGroup'),
        };
        world.log.length = 0;
        world.commands.length = 0;
        const known = plan.operations.filter((operation) => !operation.object.startsWith('group:new'));
        await applied({ ...plan, operations: known }, world);
        expect(world.log.filter((request) => request.method !== 'GET')).toEqual([]);
        expect(world.commands.filter((command) => command.cmdlet.startsWith('Set-'))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('a run that is cut anywhere and resumed ends in the same world', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.nat(), fc.nat(), async (each, line, character) => {
        const whole = createFile();
        await applied(each.plan, worldOf(each, true), whole);
        const world = worldOf(each, true);
        const cut = createFile('', place(whole.text, line, character));
        await applied(each.plan, world, cut).catch(() => undefined);
        const resume = parseJournal(cut.text);
        const file = createFile(cut.text);
        const problems = seeAll(each.plan, world, file, endpoint);
        const journal = await apply({
          plan: each.plan,
          writer: world,
          clock: createClock(),
          journal: file,
          endpoint,
          resume,
        });
        expect(problems).toEqual([]);
        expect(knockedAgain(journal)).toEqual([]);
        expect(stateOf(world)).toEqual(await aim(each));
        expect(parseJournal(file.text).records).toEqual(journal);
        const fulfilled = journal.flatMap((record) =>
          record.record === 'outcome' && ['applied', 'alreadySo'].includes(record.outcome)
            ? [record.operation]
            : [],
        );
        expect(fulfilled.toSorted()).toEqual(each.plan.operations.map(({ key }) => key).toSorted());
      }),
      runs,
    );
  });

  it('outcomes come phase by phase', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (each) => {
        const records = await applied(each.plan, worldOf(each, true));
        const phaseOf = new Map(each.plan.operations.map(({ key, phase }) => [key, phases.indexOf(phase)]));
        const order = records.flatMap((record) =>
          record.record === 'outcome' ? [phaseOf.get(record.operation) ?? -1] : [],
        );
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });
});
