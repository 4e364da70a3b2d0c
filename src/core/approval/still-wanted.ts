import { findAttribute } from '../attributes/attributes.ts';
import { liveValue, sameValue } from '../attributes/value.ts';
import type { Desired, DesiredDefinition, DesiredObject } from '../desired/desired.ts';
import type { Live } from '../live/live.ts';
import { findLive, indexLive } from '../match/live-index.ts';
import { definitionKey, definitionOf, sameInDefinition, wantedOf } from '../plan/definitions.ts';
import type { Change, ObjectKey } from '../plan/plan.ts';
import { wantedValue } from '../plan/wanted.ts';

/**
 * Whether the files still ask for what a change of an earlier plan was to bring. An interrupted apply goes on only with
 * what is still wanted: somebody may have stopped it because the plan was wrong.
 */
export function stillWanted(desired: Desired, live: Live): (change: Change) => boolean {
  const index = indexLive(live);
  const entries = new Map<ObjectKey, DesiredObject>();
  for (const entry of [...desired.users, ...desired.groups]) {
    const found = findLive(entry, index);
    if (found) entries.set(`${entry.kind}:${found.id}`, entry);
    // The plan that created the group knew it by its key in the repository.
    if (entry.kind === 'group' && entry.id === undefined) entries.set(`group:${entry.label}`, entry);
    // The plan that deleted it knew it by its id, which is no longer live.
    if (entry.delete && entry.id !== undefined) entries.set(`group:${entry.id}`, entry);
  }
  const definitions = new Map(desired.definitions.map((each) => [definitionKey(each), each]));
  return (change) => {
    const definition = definitions.get(definitionOfChange(change));
    if (change.kind !== 'user' && change.kind !== 'group') return wantsOfDefinition(definition, change);
    // Values go before their definition does, whoever has them.
    if (definition?.delete) return change.after === null;
    const entry = entries.get(change.object);
    if (change.attribute === 'exists')
      return entry !== undefined && (entry.delete === true) === !change.after;
    const declared = entry?.attributes[change.attribute];
    const row = findAttribute(change.kind, change.attribute);
    if (!entry || !declared || !row) return false;
    const found = findLive(entry, index);
    const wanted = wantedValue(row, declared, found ? liveValue(row, found) : null, entry, index);
    return wanted.clear && sameValue(row, wanted.value, change.after);
  };
}

function definitionOfChange(change: Change): ObjectKey {
  if (change.kind !== 'user' && change.kind !== 'group') return change.object;
  const row = findAttribute(change.kind, change.attribute);
  return row ? definitionOf(row) : '';
}

function wantsOfDefinition(definition: DesiredDefinition | undefined, { attribute, after }: Change): boolean {
  if (!definition) return false;
  if (attribute === 'exists') return (definition.delete === true) === !after;
  const wanted = wantedOf(definition).find(([name]) => name === attribute);
  return definition.delete !== true && wanted !== undefined && sameInDefinition(wanted[1], after);
}
