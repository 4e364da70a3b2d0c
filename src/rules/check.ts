import type { Rule } from './ast.ts';
import { checkRuleBody, type PropertyAdvice } from './check-body.ts';
import { findingsOf, type FindingOptions, type FindingId, isFindingId } from './findings.ts';
import { formatRule } from './format.ts';
import { parseRule } from './parse.ts';
import type { RuleProblem, Severity } from './problem.ts';
import type { Side } from './property-kind.ts';
import type { ExtraProperties } from './properties.ts';
import { kindOf } from './walk.ts';

export interface CheckOptions extends FindingOptions {
  /** Severities other than the usual, by finding; `off` leaves a finding out. */
  readonly findings?: Readonly<Partial<Record<FindingId, Severity | 'off'>>>;
  /** Properties that are known to work in this tenant although the reference does not list them. */
  readonly properties?: ExtraProperties;
  /** What the caller knows better about a name: why it cannot be used although it looks right, or what is meant. */
  readonly advice?: PropertyAdvice;
}

export interface CheckedRule {
  /** Whether the text is a rule of the language, so that the service would take it. Findings do not count. */
  readonly valid: boolean;
  /** In the order of the text. */
  readonly problems: readonly RuleProblem[];
  readonly kind: Side | undefined;
  /** The tree, where the text could be read, valid or not. */
  readonly rule?: Rule;
  /** The canonical form of a valid rule. */
  readonly formatted?: string;
}

/** Says whether a text is a membership rule, what is wrong with it, and what its author may not have meant. */
export function checkRule(text: string, options: CheckOptions = {}): CheckedRule {
  const { rule, problems } = parseRule(text, options.properties);
  if (rule === undefined) return { valid: false, problems, kind: undefined };
  // What the parser has mended is not reported a second time.
  const reported = new Set(problems.map(({ offset }) => offset));
  const body = checkRuleBody(rule, options.advice).filter(({ offset }) => !reported.has(offset));
  const language = [...problems, ...body].flatMap((problem) => withSeverity(problem, options));
  const valid = language.every((problem) => problem.severity !== 'error');
  const findings = findingsOf(rule, options).flatMap((problem) => withSeverity(problem, options));
  return {
    valid,
    problems: inOrder([...language, ...findings]),
    kind: kindOf(rule),
    rule,
    ...(valid ? { formatted: formatRule(rule) } : {}),
  };
}

function withSeverity(problem: RuleProblem, options: CheckOptions): RuleProblem[] {
  const wanted = isFindingId(problem.code) ? options.findings?.[problem.code] : undefined;
  if (wanted === 'off') return [];
  return [wanted === undefined ? problem : { ...problem, severity: wanted }];
}

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function inOrder(problems: readonly RuleProblem[]): RuleProblem[] {
  return problems.toSorted((a, b) => a.offset - b.offset || weight[a.severity] - weight[b.severity]);
}
