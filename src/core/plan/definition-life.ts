import type { Value } from '../attributes/attribute.ts';
import { schemaExtensionStatuses } from '../desired/desired.ts';
import type { Shut } from '../route/cell.ts';

/** What the life of a definition forbids: https://learn.microsoft.com/graph/api/resources/schemaextension */

const fixed = (message: string, remedy: string): Shut => ({ reason: 'definitionFixed', message, remedy });

/** There is no update of a directory extension: https://learn.microsoft.com/graph/api/resources/extensionproperty */
export const fixedDirectory: Shut = fixed(
  'a directory extension cannot be changed once it is there',
  'Define another one under a new name, move the values over, and delete this one; or write here what it is.',
);

/** Why a schema extension cannot go from one status to another; undefined where it can: only the next step is there. */
export function later(from: string, to: string): Shut | undefined {
  const order: readonly string[] = schemaExtensionStatuses;
  const steps = order.indexOf(to) - order.indexOf(from);
  if (steps === 0 || steps === 1) return undefined;
  return fixed(
    `a schema extension goes from InDevelopment over Available to Deprecated, one step at a time and never back, and this one is ${from}`,
    steps > 1 ? 'Write `status: Available` and apply that first.' : `Write \`status: ${from}\`.`,
  );
}

/** Why the properties of a schema extension cannot become these; undefined where they can. */
export function additionsOnly(
  before: Value | undefined,
  after: Readonly<Record<string, string>>,
): Shut | undefined {
  const known = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
  const lost = Object.entries(known).filter(([name, type]) => after[name] !== type);
  if (lost.length === 0) return undefined;
  const names = lost
    .map(([name, type]) => `${name} (${JSON.stringify(type).replaceAll('"', '')})`)
    .join(', ');
  return fixed(
    `a schema extension only grows: its property ${names} can neither be taken away nor change its type`,
    'Put it back, or define another schema extension.',
  );
}

/** Why a definition cannot be deleted; undefined where it can. `elsewhere` are targets whose objects are not read. */
export function notDeletable(status: string | undefined, elsewhere: readonly string[]): Shut | undefined {
  if (status !== undefined && status !== 'InDevelopment')
    return fixed(
      `a schema extension can be deleted only while it is InDevelopment, and this one is ${status}`,
      status === 'Available' ? 'Write `status: Deprecated` to retire it.' : 'Take it out of the files.',
    );
  if (elsewhere.length === 0) return undefined;
  return {
    reason: 'definitionInUse',
    message: `it is also for objects that Tenantry does not read (${elsewhere.join(', ')}), whose values would become unreachable`,
    remedy:
      'Make sure that none of them has a value, and delete the definition with Microsoft Graph yourself.',
  };
}
