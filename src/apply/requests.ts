import type { Attribute } from '../core/attributes/attribute.ts';
import { isSchemaExtension } from '../core/attributes/extension-value.ts';
import type { Body, ContextValue, Write } from '../core/plan/plan.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import type { GraphRequest } from '../ports.ts';
import { definitionLook, definitionWrite } from './definition-requests.ts';
import { openExtensionLook, openExtensionWrite } from './open-extension-requests.ts';
import { json, objectPath, wireName, type Target } from './target.ts';

/**
 * The request that reads again what a write is about to touch: exactly the changed attributes and the context. 404
 * means that there is no manager, no such extension, or no such object.
 */
export function lookRequest(id: string, target: Target): GraphRequest {
  return { id, method: 'GET', path: lookPath(target) };
}

function lookPath(target: Target): string {
  const { operation } = target;
  const { write } = operation;
  switch (write.type) {
    case 'update':
      return `${objectPath(target)}?$select=${selectOf(target).join(',')}`;
    case 'deleteGroup':
      return `${objectPath(target)}?$select=${['id', ...selectOf(target)].join(',')}`;
    case 'createGroup': {
      const asked = Object.keys(write.body).filter((property) => !property.includes('@'));
      return `${byUniqueName(write.uniqueName)}?$select=${['id', ...asked].join(',')}`;
    }
    case 'setManager':
    case 'clearManager':
      return `${objectPath(target)}/manager?$select=id`;
    case 'restoreGroup':
      return `${objectPath(target)}?$select=id`;
    case 'addOwner':
    case 'removeOwner':
      return `${objectPath(target)}/owners?$select=id&$top=999`;
    case 'addMember':
    case 'removeMember':
      return `${objectPath(target)}/members?$select=id&$top=999`;
    case 'createDirectoryExtension':
    case 'deleteDirectoryExtension':
    case 'createSchemaExtension':
    case 'updateSchemaExtension':
    case 'deleteSchemaExtension':
      return definitionLook(write, target);
    case 'createOpenExtension':
    case 'replaceOpenExtension':
    case 'deleteOpenExtension':
      return openExtensionLook(write, target);
  }
}

/** The request that makes the changes. */
export function writeRequest(id: string, target: Target): GraphRequest {
  const { write } = target.operation;
  switch (write.type) {
    case 'update':
      return {
        id,
        method: 'PATCH',
        path: objectPath(target),
        headers: json,
        body: onTheWire(write.body, target),
      };
    case 'createGroup':
      // https://learn.microsoft.com/graph/api/group-upsert: 201 where it was created, 204 where it was there already.
      return {
        id,
        method: 'PATCH',
        path: byUniqueName(write.uniqueName),
        headers: { ...json, Prefer: 'create-if-missing' },
        body: write.body,
      };
    case 'deleteGroup':
      return { id, method: 'DELETE', path: objectPath(target) };
    case 'setManager': {
      const body = reference(target.root, write.manager);
      return { id, method: 'PUT', path: `${objectPath(target)}/manager/$ref`, headers: json, body };
    }
    case 'clearManager':
      return { id, method: 'DELETE', path: `${objectPath(target)}/manager/$ref` };
    case 'restoreGroup':
      // https://learn.microsoft.com/graph/api/directory-deleteditems-restore
      return {
        id,
        method: 'POST',
        path: `/directory/deletedItems/${encodeURIComponent(target.id)}/restore`,
      };
    case 'addMember': {
      const body = {
        '@odata.id': `${target.root.replace(/\/+$/, '')}/directoryObjects/${encodeURIComponent(write.member)}`,
      };
      return { id, method: 'POST', path: `${objectPath(target)}/members/$ref`, headers: json, body };
    }
    case 'removeMember':
      return {
        id,
        method: 'DELETE',
        path: `${objectPath(target)}/members/${encodeURIComponent(write.member)}/$ref`,
      };
    case 'addOwner': {
      const body = reference(target.root, write.owner);
      return { id, method: 'POST', path: `${objectPath(target)}/owners/$ref`, headers: json, body };
    }
    case 'removeOwner':
      // Without `/$ref` the request would be about the person instead of the link.
      return {
        id,
        method: 'DELETE',
        path: `${objectPath(target)}/owners/${encodeURIComponent(write.owner)}/$ref`,
      };
    case 'createDirectoryExtension':
    case 'deleteDirectoryExtension':
    case 'createSchemaExtension':
    case 'updateSchemaExtension':
    case 'deleteSchemaExtension':
      return { id, ...definitionWrite(write, target) };
    case 'createOpenExtension':
    case 'replaceOpenExtension':
    case 'deleteOpenExtension':
      return { id, ...openExtensionWrite(write, target) };
  }
}

/** OData doubles quotes in a key, and the path is percent-encoded after that. */
function byUniqueName(name: string): string {
  const key = encodeURIComponent(name.replaceAll("'", "''")).replaceAll("'", '%27');
  return `/groups(uniqueName='${key}')`;
}

function reference(root: string, user: string): Readonly<Record<string, string>> {
  return { '@odata.id': `${root.replace(/\/+$/, '')}/users/${encodeURIComponent(user)}` };
}

function onTheWire(body: Body, target: Target): Body {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [wireName(name, target), value]));
}

/** The body names a schema extension as Graph does, where its definition was there when the plan was made. */
function written({ route, read }: Attribute, write: Write): string {
  if (route !== 'schemaExtension' || write.type !== 'update') return read.property;
  return Object.keys(write.body).find((name) => isSchemaExtension(name, read.property)) ?? read.property;
}

/** The touched properties, each once. What a rule is worth depends on `groupTypes`, so that is read with it. */
function selectOf(target: Target): readonly string[] {
  const { operation, changes } = target;
  const rows = changes.flatMap((change) => findAttribute(change.kind, change.attribute) ?? []);
  const dynamic = rows.some((row) => row.update === 'rule' || row.update === 'processing');
  const properties = [
    ...rows.map((row) => wireName(written(row, operation.write), target)),
    ...operation.context.map((each: ContextValue) => each.property),
    ...(dynamic ? ['groupTypes'] : []),
  ];
  return [...new Set(properties)];
}
