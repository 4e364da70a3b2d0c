import { checkRule } from '../../rules/check.ts';
import { isFindingId, type FindingId } from '../../rules/finding-ids.ts';
import type { RuleProblem } from '../../rules/problem.ts';
import { isDynamic } from '../attributes/value.ts';
import type { Settings } from '../desired/settings.ts';
import { attributeOfRuleProperty, outsideVocabulary, type Vocabularies } from '../desired/vocabulary.ts';
import type { LiveObject } from '../live/live.ts';
import { count } from '../wording.ts';
import type { Found } from './subject.ts';

/** What the rules that are in force may not mean, and the groups whose rule is none to us. */
export interface LiveRules {
  readonly found: readonly Found[];
  readonly unreadable: readonly LiveObject[];
}

/**
 * Checks the rules of all dynamic groups. A finding that one rule has several times is told once. The service has taken
 * these rules, so that comparing text by order counts as a warning unless the settings say otherwise.
 */
export function checkLiveRules(
  groups: readonly LiveObject[],
  { findings, vocabularies }: Pick<Settings, 'findings' | 'vocabularies'>,
): LiveRules {
  const options = {
    findings: { 'ordering-of-text': 'warning', ...findings } as const,
    vocabulary: judge(vocabularies),
  };
  const known = new Map<string, readonly RuleProblem[]>();
  const found: Found[] = [];
  const unreadable: LiveObject[] = [];
  for (const group of groups) {
    const text = group['membershipRule'];
    if (!isDynamic(group) || typeof text !== 'string') continue;
    const problems = known.get(text) ?? checkRule(text, options).problems;
    known.set(text, problems);
    if (problems.some(({ code }) => !isFindingId(code))) unreadable.push(group);
    for (const [id, all] of Map.groupBy(problems, ({ code }) => code))
      if (isFindingId(id)) found.push(tell(id, all, text, group));
  }
  return { found, unreadable };
}

const judge =
  (vocabularies: Vocabularies) =>
  (property: string, literal: string): string | undefined => {
    const attribute = attributeOfRuleProperty(property);
    const outside = attribute === undefined ? undefined : outsideVocabulary(vocabularies, attribute, literal);
    return outside && `${outside.message} ${outside.remedy}`;
  };

function tell(id: FindingId, problems: readonly RuleProblem[], rule: string, group: LiveObject): Found {
  const [first = { message: '', offset: 0 }, ...others] = problems;
  const near = rule.slice(first.offset, first.offset + 30).trim();
  const more = others.length === 0 ? '' : ` and in ${count(others.length, 'more place')}`;
  const [message, remedy] = inTwo(first.message);
  return {
    id,
    object: `group:${group.id}`,
    name: group.displayName ?? group.id,
    attribute: 'membershipRule',
    message: `${message.replace(/[.!?]$/, '')}, at \`${near}${first.offset + 30 < rule.length ? '…' : ''}\`${more}.`,
    remedy,
  };
}

/** The first sentence says what is wrong, the rest how to mend it. */
export function inTwo(text: string): readonly [string, string] {
  const end = /[.!?] (?=[A-Z`])/.exec(text);
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 2)] : [text, ''];
}
