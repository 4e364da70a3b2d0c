import { emptyState } from '../empty-state.ts';
import { createRandom } from '../random.ts';
import type { State } from '../state.ts';
import { generateGroups } from './generate-groups.ts';
import { generateUsers } from './generate-users.ts';

/** A believable tenant of any size: the generated objects come beside the ones that `base` has. */
export function generateTenant(options: {
  users: number;
  groups: number;
  seed: number;
  base?: State;
}): State {
  const base = options.base ?? emptyState();
  const random = createRandom(options.seed);
  const domain = (base.domains.find(({ isDefault }) => isDefault) ?? base.domains[0])?.id ?? 'contoso.com';
  const users = generateUsers(random, options.users, domain);
  const groups = generateGroups(random, options.groups, users, domain);
  return {
    ...base,
    users: [...base.users, ...users].toSorted(byId),
    groups: [...base.groups, ...groups].toSorted(byId),
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
