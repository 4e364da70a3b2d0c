/** The flags of `tenantry import`. */
export interface ImportFlags {
  readonly attributes?: string;
  readonly users: boolean;
  readonly groups: boolean;
  readonly only: readonly string[];
  readonly department: readonly string[];
  readonly group: readonly string[];
  readonly domain: readonly string[];
  readonly skipSynced: boolean;
  readonly usersTo: string;
  readonly groupsTo: string;
  readonly pin: boolean;
  readonly prune: boolean;
  readonly acceptDrift: boolean;
  readonly diff: boolean;
  readonly check: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  /** The tenant, where no tenant.yaml says it. */
  readonly tenant?: string;
  readonly endpoint?: string;
  readonly trace?: string;
}

export interface ImportOptions extends ImportFlags {
  readonly directory: string;
}
