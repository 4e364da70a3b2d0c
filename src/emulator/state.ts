/**
 * What a practice tenant holds, as plain JSON: the form that `GET state` prints, `PUT state` takes and `--state FILE`
 * keeps. Properties have Graph's own names; what no property of Graph shows is under `_service`. Arrays of objects are
 * sorted by id. A property that is absent is null (or empty, for a collection), as in the directory.
 */
export interface State {
  format: 1;
  organization: Organization;
  domains: Domain[];
  users: User[];
  groups: Group[];
  /** Absent where there are none; they can be read and not written. */
  devices?: Device[];
  /** Soft-deleted users and groups, with `deletedDateTime` and the `@odata.type` that tells them apart. */
  deletedItems: DeletedItem[];
  /** Directory audit entries as `GET /auditLogs/directoryAudits` shows them, oldest first. */
  auditLogs: JsonObject[];
  /** Every entry into and exit from a group, oldest first. */
  membershipEvents: MembershipEvent[];
  /**
   * Application registrations: what owns directory extensions and signs in. Credentials as in Graph, `keyCredentials`,
   * `passwordCredentials` and `federatedIdentityCredentials`; the secrets themselves by key id under `_service.secrets`.
   */
  applications?: JsonObject[];
  schemaExtensions: JsonObject[];
  /** Directory extension definitions, with the application that owns them. */
  extensionProperties: JsonObject[];
  /** Who holds which administrator role now. Absent where nobody does. */
  roleAssignments?: RoleAssignment[];
  /** Who may activate which administrator role. Absent where nobody may. */
  roleEligibilityScheduleInstances?: RoleAssignment[];
  /** Custom roles; the built-in ones are in every tenant. */
  roleDefinitions?: RoleDefinition[];
  /** Enterprise applications; the one that the practice caller acts through is in every tenant. */
  servicePrincipals?: ServicePrincipal[];
  /** What the tenant has bought, as Graph shows it. Absent: a licence with Entra ID P2 for each user. */
  subscribedSkus?: JsonObject[];
  /** Dynamic groups that a change concerns and that have not been evaluated since; absent where there are none. */
  pendingEvaluations?: PendingEvaluation[];
  /** What Exchange Online holds; absent where nobody is a recipient. */
  exchange?: ExchangeState;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface JsonObject {
  [key: string]: Json;
}

export interface Reference {
  id: string;
}

export interface Organization extends JsonObject {
  id: string;
  displayName: string;
}

export interface Domain extends JsonObject {
  /** The domain's name, which is its id in Graph. */
  id: string;
  isVerified: boolean;
  isDefault: boolean;
  authenticationType: 'Managed' | 'Federated';
}

/** `directoryScopeId` is `/` for the whole tenant, `/administrativeUnits/{id}` for a unit. */
export interface RoleAssignment extends JsonObject {
  id: string;
  principalId: string;
  roleDefinitionId: string;
  directoryScopeId: string;
}

export interface RoleDefinition extends JsonObject {
  id: string;
  displayName: string;
}

/**
 * `appRoleAssignments` is what it may do as an application, `{ resource, role }`: the application id of Microsoft Graph or
 * Exchange Online and the value of the role. They become the `roles` of its tokens. `accountEnabled: false` keeps its
 * application from signing in.
 */
export interface ServicePrincipal extends JsonObject {
  id: string;
  appId: string;
  displayName: string;
}

export interface User {
  id: string;
  userPrincipalName: string;
  manager?: Reference | null;
  _service?: JsonObject;
  [property: string]: unknown;
}

/**
 * Under `_service` of a dynamic group, `misjudges: true` makes the service err: it takes in nobody for whom a property
 * of the rule is empty, whatever the rule says. Evaluations that are compared with Entra's have to notice.
 */
export interface Group {
  id: string;
  displayName: string;
  owners?: Reference[];
  members?: Reference[];
  _service?: JsonObject;
  [property: string]: unknown;
}

export interface Device extends JsonObject {
  id: string;
}

export type DeletedItem = (User | Group) & {
  '@odata.type': '#microsoft.graph.user' | '#microsoft.graph.group';
  deletedDateTime: string;
};

/** Without `users`, everybody is to be looked at. */
export interface PendingEvaluation {
  group: string;
  users?: string[];
}

export interface MembershipEvent {
  at: string;
  group: string;
  member: string;
  event: 'added' | 'removed';
}

export interface ExchangeState {
  /** Whoever is not among them is no recipient: no cmdlet but Get-User finds him. */
  recipients: Recipient[];
  /** What was written on one side and has not reached the other; absent where there is nothing. */
  pendingWrites?: PendingDualWrite[];
}

export interface Recipient {
  /** The id in Entra, which Exchange calls ExternalDirectoryObjectId. But for contacts, a user or group of this state. */
  id: string;
  recipientTypeDetails: RecipientTypeDetails;
  /** The mail nickname if absent. Nothing makes it unique. */
  alias?: string;
  /** What Graph shows of the object, if absent. Contacts are not in this state and bring it along. */
  displayName?: string;
  primarySmtpAddress?: string;
  /** `customAttribute1` to 15, those that are set. Absent when a state is put in: what Graph shows. */
  customAttributes?: Record<string, string>;
  /** `extensionCustomAttribute1` to 5, those that are set. Graph does not show them. */
  extensionCustomAttributes?: Record<string, string[]>;
  /** A synchronised mailbox whose Exchange attributes are managed in the cloud. */
  isExchangeCloudManaged?: boolean;
  /** Exchange's own ids. Those that are absent follow from `id`. */
  guid?: string;
  exchangeObjectId?: string;
  exchangeGuid?: string;
}

export type RecipientTypeDetails =
  | 'UserMailbox'
  | 'SharedMailbox'
  | 'RoomMailbox'
  | 'EquipmentMailbox'
  | 'SchedulingMailbox'
  | 'MailUser'
  | 'GuestMailUser'
  | 'MailContact'
  | 'GroupMailbox'
  | 'MailUniversalDistributionGroup'
  | 'MailUniversalSecurityGroup';

export interface PendingDualWrite {
  /** When it arrives, in emulated time. */
  at: string;
  user: string;
  to: 'graph' | 'exchange';
  /** By Graph's names, `extensionAttribute1` to 15; null clears. */
  attributes: Record<string, string | null>;
}
