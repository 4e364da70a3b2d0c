import type { RoleHolding } from '../../core/live/live.ts';
import { member, textOf } from '../http/json.ts';
import type { Answered } from '../http/read-failure.ts';
import type { Waiting } from '../http/waiting.ts';
import { address } from './address.ts';
import { groupsAmong } from './groups-among.ts';
import { graphError } from './graph-error.ts';
import { linksOf } from './links.ts';
import { pagesOf, type Connection } from './pages.ts';
import { purposes } from './purposes.ts';

/**
 * Who holds a role of the directory, or may activate one: assigned, eligible, or by way of a group. Members and owners
 * of the given groups count, and of those that hold a role; an owner can make himself a member. What comes first of
 * active, eligible, throughGroup holds. Service principals are among them too. Undefined where the application may not
 * ask and the answer is not required; else throws TenantryError.
 */
export async function roleHolders(
  connection: Connection,
  groups: readonly string[],
  waiting: Waiting,
  required: boolean,
): Promise<ReadonlyMap<string, RoleHolding> | undefined> {
  let forbidden = false;
  const isForbidden = ({ status }: Answered): boolean => {
    forbidden ||= !required && status === 403;
    return !required && status === 403;
  };
  const [active, eligible] = await Promise.all([
    principalsOf(connection, 'roleAssignments', isForbidden),
    principalsOf(
      connection,
      'roleEligibilityScheduleInstances',
      (reply) => hasNoPremium(reply) || isForbidden(reply),
    ),
  ]);
  if (forbidden) return undefined;
  const given = new Set(groups);
  const others = [...new Set([...active, ...eligible])].filter((id) => !given.has(id));
  const privileged = [...given, ...(await groupsAmong(connection, others))];
  const [members, owners] = await Promise.all([
    linksOf(connection, 'members', privileged, purposes.members, waiting),
    linksOf(connection, 'owners', privileged, purposes.owners, waiting),
  ]);
  const holders = new Map<string, RoleHolding>();
  // The strongest comes last and stays.
  for (const id of [...members.values(), ...owners.values()].flat()) holders.set(id, 'throughGroup');
  for (const id of eligible) holders.set(id, 'eligible');
  for (const id of active) holders.set(id, 'active');
  for (const group of privileged) holders.delete(group);
  return holders;
}

/** https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
async function principalsOf(
  connection: Connection,
  list: 'roleAssignments' | 'roleEligibilityScheduleInstances',
  isNone?: (reply: Answered) => boolean,
): Promise<ReadonlySet<string>> {
  const target = address(['roleManagement', 'directory', list], { $select: 'id,principalId' });
  const principals = new Set<string>();
  for await (const items of pagesOf(connection, purposes.roleHolders, target, isNone))
    for (const item of items) principals.add(textOf(member(item, 'principalId')));
  principals.delete('');
  return principals;
}

/** Without the licence that eligibility takes nobody can be eligible. */
function hasNoPremium(reply: Answered): boolean {
  return graphError(reply).code === 'AadPremiumLicenseRequired';
}
