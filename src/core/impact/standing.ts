import { compileRule } from '../../rules/evaluate.ts';
import { dependenciesOf } from '../../rules/dependencies.ts';
import { parseRule } from '../../rules/parse.ts';
import { kindOf } from '../../rules/walk.ts';
import { isDynamic } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { isFrozen, type MemberRule } from './group-rules.ts';

/** Why a dynamic group is not held to its rule. */
export type Apart = 'device' | 'frozen' | 'paused' | 'unreadable';

/** How a dynamic group stands to its rule; the rule where it can be asked of users. */
export interface Standing {
  readonly group: LiveObject;
  readonly rule?: MemberRule;
  readonly apart?: Apart;
}

/** How a group stands to its rule; undefined where its members are assigned. */
export function standingOf(group: LiveObject): Standing | undefined {
  const text = group['membershipRule'];
  if (!isDynamic(group)) return undefined;
  const rule = typeof text === 'string' ? parseRule(text).rule : undefined;
  if (!rule || typeof text !== 'string') return { group, apart: 'unreadable' };
  if (kindOf(rule) === 'device') return { group, apart: 'device' };
  const ready = {
    text,
    side: 'user',
    compiled: compileRule(rule),
    dependencies: dependenciesOf(rule),
  } as const;
  if (isFrozen(ready)) return { group, apart: 'frozen' };
  const paused = group['membershipRuleProcessingState'] === 'Paused';
  return { group, rule: ready, ...(paused ? { apart: 'paused' } : {}) };
}
