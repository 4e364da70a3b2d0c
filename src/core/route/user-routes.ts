import type { RouteKind } from '../attributes/attribute.ts';
import type { Cell, Shut } from './cell.ts';
import type { RecipientState, RoleState, Source } from './states.ts';

/** The kinds of attribute that users have. */
export type UserRouteKind = Exclude<RouteKind, 'membership' | 'owners'> | 'syncedDirectoryExtension';
export const userRouteKinds = [
  'profile',
  'cloudProfile',
  'sensitive',
  'cloudSensitive',
  'immutableId',
  'extensionAttribute',
  'directoryExtension',
  'syncedDirectoryExtension',
  'schemaExtension',
  'openExtension',
] as const satisfies readonly UserRouteKind[];

const graph = (evidence: string): Cell => ({ channels: ['graph'], evidence });

const updatable = graph('https://learn.microsoft.com/graph/api/user-update');
const extensible = graph('https://learn.microsoft.com/graph/extensibility-overview');
const cloudHeld = graph(
  'Not synced from on-premises: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized',
);
const exchange = (evidence: string): Cell => ({ channels: ['exchange'], evidence });

const onPremises: Shut = {
  reason: 'masteredOnPremises',
  message: 'the user is synced from on-premises Active Directory, which holds this value',
  remedy: 'Change it in on-premises Active Directory; Entra Connect brings it to the cloud.',
};
/**
 * The schema of Exchange in Active Directory has extensionAttribute1 to 15, which its cmdlets call CustomAttribute1 to 15:
 * https://learn.microsoft.com/exchange/recipients/mailbox-custom-attributes.
 */
const inActiveDirectory = (cmdlet: string): string =>
  `Change extensionAttributeN of the user in on-premises Active Directory, which Exchange calls CustomAttributeN (${cmdlet}); Entra Connect brings it to the cloud.`;
const syncedElsewhere: Shut = {
  reason: 'masteredOnPremises',
  message: 'the user is synced from on-premises Active Directory, which holds the extension attributes',
  remedy: inActiveDirectory(
    'where the user is a recipient there, Set-Mailbox or Set-MailUser with -CustomAttributeN',
  ),
};
const exchangeOnPremises: Shut = {
  reason: 'masteredOnPremises',
  message:
    'the user is synced from on-premises Active Directory, which holds the extension attributes, and its mailbox is not cloud-managed',
  remedy: `${inActiveDirectory('Set-RemoteMailbox -CustomAttributeN')} Or have the Exchange attributes of the mailbox managed in the cloud: Set-Mailbox -IsExchangeCloudManaged $true.`,
};
const syncedValue: Shut = {
  reason: 'syncedDefinition',
  message:
    'the user is synced, and Entra Connect brings the values of this directory extension from on-premises',
  remedy: 'Change the attribute in on-premises Active Directory; Entra Connect brings it to the cloud.',
};
const nobody: Shut = {
  reason: 'noRecipient',
  message:
    'the user came from on-premises once and is no recipient of Exchange Online: Graph refuses the extension attributes of such users, and no cmdlet of Exchange reaches them',
  remedy:
    'Give the user a licence with an Exchange mailbox (or make it a mail user) and run the plan again; it then goes through Exchange Online. If its source of authority was moved to the cloud, Graph can write it, but only an application with User-OnPremisesSyncBehavior.ReadWrite.All sees that.',
};
/** Where Exchange is not asked, nothing may be said of what only Exchange knows. */
const notAsked =
  'Exchange is not asked, because tenant.yaml says `exchange: { route: never }`, so it is not known whether';
const onceSynced: Shut = {
  reason: 'exchangeNotUsed',
  message: `the user came from on-premises once, and Graph refuses the extension attributes of such users. ${notAsked} the user is a recipient, whose attributes Exchange can change`,
  remedy:
    'Run `tenantry plan --powershell FILE` and have an Exchange administrator run that script: it changes recipients, and says who is none. The next plan takes note.',
};
const syncedNow: Shut = {
  reason: 'exchangeNotUsed',
  message: `the user is synced from on-premises Active Directory. ${notAsked} the Exchange attributes of the mailbox are managed in the cloud`,
  remedy:
    'Where they are, have an Exchange administrator run the script of `tenantry plan --powershell FILE`: it changes whom it can, and says whom it cannot. Where they are not: change extensionAttributeN of the user in on-premises Active Directory, which Exchange calls CustomAttributeN (Set-RemoteMailbox -CustomAttributeN).',
};
const matched: Shut = {
  reason: 'masteredOnPremises',
  message: 'the user is synced from on-premises Active Directory by this very id',
  remedy:
    'Take the user out of the scope of Entra Connect first, or move its source of authority to the cloud; then run the plan again.',
};

