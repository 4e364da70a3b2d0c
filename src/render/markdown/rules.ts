import type { Change } from '../../core/plan/plan.ts';
import { showValue } from '../text/value.ts';
import { count } from '../text/summary.ts';
import { block, type Block } from './blocks.ts';
import { details } from './details.ts';
import { fenced } from './escape.ts';
import { importance } from './importance.ts';
import { nameIn, type Shown } from './shown.ts';

/** Rules before and after, in full; only where they may be quoted. */
export function ruleBlock(changes: readonly Change[], shown: Shown): readonly Block[] {
  const rules = changes.filter(({ attribute }) => attribute === 'membershipRule');
  if (shown.redaction !== 'full' || rules.length === 0) return [];
  const rule = (value: Change['before']): string => showValue('membershipRule', value, shown.plan.names);
  const body = rules.map(({ object, before, after }) => {
    const lines = [`- ${rule(before)}`, `+ ${rule(after)}`];
    return `${nameIn(shown, object)}\n${fenced(lines, 'diff')}`;
  });
  const title = `${count(rules.length, 'rule')} ${rules.length === 1 ? 'changes' : 'change'}`;
  return [block(details(title, body.join('\n\n')), importance.rules, `${title}; see ${shown.elsewhere}.`)];
}
