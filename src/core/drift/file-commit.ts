/** A commit, with the YAML files that it changed. */
export interface FileCommit {
  readonly commit: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly subject: string;
  readonly files: readonly FileVersion[];
}

/** A file that a commit changed: the names of its contents, of each parent and after. Undefined: it was not there. */
export interface FileVersion {
  readonly path: string;
  readonly before: readonly (string | undefined)[];
  readonly after: string | undefined;
}
