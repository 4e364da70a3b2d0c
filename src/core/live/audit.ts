/** One entry of the directory's audit log, as far as it tells who changed what of an object. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Entra's name for it: `Update user`, `Add owner to group`. */
  readonly activity: string;
  /** Who did it, as the log names them; empty where it names nobody. */
  readonly by: string;
  readonly application: boolean;
  /** Properties by their names in the log: `Department`, `Mobile`. */
  readonly properties: readonly string[];
}

/** What the audit log says about objects, the newest entries first, by object id. */
export interface AuditTrail {
  /** An object that is absent could not be asked about. */
  readonly entries: ReadonlyMap<string, readonly AuditEntry[]>;
  /** Why some of it is unknown, and what would make it known: one sentence. */
  readonly unknown?: string;
}
