import type { Application } from '../../src/apply/apply.ts';
import type { JournalRecord, OutcomeRecord } from '../../src/apply/records.ts';
import { guid, planOf, profile, type Sketch } from './plans.ts';
import { createClock, createFile, createWorld, type Thing, type World } from './world.ts';

export const endpoint = 'https://graph.microsoft.com/v1.0';
export const person = (department: string): Thing => ({
  kind: 'user',
  properties: { department },
  manager: null,
  owners: [],
});
export const department = (number: number): Sketch => profile(guid(number), { department: ['Sales', 'IT'] });

export function people(count: number): World {
  const ids = Array.from({ length: count }, (_, index) => guid(index + 1));
  return createWorld(Object.fromEntries(ids.map((id) => [id, person('Sales')])));
}

export function outcomes(records: readonly JournalRecord[]): readonly OutcomeRecord[] {
  return records.filter((record) => record.record === 'outcome');
}

export function setUp(
  sketches: readonly Sketch[],
  world: World,
): Application & { journal: ReturnType<typeof createFile> } {
  return { plan: planOf(sketches), writer: world, clock: createClock(), journal: createFile(), endpoint };
}
