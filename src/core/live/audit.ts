/** One entry of the directory's audit log, as far as it tells who changed what of which objects. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Entra's name for it: `Update user`, `Add owner to group`. */
  readonly activity: string;
  /** Who did it, as the log names them; empty where it names nobody. */
  readonly by: string;
  /** The object id of the person or of the service principal, where the log tells. */
  readonly byId?: string;
  readonly application: boolean;
  /** Properties of all targets by their names in the log: `Department`, `Mobile`. */
  readonly properties: readonly string[];
  /** What it was done to. Of a link the object that is linked comes first. */
  readonly targets: readonly AuditTarget[];
}

export interface AuditTarget {
  /** The object id. */
  readonly id: string;
  readonly changes: readonly AuditChange[];
}

/** One modified property. The values are JSON texts, absent where the log tells none: `["Sales"]`, `[]`, `"…"`. */
export interface AuditChange {
  readonly property: string;
  readonly before?: string;
  readonly after?: string;
}

/** What the audit log says about objects, the newest entries first, by object id. */
export interface AuditTrail {
  /** An object that is absent could not be asked about. */
  readonly entries: ReadonlyMap<string, readonly AuditEntry[]>;
  /** Why some of it is unknown, and what would make it known: one sentence. */
  readonly unknown?: string;
}

/** What the audit log says about everything in a stretch of time, the newest entries first. */
export interface AuditLog {
  readonly entries: readonly AuditEntry[];
  /** From when on it is whole: ISO 8601. Absent where nothing of it could be read. */
  readonly since?: string;
  /** Why some of it is unknown, and what would make it known: one sentence. */
  readonly unknown?: string;
}
