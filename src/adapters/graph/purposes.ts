import type { Query } from '../../ports.ts';
import type { Purpose } from './read-failure.ts';

/** What each query is about, and the least application permission that it takes. */
export const purposes: Readonly<Record<Query['query'], Purpose>> = {
  tenant: { doing: 'read the tenant', permission: 'Organization.Read.All' },
  userCount: { doing: 'count the users', permission: 'User.Read.All' },
  users: { doing: 'read the users', permission: 'User.Read.All' },
  groups: { doing: 'read the groups', permission: 'Group.Read.All' },
  devices: { doing: 'read the devices', permission: 'Device.Read.All' },
  owners: { doing: 'read the owners of groups', permission: 'Group.Read.All' },
  members: { doing: 'read the members of groups', permission: 'GroupMember.Read.All' },
  deletedUsers: { doing: 'read the deleted users', permission: 'User.Read.All' },
  deletedGroups: { doing: 'read the deleted groups', permission: 'Group.Read.All' },
};
