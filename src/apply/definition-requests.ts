import type { Write } from '../core/plan/plan.ts';
import type { GraphRequest } from '../ports.ts';
import { json, type Target } from './target.ts';

/** A write of the definition of a directory or schema extension. */
export type DefinitionWrite = Extract<
  Write,
  {
    readonly type:
      | 'createDirectoryExtension'
      | 'deleteDirectoryExtension'
      | 'createSchemaExtension'
      | 'updateSchemaExtension'
      | 'deleteSchemaExtension';
  }
>;

/**
 * Where a definition is read. What is yet to be created is looked for by its natural key: among the extensions of its
 * application, or among the schema extensions of its owner.
 */
export function definitionLook(write: DefinitionWrite, target: Target): string {
  switch (write.type) {
    case 'createDirectoryExtension':
      return extensionsOf(write.application);
    case 'createSchemaExtension': {
      const { owner } = write.body;
      const quoted = typeof owner === 'string' ? owner.replaceAll("'", "''") : '';
      return `/schemaExtensions?$filter=${encodeURIComponent(`owner eq '${quoted}'`)}`;
    }
    case 'deleteDirectoryExtension':
    case 'updateSchemaExtension':
    case 'deleteSchemaExtension':
      return definitionPath(write, target);
  }
}

export function definitionWrite(write: DefinitionWrite, target: Target): Omit<GraphRequest, 'id'> {
  switch (write.type) {
    // https://learn.microsoft.com/graph/api/application-post-extensionproperty
    case 'createDirectoryExtension':
      return { method: 'POST', path: extensionsOf(write.application), headers: json, body: write.body };
    // https://learn.microsoft.com/graph/api/schemaextension-post-schemaextensions
    case 'createSchemaExtension':
      return { method: 'POST', path: '/schemaExtensions', headers: json, body: write.body };
    case 'updateSchemaExtension':
      return { method: 'PATCH', path: definitionPath(write, target), headers: json, body: write.body };
    case 'deleteDirectoryExtension':
    case 'deleteSchemaExtension':
      return { method: 'DELETE', path: definitionPath(write, target) };
  }
}

function definitionPath(write: Extract<DefinitionWrite, { readonly id: string }>, target: Target): string {
  if (write.type === 'deleteDirectoryExtension')
    return `${extensionsOf(write.application)}/${encodeURIComponent(write.id)}`;
  const id = target.created.get(target.operation.object) ?? write.id;
  return `/schemaExtensions/${encodeURIComponent(id)}`;
}

function extensionsOf(application: string): string {
  return `/applications/${encodeURIComponent(application)}/extensionProperties`;
}
