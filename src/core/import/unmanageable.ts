import { liveValue } from '../attributes/value.ts';
import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import { isSynced } from './scope.ts';

const type = findAttribute('group', 'type');

/** Why the files cannot manage a group, as a sentence; undefined where they can. */
export function unmanageable(group: LiveObject): string | undefined {
  if (isSynced(group)) return 'It is synced from on-premises, and changed there alone.';
  const kind = type ? liveValue(type, group) : 'security';
  if (kind === 'security' || kind === 'microsoft365') return undefined;
  return `It is a ${kind === 'distribution list' ? 'distribution list' : 'mail-enabled security group'}, which only Exchange changes.`;
}
