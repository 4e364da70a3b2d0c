import type { Json } from '../../core/attributes/attribute.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import type { Draft } from './draft.ts';
import type { ObjectEdit } from './object-edit.ts';

const path = 'extensions/imported.yaml';

/** The edits that write definitions into a file. */
export function definitionEdits(added: readonly DesiredDefinition[], draft: Draft): readonly ObjectEdit[] {
  return added.map((definition) => ({
    object: `definition:${definition.kind === 'directoryExtension' ? definition.wireName : definition.id}`,
    kind: 'user',
    name: definition.kind === 'directoryExtension' ? definition.name : definition.id,
    path: draft.spelled(path),
    edit: 'added',
    edits: [
      {
        edit: 'add',
        list: definition.kind === 'directoryExtension' ? 'directory' : 'schema',
        entry: entryOf(definition),
      },
    ],
    attributes: [],
  }));
}

function entryOf(definition: DesiredDefinition): { readonly [key: string]: Json } {
  const owner = { appId: definition.owner };
  if (definition.kind === 'directoryExtension') {
    const { name, type, targets, multiValued } = definition;
    return { name, owner, type, targets, ...(multiValued ? { multiValued } : {}) };
  }
  const { id, description, status, targets, properties } = definition;
  return { id, owner, ...(description === undefined ? {} : { description }), status, targets, properties };
}
