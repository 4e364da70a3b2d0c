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
  /** Application registrations: what owns directory extensions. */
  applications?: JsonObject[];
  schemaExtensions: JsonObject[];
  /** Directory extension definitions, with the application that owns them. */
  extensionProperties: JsonObject[];
  /** Dynamic groups that a change concerns and that have not been evaluated since; absent where there are none. */
  pendingEvaluations?: PendingEvaluation[];
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