type BySource = Readonly<Record<Source, Readonly<Record<RecipientState, Cell>>>>;

/** The same whatever Exchange knows. */
const whatever = (cell: Cell): Readonly<Record<RecipientState, Cell>> => ({
  none: cell,
  mailUser: cell,
  mailbox: cell,
  cloudManagedMailbox: cell,
});

/** Writable through Graph but for users that are synced now. */
const exceptSynced = (open: Cell, synced: Cell): BySource => ({
  cloud: whatever(open),
  anchored: whatever(open),
  traced: whatever(open),
  movedToCloud: whatever(open),
  synced: whatever(synced),
});

const twoDoors: Cell = {
  channels: ['graph', 'exchange'],
  evidence:
    'Graph takes the extension attributes of users that Exchange does not master, and no property shows which these are: https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes',
};
const mastered = exchange(
  'Graph refuses the extension attributes of users that were synced once: https://learn.microsoft.com/graph/api/resources/user#properties',
);
const cloudManaged = exchange(
  'IsExchangeCloudManaged: https://learn.microsoft.com/powershell/module/exchange/set-mailbox',
);

/** For each kind of attribute, each source and each kind of recipient: the doors, or why there is none. */
export const userRoutes: Readonly<Record<UserRouteKind, BySource>> = {
  profile: exceptSynced(updatable, onPremises),
  cloudProfile: exceptSynced(cloudHeld, cloudHeld),
  sensitive: exceptSynced(updatable, onPremises),
  cloudSensitive: exceptSynced(cloudHeld, cloudHeld),
  immutableId: exceptSynced(updatable, matched),
  extensionAttribute: {
    cloud: { none: updatable, mailUser: twoDoors, mailbox: twoDoors, cloudManagedMailbox: twoDoors },
    anchored: { none: updatable, mailUser: mastered, mailbox: mastered, cloudManagedMailbox: mastered },
    traced: { none: nobody, mailUser: mastered, mailbox: mastered, cloudManagedMailbox: mastered },
    movedToCloud: {
      none: graph(
        'Writable after the move: https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes',
      ),
      mailUser: mastered,
      mailbox: mastered,
      cloudManagedMailbox: mastered,
    },
    synced: {
      none: syncedElsewhere,
      mailUser: syncedElsewhere,
      mailbox: exchangeOnPremises,
      cloudManagedMailbox: cloudManaged,
    },
  },
  directoryExtension: exceptSynced(extensible, extensible),
  syncedDirectoryExtension: exceptSynced(extensible, syncedValue),
  schemaExtension: exceptSynced(extensible, extensible),
  openExtension: exceptSynced(extensible, extensible),
};

/** The extension attributes where Exchange is not asked: by source alone, since nobody knows who is a recipient. */
export const routesWithoutExchange: Readonly<Record<Source, Cell>> = {
  cloud: updatable,
  anchored: updatable,
  traced: onceSynced,
  movedToCloud: userRoutes.extensionAttribute.movedToCloud.none,
  synced: syncedNow,
};

type ByRole = Readonly<Record<RoleState, Shut | undefined>>;

const holds = (how: string): Shut => ({
  reason: 'holdsRole',
  message: `the user ${how}, and Graph lets applications change this on nobody like that without a directory role of their own`,
  remedy:
    'Have a Privileged Authentication Administrator change it in the Entra admin centre; the next plan takes note.',
});
const free: ByRole = { none: undefined, active: undefined, eligible: undefined, throughGroup: undefined };
/** https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions */
const guarded: ByRole = {
  none: undefined,
  active: holds('holds an administrator role'),
  eligible: holds('may activate an administrator role'),
  throughGroup: holds('is a member or owner of a group that roles can be assigned to'),
};

/** What holders of roles are kept from, beside the table above. */
export const roleRoutes: Readonly<Record<UserRouteKind, ByRole>> = {
  profile: free,
  cloudProfile: free,
  sensitive: guarded,
  cloudSensitive: guarded,
  immutableId: guarded,
  extensionAttribute: free,
  directoryExtension: free,
  syncedDirectoryExtension: free,
  schemaExtension: free,
  openExtension: free,
};

/** https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management */
export const restrictedUser: Shut = {
  reason: 'managementRestricted',
  message: 'the user is in a restricted management administrative unit',
  remedy:
    'Have an administrator whose role is scoped to that administrative unit change it, or assign such a role to the application.',
};
