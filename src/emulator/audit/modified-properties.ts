import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';

/** Properties that the audit log calls by their directory name; all others are Graph's name with a capital. */
const directoryNames: Readonly<Record<string, string>> = {
  mobilePhone: 'Mobile',
  businessPhones: 'TelephoneNumber',
  officeLocation: 'PhysicalDeliveryOfficeName',
  otherMails: 'OtherMail',
  faxNumber: 'FacsimileTelephoneNumber',
};

/** What the log does not tell of: https://office365itpros.com/2023/08/08/audit-user-account-changes/ */
const unlogged = new Set(['usageLocation']);

/**
 * The differences between two sets of properties as the audit log writes them: old and new value are JSON text of a
 * list with the value in it (`["Sales"]`), an unset value is the empty list. Each member of a complex value is a
 * property of its own.
 */
export function modifiedProperties(before: Readonly<JsonObject>, after: Readonly<JsonObject>): JsonObject[] {
  const old = flat(before);
  const now = flat(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => name !== 'Id');
  const changes = names
    .filter((name) => JSON.stringify(old.get(name) ?? null) !== JSON.stringify(now.get(name) ?? null))
    .map((name) => modified(name, old.get(name) ?? null, now.get(name) ?? null));
  if (changes.length === 0) return [];
  const included = changes.map((change) => textOf(change['displayName'])).join(', ');
  return [
    ...changes,
    { displayName: 'Included Updated Properties', oldValue: null, newValue: JSON.stringify(included) },
  ];
}

/** One change as the audit log writes it. */
export function modified(displayName: string, before: Json, after: Json): JsonObject {
  return { displayName, oldValue: list(before), newValue: list(after) };
}

function list(value: Json): string {
  if (value === null) return '[]';
  return JSON.stringify(Array.isArray(value) ? value : [value]);
}

function flat(properties: Readonly<JsonObject>): Map<string, Json> {
  const result = new Map<string, Json>();
  for (const [name, value] of Object.entries(properties)) {
    if (unlogged.has(name)) continue;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [member, inner] of Object.entries(value)) result.set(capital(member), inner);
    else result.set(directoryNames[name] ?? capital(name), value);
  }
  return result;
}

function capital(name: string): string {
  return name.startsWith('extension_') ? name : name.slice(0, 1).toUpperCase() + name.slice(1);
}
