import type { Value } from '../attributes/attribute.ts';
import type { Change, ObjectKey, Operation } from './plan.ts';

/** The one write that creates a group; its owners are added by operations of their own. */
export function creationOperation(object: ObjectKey, changes: readonly Change[]): Operation {
  const wanted = new Map(changes.map((change) => [change.attribute, change.after]));
  const unified = wanted.get('type') === 'microsoft365';
  const rule = wanted.get('membershipRule') ?? null;
  const body: Record<string, Value> = {
    mailEnabled: unified,
    securityEnabled: !unified,
    groupTypes: [...(unified ? ['Unified'] : []), ...(rule === null ? [] : ['DynamicMembership'])],
  };
  for (const name of [
    'displayName',
    'description',
    'mailNickname',
    'visibility',
    'membershipRule',
  ] as const) {
    const value = wanted.get(name);
    if (value !== undefined && value !== null) body[name] = value;
  }
  if (rule !== null)
    body['membershipRuleProcessingState'] = wanted.get('membershipRuleProcessingState') ?? 'On';
  return {
    key: `${object} create`,
    phase: 'creations',
    object,
    channels: ['graph'],
    write: { type: 'createGroup', uniqueName: object.slice('group:'.length), body },
    changes: changes.filter((change) => change.attribute !== 'owners').map((change) => change.key),
    context: [],
    dependsOn: [],
  };
}
