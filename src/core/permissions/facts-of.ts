import type { Desired } from '../desired/desired.ts';
import type { Live, LiveObject } from '../live/live.ts';
import { findLive, indexLive } from '../match/live-index.ts';
import type { Plan } from '../plan/plan.ts';
import { isDynamic } from '../attributes/value.ts';
import type { Facts } from './facts.ts';

/** What a plan that was made shows of what permissions hang on. */
export function factsOf(desired: Desired, live: Live, plan: Pick<Plan, 'changes' | 'blocked'>): Facts {
  const definitions = plan.changes.flatMap(
    ({ object }) => /^(?:directory|schema)Extension:(.*)$/.exec(object)?.[1] ?? [],
  );
  const blocked = plan.blocked.filter(({ reason }) => reason === 'noRecipient').map(({ object }) => object);
  return {
    ...factsOfGroups(desired, live.groups),
    stranded: new Set([...blocked, ...[...live.evidence.cloudManaged].map((id) => `user:${id}`)]).size,
    definitionsToWrite: [...new Set(definitions)],
  };
}

/** What the groups of the tenant alone show, where no plan could be made. */
export function factsOfGroups(desired: Desired, groups: readonly LiveObject[]): Facts {
  const index = indexLive({ users: [], groups });
  return {
    roleAssignable: desired.groups
      .filter((entry) => findLive(entry, index)?.['isAssignableToRole'] === true)
      .map(({ label }) => label),
    rulesReadExtensions: groups.some((group) => {
      const rule = group['membershipRule'];
      return isDynamic(group) && typeof rule === 'string' && /extension_[\da-f]{32}_/i.test(rule);
    }),
  };
}
