import type { Change, ContextValue, ObjectKey, Operation } from '../core/plan/plan.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import type { GraphRequest } from '../ports.ts';

/** What an operation needs to become a request. */
export interface Target {
  readonly operation: Operation;
  /** The changes that the operation makes. */
  readonly changes: readonly Change[];
  /** The id of the object; empty for a group that is yet to be created. */
  readonly id: string;
  /** The version root that `@odata.id` names, such as `https://graph.microsoft.com/v1.0`. */
  readonly root: string;
}

const json = { 'Content-Type': 'application/json' };

/**
 * The request that reads again what a write is about to touch: exactly the changed attributes and the context. 404
 * means that there is no manager, or no such object.
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
    case 'addOwner':
    case 'removeOwner':
      return `${objectPath(target)}/owners?$select=id&$top=999`;
  }
}

/** The request that makes the changes. */
export function writeRequest(id: string, target: Target): GraphRequest {
  const { write } = target.operation;
  switch (write.type) {
    case 'update':
      return { id, method: 'PATCH', path: objectPath(target), headers: json, body: write.body };
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
  }
}

/** The id in the key of an object that was there before the plan. */
export function idOf(object: ObjectKey): string {
  return object.slice(object.indexOf(':') + 1);
}

function objectPath({ operation, id }: Target): string {
  const kind = operation.object.slice(0, operation.object.indexOf(':'));
  return `/${kind === 'user' ? 'users' : 'groups'}/${encodeURIComponent(id)}`;
}

/** OData doubles quotes in a key, and the path is percent-encoded after that. */
function byUniqueName(name: string): string {
  const key = encodeURIComponent(name.replaceAll("'", "''")).replaceAll("'", '%27');
  return `/groups(uniqueName='${key}')`;
}

function reference(root: string, user: string): Readonly<Record<string, string>> {
  return { '@odata.id': `${root.replace(/\/+$/, '')}/users/${encodeURIComponent(user)}` };
}

/** The touched properties, each once. What a rule is worth depends on `groupTypes`, so that is read with it. */
function selectOf({ operation, changes }: Target): readonly string[] {
  const rows = changes.flatMap((change) => findAttribute(change.kind, change.attribute) ?? []);
  const dynamic = rows.some((row) => row.update === 'rule' || row.update === 'processing');
  const properties = [
    ...rows.map((row) => row.read.property),
    ...operation.context.map((each: ContextValue) => each.property),
    ...(dynamic ? ['groupTypes'] : []),
  ];
  return [...new Set(properties)];
}
