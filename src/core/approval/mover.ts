import { findAttribute } from '../attributes/attributes.ts';
import type { AuditEntry } from '../live/audit.ts';
import type { Change } from '../plan/plan.ts';

/** The newest entry of an object's audit trail, newest first, that changed what a change is about. */
export function moverOf(change: Change, entries: readonly AuditEntry[]): AuditEntry | undefined {
  return entries.find((entry) => isAbout(entry, change));
}

/** The newest entry that deleted the object. */
export function removerOf(entries: readonly AuditEntry[]): AuditEntry | undefined {
  return entries.find(({ activity }) => /^(?:hard )?delete (?:user|group)$/i.test(activity));
}

/**
 * Links are activities of their own; properties have the name that the directory has for them:
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
function isAbout({ activity, properties }: AuditEntry, { kind, attribute }: Change): boolean {
  switch (attribute) {
    case 'exists':
      return /^(?:add|delete|hard delete|restore) (?:user|group)$/i.test(activity);
    case 'owners':
      return /^(?:add|remove) owner (?:to|from) group$/i.test(activity);
    case 'members':
      return /^(?:add|remove) member (?:to|from) group$/i.test(activity);
    case 'manager':
      return /^(?:set|remove) user manager$/i.test(activity) || properties.includes('Manager');
  }
  const row = findAttribute(kind, attribute);
  const own = [attribute, row?.read.member ?? row?.read.property ?? attribute, directoryNames[attribute]];
  const names = new Set(own.map((name) => name?.toLowerCase()));
  return properties.some((property) => names.has(property.toLowerCase()));
}

/** All others have Graph's name with a capital. */
const directoryNames: Readonly<Record<string, string>> = {
  mobilePhone: 'Mobile',
  businessPhones: 'TelephoneNumber',
  officeLocation: 'PhysicalDeliveryOfficeName',
  otherMails: 'OtherMail',
};
