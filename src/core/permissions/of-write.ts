import { findAttribute } from '../attributes/attributes.ts';
import type { Operation } from '../plan/plan.ts';
import { howToAllow } from './how-to-allow.ts';
import { tasks, type Task } from './tasks.ts';
import { changing } from './writing.ts';

/**
 * Who has to grant what, so that a write of a plan is allowed, in the words of `doctor`. `attributes` are those that it
 * changes.
 */
export function howToAllowWrite(
  { object, write }: Pick<Operation, 'object' | 'write'>,
  attributes: readonly string[],
  channel: 'graph' | 'exchange',
): string {
  if (channel === 'exchange') return howToAllow(tasks.writeRecipients);
  const { type } = write;
  if (type === 'deleteGroup' || type === 'restoreGroup') return ofGroup(tasks.deleteGroups);
  if (type.endsWith('DirectoryExtension')) return howToAllow(tasks.writeDirectoryDefinitions);
  if (type.endsWith('SchemaExtension')) return howToAllow(tasks.writeSchemaDefinitions);
  return object.startsWith('group:') ? ofGroup(tasks.writeGroups) : ofUser(attributes);
}

const ofGroup = (task: Task): string =>
  `${howToAllow(task)} For a group that roles can be assigned to: ${howToAllow(tasks.writeRoleAssignable)}`;

function ofUser(attributes: readonly string[]): string {
  const rows = attributes.flatMap((name) => findAttribute('user', name) ?? []);
  const ways = rows.map((row) => howToAllow(changing(row, { what: row.name })));
  return [...new Set(ways.length === 0 ? [howToAllow(tasks.writeUsers)] : ways)].join(' ');
}
