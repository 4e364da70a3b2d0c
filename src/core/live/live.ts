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
}

export interface LiveTenant {
  readonly id: string;
  readonly displayName: string;
  readonly verifiedDomains: readonly string[];
}

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
