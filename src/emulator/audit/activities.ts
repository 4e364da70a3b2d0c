import type { Directory } from '../directory/directory.ts';
import { isMicrosoft365, text, type Item } from '../directory/item.ts';
import type { Json, JsonObject } from '../state.ts';
import { modifiedProperties, modified } from './modified-properties.ts';

/** One thing that happened to the directory, before it gets an id, a time and an initiator. */
export interface Activity {
  activityDisplayName: string;
  category: 'UserManagement' | 'GroupManagement';
  operationType: 'Add' | 'Assign' | 'Update' | 'Unassign' | 'Delete';
  targetResources: JsonObject[];
}

const sourceMoved = 'Change Source of Authority from AD DS to cloud';

/**
 * What the audit log says about the step from one version of an object to the next. Entra's names for the activities:
 * audit activity reference, core directory. A link is an activity of its own, with the linked object first.
 */
export function activities(before: Item | null, after: Item | null, directory: Directory): Activity[] {
  const item = after ?? before;
  if (!item) return [];
  const kind = item.kind;
  const own = (name: string, operationType: Activity['operationType'], changes: JsonObject[]): Activity => ({
    activityDisplayName: name,
    category: kind === 'user' ? 'UserManagement' : 'GroupManagement',
    operationType,
    targetResources: [target(item, changes)],
  });
  if (!after) return [own(`Hard Delete ${kind}`, 'Delete', [])];
  const links = linkActivities(before, after, directory);
  if (!before) return [own(`Add ${kind}`, 'Add', modifiedProperties({}, after.properties)), ...links];
  if (before.deleted === null && after.deleted !== null) return [own(`Delete ${kind}`, 'Delete', [])];
  if (before.deleted !== null && after.deleted === null)
    return [own(kind === 'user' ? 'Restore user' : 'Restore Group', 'Update', [])];
  const changes = modifiedProperties(before.properties, after.properties);
  const isMoved = after.service['isCloudManaged'] === true;
  if (isMoved !== (before.service['isCloudManaged'] === true))
    return [own(isMoved ? sourceMoved : `Undo changes to ${sourceMoved.slice(7)}`, 'Update', changes)];
  return changes.length > 0 ? [own(`Update ${kind}`, 'Update', changes), ...links] : links;
}

function linkActivities(before: Item | null, after: Item, directory: Directory): Activity[] {
  const result: Activity[] = [];
  for (const link of ['owner', 'member'] as const) {
    const old: ReadonlySet<string> = (link === 'owner' ? before?.owners : before?.members) ?? new Set();
    const now = link === 'owner' ? after.owners : after.members;
    if (old === now) continue;
    for (const id of now) if (!old.has(id)) result.push(linked(`Add ${link} to group`, after, id, directory));
    for (const id of old)
      if (!now.has(id)) result.push(linked(`Remove ${link} from group`, after, id, directory));
  }
  if ((before?.manager ?? null) !== after.manager) {
    const manager = after.manager === null ? [] : [targetById(after.manager, directory, [])];
    const change = modified('Manager', before?.manager ?? null, after.manager);
    result.push({
      activityDisplayName: after.manager === null ? 'Remove user manager' : 'Set user manager',
      category: 'UserManagement',
      operationType: after.manager === null ? 'Unassign' : 'Assign',
      targetResources: [target(after, [change]), ...manager],
    });
  }
  return result;
}

function linked(name: string, group: Item, id: string, directory: Directory): Activity {
  const adding = name.startsWith('Add');
  const change = (property: string, value: string | null): JsonObject => ({
    displayName: property,
    oldValue: adding ? null : JSON.stringify(value),
    newValue: adding ? JSON.stringify(value) : null,
  });
  const changes = [
    change('Group.ObjectID', group.id),
    change('Group.DisplayName', text(group, 'displayName')),
  ];
  return {
    activityDisplayName: name,
    category: 'GroupManagement',
    operationType: adding ? 'Assign' : 'Unassign',
    targetResources: [targetById(id, directory, changes), target(group, [])],
  };
}

function targetById(id: string, directory: Directory, changes: JsonObject[]): JsonObject {
  const item = directory.entries.get(id)?.written;
  return item ? target(item, changes) : { id, displayName: null, type: 'Other', modifiedProperties: changes };
}

function target(item: Item, changes: JsonObject[]): JsonObject {
  const modifiedProperties: Json = changes;
  const common = { id: item.id, displayName: text(item, 'displayName') };
  if (item.kind === 'user') {
    const userPrincipalName = text(item, 'userPrincipalName');
    return { ...common, type: 'User', userPrincipalName, groupType: null, modifiedProperties };
  }
  if (item.kind === 'device')
    return { ...common, type: 'Device', userPrincipalName: null, groupType: null, modifiedProperties };
  const groupType = isMicrosoft365(item) ? 'unifiedGroups' : 'azureAD';
  return { ...common, type: 'Group', userPrincipalName: null, groupType, modifiedProperties };
}
