import { findAttribute } from '../attributes/attributes.ts';
import type { DesiredDefinition, DesiredObject, Declared, Desired } from '../desired/desired.ts';
import type { Settings } from '../desired/settings.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { definitionKey, definitionOf } from '../plan/definitions.ts';
import type { Change, ObjectKey, Snapshot } from '../plan/plan.ts';
import { deedsOf, type Deed, type Deeds } from './deeds.ts';
import { definitionAsBefore, knownDefinition } from './definition-as-before.ts';

/** What a rollback does not bring back, and why. */
export interface Lasting {
  readonly object: ObjectKey;
  readonly attribute: string;
  readonly why: string;
}

export interface Undoing {
  /** The state before the apply, of just what the apply did: a plan for it undoes that. */
  readonly desired: Desired;
  readonly lasting: readonly Lasting[];
}

/** The state to which a rollback takes the tenant back. Everything is meant by id. */
export function undo(
  deeds: Deeds,
  settings: Settings,
  index: Pick<LiveIndex, 'groupsByUniqueName'>,
): Undoing {
  const done = deedsOf(deeds);
  const lasting: Lasting[] = [];
  const entries = new Map<ObjectKey, DesiredObject>();
  const definitions: DesiredDefinition[] = [];
  const gone = new Set(
    done
      .filter(({ change }) => change.attribute === 'exists' && change.after === true)
      .filter(({ change }) => change.irreversible === undefined)
      .map(objectOf),
  );
  for (const deed of done) {
    const { change } = deed;
    if (change.irreversible !== undefined) lasting.push(last(change, change.irreversible));
    else if (change.kind === 'user' || change.kind === 'group') {
      const created = gone.has(change.object);
      if (created && change.attribute !== 'exists') continue;
      if (gone.has(definitionKeyOf(change))) continue;
      const entry = entryOf(change.object, deeds, index);
      if (!entry) {
        lasting.push(last(change, 'nobody knows which group was created; look for it by its name'));
        continue;
      }
      entries.set(change.object, {
        ...(entries.get(change.object) ?? entry),
        ...before(deed, deeds, entries),
      });
    } else if (change.attribute === 'exists') {
      const definition = definitionAsBefore(change, deeds.plan);
      if (definition) definitions.push(definition);
    }
  }
  const all = [...entries.values()].map(pausing);
  const defined = new Set(definitions.map(definitionKey));
  for (const object of new Set(all.flatMap(definitionsUsed))) {
    const known = defined.has(object) ? undefined : knownDefinition(object, deeds.plan);
    if (known) definitions.push(known);
  }
  return {
    desired: {
      settings,
      users: all.filter(({ kind }) => kind === 'user'),
      groups: all.filter(({ kind }) => kind === 'group'),
      definitions,
    },
    lasting,
  };
}

/** A rule that goes back together with attributes would else move people who belong to the group before and after. */
function pausing(entry: DesiredObject): DesiredObject {
  const rule = entry.attributes['membershipRule'];
  return typeof rule?.value === 'string' ? { ...entry, transition: 'pause' } : entry;
}

function definitionsUsed({ kind, attributes }: DesiredObject): readonly ObjectKey[] {
  return Object.keys(attributes).flatMap((name) => {
    const row = findAttribute(kind, name);
    const definition = row ? definitionOf(row) : '';
    return definition === '' ? [] : [definition];
  });
}

const objectOf = ({ change }: Deed): ObjectKey => change.object;
const last = ({ object, attribute }: Change, why: string): Lasting => ({ object, attribute, why });

function definitionKeyOf(change: Change): ObjectKey {
  const row = findAttribute(change.kind, change.attribute);
  return row ? definitionOf(row) : '';
}

/** The bare entry of an object; undefined of a created group that nobody can find. */
function entryOf(
  object: ObjectKey,
  { plan, created }: Deeds,
  { groupsByUniqueName }: Pick<LiveIndex, 'groupsByUniqueName'>,
): DesiredObject | undefined {
  const kind = object.startsWith('user:') ? 'user' : 'group';
  const name = object.slice(object.indexOf(':') + 1);
  const isCreated = plan.operations.some(
    (each) => each.object === object && each.write.type === 'createGroup',
  );
  const id = isCreated
    ? (created.get(object) ?? groupsByUniqueName.get(name.toLowerCase())?.id)
    : name.toLowerCase();
  if (id === undefined) return undefined;
  const place = plan.changes.find((change) => change.object === object)?.place;
  return {
    kind,
    label: plan.names[object] ?? name,
    id: id.toLowerCase(),
    place: place ?? { file: 'journal', line: 1, column: 1 },
    attributes: {},
  };
}

/** The part of an entry that takes one change back. */
function before(
  { change }: Deed,
  { plan }: Deeds,
  entries: ReadonlyMap<ObjectKey, DesiredObject>,
): Partial<DesiredObject> {
  const { attribute, object, place } = change;
  if (attribute === 'exists') return change.after === true ? { delete: true } : { restore: true };
  if (attribute === 'members') return { members: listOf(change.before) };
  const known = entries.get(object)?.attributes ?? {};
  if (attribute === 'membershipRule') return rule(change, plan.snapshots, known);
  const value: Declared['value'] =
    attribute === 'owners' ? { mode: 'exact', users: listOf(change.before), asIds: true } : change.before;
  return { attributes: { ...known, [attribute]: { value, place } } };
}

/** Where a rule came or went, what hangs on it comes back with it. */
function rule(
  { object, before: was, after, place }: Change,
  snapshots: readonly Snapshot[],
  known: DesiredObject['attributes'],
): Partial<DesiredObject> {
  const attributes = { ...known, membershipRule: { value: was, place } };
  const own = snapshots.filter((each) => each.object === object);
  const members = own.find((each) => each.snapshot === 'members')?.members;
  const state = own.find((each) => each.snapshot === 'processing')?.state;
  return {
    attributes:
      after === null && state !== undefined
        ? { ...attributes, membershipRuleProcessingState: { value: state, place } }
        : attributes,
    ...(was === null && members ? { members } : {}),
  };
}

const listOf = (value: Change['before']): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];
