import type { Operation } from '../core/plan/plan.ts';
import type { Reply } from '../ports.ts';
import { isObject } from './compare.ts';
import { troubleOf } from './trouble.ts';

/**
 * What Graph's answer to a write says about the tenant:
 * `done`: with the id of a group or schema extension that was created;
 * `unnamed`: created, but the answer does not tell the id;
 * `existed`: something was there already under the name that was to be created;
 * `alreadySo`: what was asked is the state already;
 * `notReplicated`: an object that was just created is not known everywhere yet;
 * `trouble`: none of these.
 */
export type Effect =
  | { readonly effect: 'done'; readonly created?: string }
  | { readonly effect: 'unnamed' | 'existed' | 'alreadySo' | 'notReplicated' | 'trouble' };

/**
 * Reads the answer to a write. `young`: the object was created by this apply, so that the directory may not know it
 * everywhere yet. Some of these cases differ in nothing but the message.
 */
export function effectOf(operation: Operation, reply: Reply, young: boolean): Effect {
  if (reply.status >= 200 && reply.status < 300) return successOf(operation, reply);
  const { code = '', message } = troubleOf(reply);
  // https://learn.microsoft.com/graph/api/group-update: 400 while a new group is being replicated.
  const unknownObject = reply.status === 404 || (reply.status === 400 && missingReference.test(message));
  if (young && unknownObject) return { effect: 'notReplicated' };
  const { write } = operation;
  switch (write.type) {
    case 'addOwner':
      return reply.status === 400 && linkExists.test(message) ? { effect: 'alreadySo' } : trouble;
    case 'addMember':
      return reply.status === 400 && linkExists.test(message) ? { effect: 'alreadySo' } : trouble;
    case 'removeMember':
    case 'removeOwner':
      return reply.status === 404 || (reply.status === 400 && linkIsGone.test(message))
        ? { effect: 'alreadySo' }
        : trouble;
    case 'clearManager':
    case 'deleteGroup':
    case 'deleteDirectoryExtension':
    case 'deleteSchemaExtension':
    case 'deleteOpenExtension':
      return reply.status === 404 ? { effect: 'alreadySo' } : trouble;
    case 'createDirectoryExtension':
    case 'createSchemaExtension':
    case 'createOpenExtension': {
      const taken = reply.status === 409 || reply.status === 400;
      return taken && (nameCodes.has(code) || nameTaken.test(message)) ? { effect: 'existed' } : trouble;
    }
    case 'update':
    case 'createGroup':
    case 'restoreGroup':
    case 'setManager':
    case 'updateSchemaExtension':
    case 'replaceOpenExtension':
      return trouble;
  }
}

const trouble: Effect = { effect: 'trouble' };
const missingReference = /source resource object or one of the objects being referenced don't exist/i;
const linkExists = /added object references already exist/i;
const linkIsGone = /removed object references do not exist/i;
const nameCodes = new Set(['NameAlreadyExists', 'ObjectConflict', 'Request_MultipleObjectsWithSameKeyValue']);
const nameTaken = /already (?:exists|in use|taken)|exists with the name/i;

function successOf(operation: Operation, reply: Reply): Effect {
  const { type } = operation.write;
  if (type !== 'createGroup' && type !== 'createSchemaExtension') return { effect: 'done' };
  const id = isObject(reply.body) ? reply.body['id'] : undefined;
  if (typeof id === 'string') return { effect: 'done', created: id };
  // https://learn.microsoft.com/graph/api/group-upsert: without an id nothing was created.
  return { effect: type === 'createGroup' ? 'existed' : 'unnamed' };
}
