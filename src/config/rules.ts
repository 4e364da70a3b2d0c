import { checkRule } from '../rules/check.ts';
import { isFindingId } from '../rules/finding-ids.ts';
import type { RuleProblem } from '../rules/problem.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import { attributeOfRuleProperty, outsideVocabulary } from '../core/desired/vocabulary.ts';
import type { Finding, Problem } from '../core/problem.ts';

/** What is wrong with the rule of a group, and what its author may not have meant. */
export interface CheckedRules {
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  /** The groups whose rule cannot be used. */
  readonly unusable: ReadonlySet<DesiredObject>;
}

/** Checks the rules of all groups. A finding that the settings call an error is a problem. */
export function checkRules(
  groups: readonly DesiredObject[],
  { findings, vocabularies }: Pick<Settings, 'findings' | 'vocabularies'>,
): CheckedRules {
  const vocabulary = (property: string, literal: string): string | undefined => {
    const attribute = attributeOfRuleProperty(property);
    const outside = attribute === undefined ? undefined : outsideVocabulary(vocabularies, attribute, literal);
    return outside && `${outside.message} ${outside.remedy}`;
  };
  const problems: Problem[] = [];
  const found: Finding[] = [];
  const unusable = new Set<DesiredObject>();
  for (const group of groups) {
    const rule = group.attributes['membershipRule'];
    if (typeof rule?.value !== 'string') continue;
    for (const problem of checkRule(rule.value, { findings, vocabulary }).problems) {
      const told = tell(problem, rule.value, group, rule.place);
      if (problem.severity === 'error') {
        problems.push(told);
        unusable.add(group);
      } else found.push({ ...told, severity: problem.severity });
    }
  }
  return { problems, findings: found, unusable };
}

function tell(problem: RuleProblem, rule: string, group: DesiredObject, place: Problem['place']): Problem {
  const near = rule.slice(problem.offset, problem.offset + 30);
  const where =
    near === '' ? 'at the end of the rule' : `at \`${near}${problem.offset + 30 < rule.length ? '…' : ''}\``;
  const [message, remedy] = split(problem.message);
  return {
    id: problem.code,
    ...(place ? { place } : {}),
    object: `group ${group.label}`,
    message: `${message.replace(/[.!?]$/, '')}, ${where}.`,
    remedy:
      isFindingId(problem.code) && problem.severity === 'error'
        ? `${remedy} It is the finding \`${problem.code}\`, which counts as an error; \`findings:\` in tenant.yaml can change that.`.trim()
        : remedy,
  };
}

/** The first sentence says what is wrong, the rest how to mend it. */
function split(text: string): readonly [string, string] {
  const end = /[.!?] (?=[A-Z`])/.exec(text);
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 2)] : [text, ''];
}
