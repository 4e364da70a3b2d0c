import { isDynamic, text, type Item } from '../directory/item.ts';
import { fromState } from '../directory/load.ts';
import { emptyState } from '../empty-state.ts';
import { readRule } from '../membership/rule.ts';
import { createRandom } from '../random.ts';
import type { Group, State } from '../state.ts';
import { generateGroups } from './generate-groups.ts';
import { generateRecipients } from './generate-recipients.ts';
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
  const everybody = [...base.users, ...users].toSorted(byId);
  const groups = generateGroups(random, options.groups, { invented: users, everybody }, domain);
  const invented = users.map((user) => fromState('user', user, null));
  const recipients = [...(base.exchange?.recipients ?? []), ...generateRecipients(users, groups)];
  return {
    ...base,
    ...(recipients.length > 0
      ? { exchange: { ...base.exchange, recipients: recipients.toSorted(byId) } }
      : {}),
    users: everybody,
    groups: [...base.groups.map((group) => joined(group, invented)), ...groups].toSorted(byId),
  };
}

/** A group that was there before, with the invented people whom its rule takes in: Entra evaluated it long since. */
function joined(group: Group, invented: readonly Item[]): Group {
  const item = fromState('group', group, null);
  if (!isDynamic(item) || text(item, 'membershipRuleProcessingState') === 'Paused') return group;
  const rule = readRule(text(item, 'membershipRule') ?? '');
  if (rule.type === 'refused' || rule.isFrozen) return group;
  // Invented people have no hire date, so that no rule asks what time it is.
  const entering = invented.filter((user) => rule.takesIn(user, 0));
  return { ...group, members: [...(group.members ?? []), ...entering.map(({ id }) => ({ id }))] };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
