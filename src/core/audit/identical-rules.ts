import { checkRule } from '../../rules/check.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { isDynamic, liveValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { someOf, type Found } from './subject.ts';

/** Dynamic groups of the same type whose rules are the same in the canonical form; each names the others. */
export function findIdenticalRules(groups: readonly LiveObject[]): readonly Found[] {
  const type = findAttribute('group', 'type');
  const ruled = groups.flatMap((group) => {
    const text = group['membershipRule'];
    if (!isDynamic(group) || typeof text !== 'string') return [];
    const kind = type ? liveValue(type, group) : null;
    return [{ group, key: JSON.stringify([kind, canonicalRule(text)]) }];
  });
  return [...Map.groupBy(ruled, ({ key }) => key).values()]
    .filter((alike) => alike.length > 1)
    .flatMap((alike) =>
      alike.map(({ group }): Found => {
        const others = alike.filter((each) => each.group !== group).map((each) => each.group);
        const names = someOf(others.map(({ displayName, id }) => `${displayName ?? id} (${id})`).toSorted());
        return {
          id: 'identical-rules',
          object: `group:${group.id}`,
          name: group.displayName ?? group.id,
          attribute: 'membershipRule',
          message: `${names} ${others.length === 1 ? 'has' : 'have'} the same rule.`,
          remedy:
            'Use one of the groups in place of the others, or say in the descriptions why there are several.',
        };
      }),
    );
}

/** The canonical form of a rule; of what is no rule to us the text with every run of blanks as one. */
export const canonicalRule = (text: string): string =>
  checkRule(text, { findings: { 'ordering-of-text': 'warning' } }).formatted ??
  text.replace(/\s+/g, ' ').trim();
