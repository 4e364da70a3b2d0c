import type { Live, LiveObject, LiveTenant } from '../core/live/live.ts';
import type { Answer } from '../ports.ts';

/** What was read in the rounds until now. What is absent was not asked for. */
export interface SoFar {
  readonly tenant?: LiveTenant;
  readonly userCount?: number;
  readonly users?: readonly LiveObject[];
  readonly groups?: readonly LiveObject[];
  readonly devices?: readonly LiveObject[];
  /** Ids by group id. */
  readonly owners?: ReadonlyMap<string, readonly string[]>;
  readonly members?: ReadonlyMap<string, readonly string[]>;
  readonly deletedUsers?: readonly LiveObject[];
  readonly deletedGroups?: readonly LiveObject[];
}

/** What is known with another answer. */
export function withAnswer(soFar: SoFar, answer: Answer): SoFar {
  switch (answer.query) {
    case 'tenant':
      return { ...soFar, tenant: answer.tenant };
    case 'userCount':
      return { ...soFar, userCount: answer.count };
    case 'users':
      return { ...soFar, users: answer.users };
    case 'groups':
      return { ...soFar, groups: answer.groups };
    case 'devices':
      return { ...soFar, devices: answer.devices };
    case 'owners':
      return { ...soFar, owners: answer.owners };
    case 'members':
      return { ...soFar, members: answer.members };
    case 'deletedUsers':
      return { ...soFar, deletedUsers: answer.users };
    case 'deletedGroups':
      return { ...soFar, deletedGroups: answer.groups };
  }
}

/** The live tenant, once nothing more is needed: links become part of the groups that they belong to. */
export function liveOf(soFar: SoFar & { readonly tenant: LiveTenant }): Live {
  return {
    tenant: soFar.tenant,
    users: soFar.users ?? [],
    groups: (soFar.groups ?? []).map((group) => withLinks(group, soFar)),
    devices: soFar.devices ?? [],
    deletedUsers: soFar.deletedUsers ?? [],
    deletedGroups: soFar.deletedGroups ?? [],
  };
}

function withLinks(group: LiveObject, { owners, members }: SoFar): LiveObject {
  const own = owners?.get(group.id);
  const inside = members?.get(group.id);
  if (!own && !inside) return group;
  return { ...group, ...(own ? { owners: own } : {}), ...(inside ? { members: inside } : {}) };
}
