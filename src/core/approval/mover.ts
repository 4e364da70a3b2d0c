import type { AuditEntry } from '../live/audit.ts';
import { existenceActivity, linkActivities, loggedAs } from '../live/logged-as.ts';
import type { Change } from '../plan/plan.ts';

/** The newest entry of an object's audit trail, newest first, that changed what a change is about. */
export function moverOf(change: Change, entries: readonly AuditEntry[]): AuditEntry | undefined {
  return entries.find((entry) => isAbout(entry, change));
}

/** The newest entry that deleted the object. */
export function removerOf(entries: readonly AuditEntry[]): AuditEntry | undefined {
  return entries.find(({ activity }) => /^(?:hard )?delete (?:user|group)$/i.test(activity));
}

/** Links are activities of their own; properties have the names of the directory. */
function isAbout({ activity, properties }: AuditEntry, { kind, attribute }: Change): boolean {
  if (attribute === 'exists') return existenceActivity.test(activity);
  if (attribute === 'owners' || attribute === 'members') return linkActivities[attribute].test(activity);
  if (attribute === 'manager' && linkActivities.manager.test(activity)) return true;
  const names = loggedAs(kind, attribute);
  return properties.some((property) => names.has(property.toLowerCase()));
}
