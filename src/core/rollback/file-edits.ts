import { findAttribute } from '../attributes/attributes.ts';
import type { Declared, Desired, DesiredObject, References } from '../desired/desired.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import { resolveUser } from '../match/references.ts';
import { definitionKey, definitionOf } from '../plan/definitions.ts';
import type { ObjectKey } from '../plan/plan.ts';

/** One thing that the files have to say otherwise, so that they do not bring back what a rollback took away. */
export type FileEdit =
  | {
      readonly edit: 'set';
      readonly entry: DesiredObject;
      readonly attribute: string;
      readonly declared: Declared;
    }
  | { readonly edit: 'release'; readonly entry: DesiredObject; readonly attribute: string }
  | { readonly edit: 'remove'; readonly entry: DesiredObject }
  | {
      readonly edit: 'removeDefinition';
      readonly file: string;
      readonly list: 'directory' | 'schema';
      readonly name: string;
    };

/**
 * What the files have to say for the state to which a rollback takes the tenant back, whether it did so in this run or in
 * an earlier one. What no entry declares is not managed, and nothing is said about it. `created`: keys of the groups that
 * the apply created, some of which may be gone again.
 */
export function fileEdits(
  undone: Desired,
  head: Desired,
  index: LiveIndex,
  created: ReadonlySet<ObjectKey>,
): readonly FileEdit[] {
  const states = new Map<ObjectKey, DesiredObject>(
    [...undone.users, ...undone.groups].map((entry) => [`${entry.kind}:${entry.id ?? ''}`, entry]),
  );
  const gone = new Set(undone.definitions.filter((each) => each.delete).map(definitionKey));
  const back = new Set(undone.definitions.filter((each) => !each.delete && !each.known).map(definitionKey));
  const ofDefinitions = head.definitions
    .filter((each) => gone.has(definitionKey(each)) || (each.delete && back.has(definitionKey(each))))
    .map((each): FileEdit => ({
      edit: 'removeDefinition',
      file: each.place.file,
      list: each.kind === 'directoryExtension' ? 'directory' : 'schema',
      name: each.kind === 'directoryExtension' ? each.name : each.id,
    }));
  const ofEntries = [...head.users, ...head.groups].flatMap((entry): readonly FileEdit[] => {
    const id = findLive(entry, index)?.id ?? entry.id;
    if (id === undefined && entry.kind === 'group' && created.has(`group:${entry.label}`))
      return [{ edit: 'remove', entry }];
    const state = id === undefined ? undefined : states.get(`${entry.kind}:${id.toLowerCase()}`);
    const released = Object.keys(entry.attributes)
      .filter((name) => gone.has(definitionNeeded(entry, name)))
      .map((attribute): FileEdit => ({ edit: 'release', entry, attribute }));
    if (!state) return released;
    if (state.delete || (state.restore && entry.delete)) return [{ edit: 'remove', entry }];
    const set = Object.entries(state.attributes)
      .filter(([name]) => name in entry.attributes && !gone.has(definitionNeeded(entry, name)))
      .map(([attribute, declared]) => editOf(entry, attribute, declared, index));
    return [...released, ...set];
  });
  return [...ofDefinitions, ...ofEntries];
}

/** A list that names some of the owners goes on doing so: whoever was there before stays in it, and nobody joins it. */
function editOf(entry: DesiredObject, attribute: string, before: Declared, index: LiveIndex): FileEdit {
  const [named, all] = [entry.attributes[attribute]?.value, before.value];
  if (!isReferences(named) || named.mode !== 'atLeast' || !isReferences(all))
    return { edit: 'set', entry, attribute, declared: before };
  const ids = new Set(all.users.map((each) => each.toLowerCase()));
  const users = named.users.flatMap((each) => {
    const found = resolveUser(each, index);
    return found.found && ids.has(found.user.id.toLowerCase()) ? [found.user.id] : [];
  });
  if (users.length === 0) return { edit: 'release', entry, attribute };
  return { edit: 'set', entry, attribute, declared: { ...before, value: { mode: 'atLeast', users } } };
}

const isReferences = (value: Declared['value'] | undefined): value is References =>
  typeof value === 'object' && value !== null && 'mode' in value;

function definitionNeeded({ kind }: DesiredObject, attribute: string): ObjectKey {
  const row = findAttribute(kind, attribute);
  return row ? definitionOf(row) : '';
}
