import type { RouteKind } from '../attributes/attribute.ts';
import type { Cell, Shut } from './cell.ts';
import type { DefinitionState, GroupState } from './states.ts';

/** The kinds of attribute that groups have; `existence` is deletion. */
export type GroupRouteKind =
  | Extract<
      RouteKind,
      | 'profile'
      | 'membership'
      | 'owners'
      | 'extensionAttribute'
      | 'directoryExtension'
      | 'schemaExtension'
      | 'openExtension'
    >
  | 'syncedDirectoryExtension'
  | 'existence';
export const groupRouteKinds = [
  'profile',
  'membership',
  'owners',
  'extensionAttribute',
  'directoryExtension',
  'syncedDirectoryExtension',
  'schemaExtension',
  'openExtension',
  'existence',
] as const satisfies readonly GroupRouteKind[];

const graph = (evidence: string): Cell => ({ channels: ['graph'], evidence });

const updatable = graph('https://learn.microsoft.com/graph/api/group-update');
const extensible = graph('https://learn.microsoft.com/graph/extensibility-overview');
const privileged = graph(
  'Needs RoleManagement.ReadWrite.Directory: https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept',
);

/** https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management */
const restricted: Shut = {
  reason: 'managementRestricted',
  message: 'the group is in a restricted management administrative unit',
  remedy:
    'Have an administrator whose role is scoped to that administrative unit change it, or assign such a role to the application.',
};
const synced: Shut = {
  reason: 'masteredOnPremises',
  message: 'the group is synced from on-premises Active Directory, which holds this value',
  remedy: 'Change it in on-premises Active Directory; Entra Connect brings it to the cloud.',
};
const syncedValue: Shut = {
  reason: 'syncedDefinition',
  message:
    'the group is synced, and Entra Connect brings the values of this directory extension from on-premises',
  remedy: 'Change the attribute in on-premises Active Directory; Entra Connect brings it to the cloud.',
};
/** https://learn.microsoft.com/graph/api/resources/groups-overview: neither kind can be managed through Graph. */
const inExchange = (what: string): Shut => ({
  reason: 'managedInExchange',
  message: `it is a ${what}, which Graph cannot change`,
  remedy: 'Change it in the Exchange admin centre, under Recipients > Groups.',
});
const mailEnabledSecurity = inExchange('mail-enabled security group');
const distributionList = inExchange('distribution list');
const noRule: Shut = {
  reason: 'roleAssignable',
  message: 'a group to which roles can be assigned cannot have a membership rule',
  remedy: 'Use membership: assigned for this group.',
};

type ByState = Readonly<Record<GroupState, Cell>>;

const usual = {
  restricted,
  synced,
  syncedMailEnabled: synced,
  mailEnabledSecurity,
  distributionList,
} as const;

/** For each kind of attribute and each kind of group: the doors, or why there is none. */
export const groupRoutes: Readonly<Record<GroupRouteKind, ByState>> = {
  profile: { ...usual, roleAssignable: privileged, cloud: updatable },
  membership: { ...usual, roleAssignable: noRule, cloud: updatable },
  owners: { ...usual, roleAssignable: privileged, cloud: updatable },
  extensionAttribute: { ...usual, roleAssignable: privileged, cloud: updatable },
  directoryExtension: { ...usual, synced: extensible, roleAssignable: privileged, cloud: extensible },
  syncedDirectoryExtension: { ...usual, synced: syncedValue, roleAssignable: privileged, cloud: extensible },
  schemaExtension: { ...usual, synced: extensible, roleAssignable: privileged, cloud: extensible },
  openExtension: { ...usual, synced: extensible, roleAssignable: privileged, cloud: extensible },
  existence: { ...usual, roleAssignable: privileged, cloud: updatable },
};

/** Definitions of extensions: who may create, change and delete them. */
export const definitionRoutes: Readonly<Record<DefinitionState, Cell>> = {
  cloud: graph('https://learn.microsoft.com/graph/api/application-post-extensionproperty'),
  synced: {
    reason: 'syncedDefinition',
    message: 'Entra Connect made this definition and syncs its values',
    remedy:
      'Change the list of directory extensions in the Entra Connect wizard on the sync server, and take the definition out of the files.',
  },
};
