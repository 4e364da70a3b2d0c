import type { Json } from '../../core/attributes/attribute.ts';
import type { EditValue } from './edit.ts';
import { isObject, withMember } from './plain.ts';
import { Refusal } from './refusal.ts';

/** `membership` of a group with its rule or its processing set, or without it; undefined where nothing is left of it. */
export function setMembership(
  before: Json | undefined,
  attribute: 'membershipRule' | 'membershipRuleProcessingState',
  value: EditValue | undefined,
): Json | undefined {
  const parts = isObject(before) ? before : {};
  if (attribute === 'membershipRule') {
    if (value === undefined) return undefined;
    return value === null ? 'assigned' : { ...parts, rule: value as Json };
  }
  if (value === undefined || value === null)
    return isObject(before) ? withMember(before, 'processing', undefined) : before;
  if (!isObject(before)) throw noRule;
  return { ...before, processing: processing(before['processing'], value as Json) };
}

function processing(before: Json | undefined, value: Json): Json {
  if (value === 'On' || value === 'on') return 'on';
  if (isObject(value) && isObject(value['paused'])) return { paused: value['paused'] };
  if (value === 'Paused' && isObject(before)) return before;
  throw pauseWithoutReason;
}

const noRule = new Refusal({
  id: 'edit',
  message: 'The entry has no `rule`, so there is nothing to process or to pause.',
  remedy: 'Set `membershipRule` first.',
});

const pauseWithoutReason = new Refusal({
  id: 'edit',
  message: 'A pause is written with its last day and its reason.',
  remedy: 'Say `{ paused: { until, reason } }`.',
});
