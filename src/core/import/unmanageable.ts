import { liveValue } from '../attributes/value.ts';
import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import { isSynced } from './scope.ts';

const type = findAttribute('group', 'type');

/** What kind of group it is that the files cannot manage, in the plural; undefined where they can. */
export function unmanageable(group: LiveObject): string | undefined {
  if (isSynced(group)) return 'synced from on-premises';
  const kind = type ? liveValue(type, group) : 'security';
  if (kind === 'security' || kind === 'microsoft365') return undefined;
  return kind === 'distribution list' ? 'distribution lists' : 'mail-enabled security groups';
}
