import type { Body, Operation, Write } from '../../core/plan/plan.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** An operation without values: which properties it sends, and no more. */
export function redactOperation(operation: Operation, known: Operations, names: Pseudonyms): Operation {
  const { recipient, overwrites, passing } = operation;
  return {
    key: names.operation(operation),
    phase: operation.phase,
    object: names.object(operation.object),
    channels: operation.channels,
    ...(recipient === undefined ? {} : { recipient }),
    write: redactWrite(operation.write),
    changes: operation.changes.map(names.change),
    ...(passing === undefined
      ? {}
      : { passing: { attribute: passing.attribute, before: null, after: null } }),
    context: operation.context.map(({ property, member }) => ({
      property,
      ...(member === undefined ? {} : { member }),
      value: null,
    })),
    dependsOn: operation.dependsOn.flatMap((key) => {
      const found = known.get(key);
      return found ? [names.operation(found)] : [];
    }),
    ...(overwrites ? { overwrites } : {}),
  };
}

/** By key. */
export type Operations = ReadonlyMap<string, Operation>;

function redactWrite(write: Write): Write {
  switch (write.type) {
    case 'update':
      return { ...write, body: withoutValues(write.body) };
    case 'createGroup':
      return { type: write.type, uniqueName: '', body: withoutValues(write.body) };
    case 'addMember':
    case 'removeMember':
      return { type: write.type, member: '' };
    case 'setManager':
      return { type: write.type, manager: '' };
    case 'addOwner':
    case 'removeOwner':
      return { type: write.type, owner: '' };
    case 'createDirectoryExtension':
      return { type: write.type, application: '', body: {} };
    case 'deleteDirectoryExtension':
      return { type: write.type, application: '', id: '' };
    case 'createSchemaExtension':
      return { type: write.type, body: {} };
    case 'updateSchemaExtension':
      return { type: write.type, id: '', body: {} };
    case 'deleteSchemaExtension':
      return { type: write.type, id: '' };
    case 'createOpenExtension':
    case 'replaceOpenExtension':
      return { ...write, body: {} };
    case 'deleteGroup':
    case 'restoreGroup':
    case 'clearManager':
    case 'deleteOpenExtension':
      return write;
  }
}

const withoutValues = (body: Body): Body =>
  Object.fromEntries(Object.keys(body).map((property) => [property, null]));
