/** How much a problem matters: an error in the language is refused by the service, the rest are findings. */
export type Severity = 'error' | 'warning' | 'info';

/** Something about a rule that its author can mend. */
export interface RuleProblem {
  /** A stable name of the kind of problem, in kebab case. */
  readonly code: string;
  /** What is wrong and how to mend it, in words for administrators. */
  readonly message: string;
  /** Where it begins, counted in UTF-16 units from the start of the rule. */
  readonly offset: number;
  readonly severity: Severity;
}

/** A problem that makes the rule something other than the language: the service would refuse it. */
export function error(code: string, offset: number, message: string): RuleProblem {
  return { code, message, offset, severity: 'error' };
}
