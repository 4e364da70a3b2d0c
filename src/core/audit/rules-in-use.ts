import { parseRule } from '../../rules/parse.ts';
import { propertiesIn } from '../../rules/walk.ts';
import { isDynamic } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';

/** Which dynamic groups have a rule that reads a property of users; by its name in lower case, without prefix. */
export function rulesByProperty(groups: readonly LiveObject[]): ReadonlyMap<string, readonly LiveObject[]> {
  const found = new Map<string, LiveObject[]>();
  for (const group of groups) {
    const text = group['membershipRule'];
    if (!isDynamic(group) || typeof text !== 'string') continue;
    for (const key of propertiesOf(text)) {
      const known = found.get(key);
      if (known) known.push(group);
      else found.set(key, [group]);
    }
  }
  return found;
}

/** Of what we cannot read as a rule, the words that could be names of extensions: rather too many uses than too few. */
function propertiesOf(text: string): ReadonlySet<string> {
  const { rule } = parseRule(text);
  return new Set(
    rule
      ? propertiesIn(rule.body)
          .filter(({ side }) => side === 'user')
          .map(({ key }) => key)
      : (text.toLowerCase().match(/\bextension\w+/g) ?? []),
  );
}
