import { isSchemaExtension } from '../attributes/extension-value.ts';
import type { Desired, DesiredObject } from '../desired/desired.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import type { Place } from '../problem.ts';
import type { FindingKey } from './finding.ts';

/** The entries of the files by the object that they are about. */
export interface Declarations {
  /** By key of the live object: `user:63384f56-…`. */
  readonly entry: (object: string) => DesiredObject | undefined;
  /** Where the files declare what a finding is about; undefined where they do not. */
  readonly place: (finding: Pick<FindingKey, 'object' | 'attribute'>) => Place | undefined;
}

export function declarationsOf(desired: Desired, index: LiveIndex): Declarations {
  const entries = new Map<string, DesiredObject>();
  const values = new Map<string, Place>();
  for (const entry of [...desired.users, ...desired.groups]) {
    const live = findLive(entry, index);
    if (live) entries.set(`${entry.kind}:${live.id}`, entry);
    if (entry.kind === 'user')
      for (const [name, { value, place }] of Object.entries(entry.attributes))
        if (typeof value === 'string' && !values.has(`value:${name}=${value}`))
          values.set(`value:${name}=${value}`, place);
  }
  return {
    entry: (object) => entries.get(object),
    place({ object, attribute }) {
      if (object.startsWith('value:')) return values.get(object);
      if (object.startsWith('definition:'))
        return placeOfDefinition(object.slice('definition:'.length), desired);
      const entry = entries.get(object);
      return (attribute === undefined ? undefined : entry?.attributes[attribute]?.place) ?? entry?.place;
    },
  };
}

const placeOfDefinition = (name: string, { definitions }: Desired): Place | undefined =>
  definitions.find((each) =>
    each.kind === 'directoryExtension'
      ? each.wireName.toLowerCase() === name.toLowerCase()
      : isSchemaExtension(name, each.id),
  )?.place;
