import { severityOf, type FindingId } from '../finding-ids.ts';
import type { RuleProblem } from '../problem.ts';

/** What findings need to know besides the rule. */
export interface FindingOptions {
  /** What to say about a text that a property should not have; undefined where it is fine. */
  readonly vocabulary?: (property: string, literal: string) => string | undefined;
  /** Whether membership gives access to something; assumed unless said otherwise. */
  readonly grantsAccess?: boolean;
}

/** A finding with its usual severity. */
export function finding(code: FindingId, offset: number, message: string): RuleProblem {
  return { code, message, offset, severity: severityOf(code) };
}
