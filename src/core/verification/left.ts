import type { Desired, DesiredDefinition, DesiredObject } from '../desired/desired.ts';
import { definitionKey } from '../plan/definitions.ts';
import type { ObjectKey } from '../plan/plan.ts';
import { deedsOf } from '../rollback/deeds.ts';
import { definitionAsBefore } from '../rollback/definition-as-before.ts';
import type { Applied } from './verification.ts';

/** What the files say that a reading needs: values of extensions are asked for by their definitions. */
export type Files = Pick<Desired, 'settings' | 'definitions'>;

/**
 * What an apply left behind, as if files declared it: reading for it reads back every value that was written. Existence
 * and members are no attributes and not in it.
 */
export function leftBehind(applied: Applied, { settings, definitions: declared }: Files): Desired {
  const entries = new Map<ObjectKey, DesiredObject>();
  const definitions: DesiredDefinition[] = [];
  for (const { change, left } of deedsOf(applied)) {
    const { object, kind, attribute, place } = change;
    if (kind !== 'user' && kind !== 'group') {
      if (attribute !== 'exists') continue;
      const { delete: _, ...found } = definitionAsBefore(change, applied.plan) ?? {};
      if ('kind' in found) definitions.push(found);
      continue;
    }
    if (attribute === 'exists' || attribute === 'members') continue;
    const name = object.slice(object.indexOf(':') + 1);
    const isMade = applied.plan.operations.some(
      (each) => each.object === object && each.write.type === 'createGroup',
    );
    const id = isMade ? applied.created.get(object) : name;
    const entry = entries.get(object) ?? {
      kind,
      label: name,
      ...(id === undefined ? {} : { id: id.toLowerCase() }),
      place,
      attributes: {},
    };
    const value =
      attribute === 'owners'
        ? ({ mode: 'exact', users: Array.isArray(left) ? left.map(String) : [], asIds: true } as const)
        : left;
    entries.set(object, { ...entry, attributes: { ...entry.attributes, [attribute]: { value, place } } });
  }
  const all = [...entries.values()];
  const made = new Set(definitions.map(definitionKey));
  return {
    settings,
    users: all.filter(({ kind }) => kind === 'user'),
    groups: all.filter(({ kind }) => kind === 'group'),
    definitions: [...definitions, ...declared.filter((each) => !made.has(definitionKey(each)))],
  };
}
