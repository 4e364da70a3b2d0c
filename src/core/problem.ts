/** Where something stands in a file of the repository. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something that the user can mend. Problems are values, collected and shown all at once. */
export interface Problem {
  /** Stable name of the kind of problem, such as `unknown-key`. */
  readonly id: string;
  readonly place?: Place;
  /** The object concerned, as the user wrote it: `user adele.vance@contoso.com`. */
  readonly object?: string;
  /** What is wrong, one sentence without the place. */
  readonly message: string;
  /** How to mend it, one sentence. */
  readonly remedy: string;
  /** The other places concerned, such as the first declaration of an object that is declared twice. */
  readonly also?: readonly Place[];
}

/** Something in a file that may not be meant. Findings fail nothing; a severity in `tenant.yaml` can make them problems. */
export interface Finding extends Problem {
  readonly severity: 'warning' | 'info';
}

/**
 * Stops a command because its input, its surroundings or the service do not allow it to go on. Shown to the user as
 * its problems, never as a stack trace.
 */
export class TenantryError extends Error {
  override readonly name: string = 'TenantryError';
  readonly problems: readonly Problem[];

  constructor(problem: Problem | readonly Problem[]) {
    const problems: readonly Problem[] = 'message' in problem ? [problem] : problem;
    super(problems.map((each) => each.message).join(' '));
    this.problems = problems;
  }
}

/** The service does not allow what was asked of it, because the application lacks a permission. */
export class Forbidden extends TenantryError {}

/** The files under `tenant/` have problems, so nothing was read from the tenant and nothing written. */
export class InvalidConfiguration extends TenantryError {}

/** `file:line:column`, the form that editors and terminals turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
