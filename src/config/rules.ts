import { checkRule, type CheckedRule } from '../rules/check.ts';
import { isFindingId } from '../rules/finding-ids.ts';
import { maxRuleLength } from '../rules/parse.ts';
import type { RuleProblem } from '../rules/problem.ts';
import { inTwo } from '../core/audit/live-rules.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import { attributeOfRuleProperty, outsideVocabulary } from '../core/desired/vocabulary.ts';
import type { Finding, Problem } from '../core/problem.ts';
import type { Definitions } from './definitions.ts';
import { extensionsInRules, type ExtensionsInRules } from './rule-extensions.ts';

/** What is wrong with the rule of a group, and what its author may not have meant. */
export interface CheckedRules {
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  /** The objects that can be used, those with a rule in the words of Graph. */
  readonly usable: ReadonlyMap<DesiredObject, DesiredObject>;
}

/** Checks the rules of all groups. A finding that the settings call an error is a problem. */
export function checkRules(
  objects: readonly DesiredObject[],
  { findings, vocabularies }: Pick<Settings, 'findings' | 'vocabularies'>,
  definitions: Definitions,
): CheckedRules {
  const vocabulary = (property: string, literal: string): string | undefined => {
    const attribute = attributeOfRuleProperty(property);
    const outside = attribute === undefined ? undefined : outsideVocabulary(vocabularies, attribute, literal);
    return outside && `${outside.message} ${outside.remedy}`;
  };
  const extensions = extensionsInRules(objects, definitions);
  const { properties, advice } = extensions;
  const problems: Problem[] = [];
  const found: Finding[] = [];
  const usable = new Map<DesiredObject, DesiredObject>();
  for (const object of objects) {
    const rule = object.attributes['membershipRule'];
    if (typeof rule?.value !== 'string') {
      usable.set(object, object);
      continue;
    }
    const checked = checkRule(rule.value, { findings, vocabulary, properties, advice });
    const long = tooLong(rule.value, checked, extensions);
    const told = [...checked.problems.filter((each) => extensions.isOwn(each)), ...long].map(
      (problem) => [problem, tell(problem, rule.value as string, object, rule.place)] as const,
    );
    for (const [problem, text] of told) {
      if (problem.severity === 'error') problems.push(text);
      else found.push({ ...text, severity: problem.severity });
    }
    if (told.every(([problem]) => problem.severity !== 'error') && !extensions.isUnclear(checked))
      usable.set(object, withRule(object, extensions.expand(rule.value, checked)));
  }
  return { problems, findings: found, usable };
}

function withRule(object: DesiredObject, value: string): DesiredObject {
  const rule = object.attributes['membershipRule'];
  return rule === undefined || rule.value === value
    ? object
    : { ...object, attributes: { ...object.attributes, membershipRule: { ...rule, value } } };
}

/** The service counts the rule with the names that Graph has for directory extensions. */
function tooLong(text: string, checked: CheckedRule, extensions: ExtensionsInRules): RuleProblem[] {
  const { length } = extensions.expand(text, checked);
  return length <= maxRuleLength || text.length > maxRuleLength
    ? []
    : [
        {
          code: 'too-long',
          offset: 0,
          severity: 'error',
          message: `The rule has ${length.toLocaleString('en')} characters with the full names of its directory extensions; the service takes at most ${maxRuleLength.toLocaleString('en')}. Shorten it by ${(length - maxRuleLength).toLocaleString('en')}.`,
        },
      ];
}

function tell(problem: RuleProblem, rule: string, group: DesiredObject, place: Problem['place']): Problem {
  const near = rule.slice(problem.offset, problem.offset + 30);
  const where =
    near === '' ? 'at the end of the rule' : `at \`${near}${problem.offset + 30 < rule.length ? '…' : ''}\``;
  const [message, remedy] = inTwo(problem.message);
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
