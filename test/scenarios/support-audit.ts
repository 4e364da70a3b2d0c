import type { Json, JsonObject } from '../../src/emulator/state.ts';

/** One thing that somebody did to one object, as the audit log tells it. */
export interface Deed {
  /** Tenantry, the service itself (which adds and removes the members of dynamic groups), or somebody by hand. */
  readonly by: 'tenantry' | 'service' | 'person';
  /** The id of the object. */
  readonly object: string;
  /** A property by its name in the log, `owner ID`, or `exists`. */
  readonly what: string;
  /** The new value as JSON text, or what was done. */
  readonly value: string;
}

/** What the entries of an audit log say that was done, in their order. */
export const deeds = (log: readonly JsonObject[]): readonly Deed[] => log.flatMap(deedsOf);

/** What Tenantry wrote to an object more than once; a second write of the same value leaves no trace in the log. */
export function writtenTwice(log: readonly JsonObject[]): readonly (readonly Deed[])[] {
  const byPlace = Map.groupBy(deeds(log).filter(isOurs), ({ object, what }) => `${object} ${what}`);
  return [...byPlace.values()].filter((each) => each.length > 1);
}

export const isOurs = ({ by }: Deed): boolean => by === 'tenantry';

function initiator({ app }: JsonObject): Deed['by'] {
  if (app === null || app === undefined) return 'person';
  return objectOf(app)['displayName'] === 'Tenantry (practice)' ? 'tenantry' : 'service';
}

function deedsOf(entry: JsonObject): readonly Deed[] {
  const by = initiator(objectOf(entry['initiatedBy']));
  const [first = {}, second] = list(entry['targetResources']);
  const activity = textOf(entry['activityDisplayName']);
  const link = /^(Add|Remove) (owner|member) (?:to|from) group$/.exec(activity);
  const [, verb, relation] = link ?? [];
  if (verb !== undefined && second)
    return [{ by, object: textOf(second['id']), what: `${relation} ${textOf(first['id'])}`, value: verb }];
  const object = textOf(first['id']);
  const properties = list(first['modifiedProperties'])
    .filter((each) => each['displayName'] !== 'Included Updated Properties')
    .map(
      (each) => ({ by, object, what: textOf(each['displayName']), value: textOf(each['newValue']) }) as const,
    );
  const comesOrGoes = /^(?:Add|Delete|Hard Delete|Restore) (?:user|group)$/i.test(activity);
  return comesOrGoes ? [{ by, object, what: 'exists', value: activity }, ...properties] : properties;
}

/** A text, and nothing where something else stands in its place. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(objectOf) : [];
