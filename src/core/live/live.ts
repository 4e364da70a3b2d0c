/**
 * What the tenant holds, as far as it was read. Objects are kept as Graph answered them, with only the properties that
 * were asked for; `manager`, `owners` and `members` are reduced to ids while reading.
 */
export interface Live {
  readonly tenant: LiveTenant;
  readonly users: readonly LiveObject[];
  readonly groups: readonly LiveObject[];
  /** Read only where a rule about devices changes; empty otherwise. */
  readonly devices: readonly LiveObject[];
  /** Soft-deleted objects; read only where something declared was not found or is to be created. */
  readonly deletedUsers: readonly LiveObject[];
  readonly deletedGroups: readonly LiveObject[];
  readonly evidence: Evidence;
  readonly definitions: LiveDefinitions;
}

/**
 * What decides through which door a value goes, beside the properties of the object. Read only for what a plan is about
 * to change; what is absent was not asked for, or is not so.
 */
export interface Evidence {
  /** What Exchange Online holds, by user id. `null`: it knows no such recipient. */
  readonly recipients: ReadonlyMap<string, Recipient | null>;
  /** Users and groups that came from on-premises and whose source of authority is the cloud now. */
  readonly cloudManaged: ReadonlySet<string>;
  /** By user id. */
  readonly roleHolders: ReadonlyMap<string, RoleHolding>;
  /** The application may not ask who holds a role. */
  readonly roleHoldersUnknown?: true;
}

/** A user as Exchange Online knows it. */
export interface Recipient {
  readonly type: 'mailbox' | 'mailUser';
  /** Exchange's own word: UserMailbox, SharedMailbox, MailUser, GuestMailUser… */
  readonly details: string;
  /** The Exchange attributes of a synced user are managed in the cloud: `IsExchangeCloudManaged`. */
  readonly cloudManaged: boolean;
  /** CustomAttribute1 to 15, by `extensionAttribute1` to `extensionAttribute15`; unset ones are absent. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** How a user comes to a role of administrators. */
export type RoleHolding = 'active' | 'eligible' | 'throughGroup';

export interface LiveDefinitions {
  readonly directory: readonly LiveDirectoryExtension[];
  readonly schema: readonly LiveSchemaExtension[];
  /** Applications that were asked for as owners and are there. */
  readonly applications: readonly LiveApplication[];
}

export interface LiveApplication {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

/** https://learn.microsoft.com/graph/api/resources/extensionproperty */
export interface LiveDirectoryExtension {
  readonly id: string;
  /** `extension_{appId without hyphens}_{name}`. */
  readonly name: string;
  readonly dataType: string;
  readonly isMultiValued: boolean;
  readonly isSyncedFromOnPremises: boolean;
  readonly targetObjects: readonly string[];
}

/** https://learn.microsoft.com/graph/api/resources/schemaextension */
export interface LiveSchemaExtension {
  readonly id: string;
  readonly description: string | null;
  /** The application's id. */
  readonly owner: string;
  readonly status: string;
  readonly targetTypes: readonly string[];
  readonly properties: readonly { readonly name: string; readonly type: string }[];
}

export interface LiveTenant {
  readonly id: string;
  readonly displayName: string;
  readonly verifiedDomains: readonly string[];
  /** Domains whose users sign in with another identity provider; a subset of the verified ones. */
  readonly federatedDomains: readonly string[];
  /** The id of whoever is signed in, where the token tells: a user, or the service principal of an application. */
  readonly actor?: string;
}

export const noEvidence: Evidence = {
  recipients: new Map(),
  cloudManaged: new Set(),
  roleHolders: new Map(),
};

export const noDefinitions: LiveDefinitions = { directory: [], schema: [], applications: [] };

export interface LiveObject {
  readonly id: string;
  readonly displayName?: string | null;
  readonly userPrincipalName?: string;
  readonly mail?: string | null;
  readonly manager?: string | null;
  readonly owners?: readonly string[];
  readonly members?: readonly string[];
  readonly [property: string]: unknown;
}
