import { predictedGroup } from '../core/verification/predicted.ts';
import type { Files } from '../core/verification/left.ts';
import type { Applied, Verification } from '../core/verification/verification.ts';
import { missedBy } from '../core/verification/verify.ts';
import { count } from '../render/text/summary.ts';
import type { Reader } from '../ports.ts';
import { verifyAgainst } from './verifying.ts';
import type { World } from './world.ts';

/** The first pause between two looks, how it grows, and the longest one; in milliseconds. */
const pauses = { first: 10_000, factor: 1.5, longest: 300_000 };

export interface Waited {
  readonly verification: Verification;
  /** An interrupt ended it. */
  readonly interrupted: boolean;
}

/**
 * Verifies until everything is as predicted, nothing is left that time could mend, the patience (in milliseconds) ends
 * or the command is interrupted. Between two whole readings only the members of groups are asked for in which somebody
 * was not where they should be.
 */
export async function verifyPatiently(
  applied: Applied,
  files: Files,
  patienceMs: number,
  reader: Reader,
  world: Pick<World, 'clock' | 'terminal' | 'signal'>,
  first: Verification,
): Promise<Waited> {
  const { clock, signal, terminal } = world;
  const end = clock.now().getTime() + patienceMs;
  let verification = first;
  let pause = pauses.first;
  try {
    while (isOpen(verification)) {
      const left = end - clock.now().getTime();
      if (left <= 0) break;
      terminal.say(`Waiting: ${openIn(verification)}. ${minutes(left)} of patience left.`);
      await clock.sleep(Math.min(pause, left), signal);
      if (signal.aborted) return { verification, interrupted: true };
      pause = Math.min(pause * pauses.factor, pauses.longest);
      const isLast = end - clock.now().getTime() <= 0;
      if (isLast || (await areMembersThere(applied, verification, reader)))
        verification = await verifyAgainst(applied, files, reader, world);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return { verification, interrupted: true };
  }
  return { verification, interrupted: false };
}

/** Whether there is anything that time may mend. What somebody changed since, nobody waits for. */
const isOpen = ({ groups, values }: Verification): boolean =>
  groups.some(({ differences }) => differences.some(({ since }) => !since)) ||
  values.differing.some(({ state }) => state === 'notVisible');

function openIn({ groups, values }: Verification): string {
  const people = groups.flatMap(({ differences }) => differences.filter(({ since }) => !since));
  const open = groups.filter(({ differences }) => differences.some(({ since }) => !since));
  const hidden = values.differing.filter(({ state }) => state === 'notVisible');
  return [
    ...(people.length > 0
      ? [`${count(people.length, 'membership')} in ${count(open.length, 'group')} not as predicted yet`]
      : []),
    ...(hidden.length > 0 ? [`${count(hidden.length, 'value')} not visible yet`] : []),
  ].join(', ');
}

const minutes = (ms: number): string =>
  ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : count(Math.ceil(ms / 1000), 'second');

/** A look at the members alone, of just the groups that were not as predicted. */
async function areMembersThere(applied: Applied, { groups }: Verification, reader: Reader): Promise<boolean> {
  const open = groups.filter(
    ({ id, differences }) => id !== undefined && differences.some(({ since }) => !since),
  );
  if (open.length === 0) return true;
  const ids = open.flatMap(({ id }) => id ?? []).toSorted();
  const [answer] = await reader.answer([{ query: 'members', groups: ids }]);
  if (answer?.query !== 'members') return true;
  return open.every(({ group, id = '', differences }) => {
    const impact = applied.plan.impact.find((each) => each.group === group);
    const predicted = impact && predictedGroup(impact, applied);
    if (!predicted || !('predictions' in predicted)) return true;
    const nobodyWaitsFor = new Set(differences.flatMap(({ since, member }) => (since ? [member] : [])));
    const strays = differences.filter(({ direction }) => direction === 'stays');
    const missed = missedBy([...predicted.predictions, ...strays], answer.members.get(id) ?? []);
    return missed.every(({ member }) => nobodyWaitsFor.has(member));
  });
}
