import type { Operation } from '../core/plan/plan.ts';
import type { GraphReply } from '../ports.ts';
import { isObject } from './compare.ts';
import { troubleOf } from './trouble.ts';

/**
 * What the answer to a write says about the tenant:
 * `done`: with the id of a group that was created;
 * `existed`: there was a group with the unique name already;
 * `alreadySo`: what was asked is the state already;
 * `notReplicated`: an object that was just created is not known everywhere yet;
 * `trouble`: none of these.
 */
export type Effect =
  | { readonly effect: 'done'; readonly created?: string }
  | { readonly effect: 'existed' | 'alreadySo' | 'notReplicated' | 'trouble' };

/**
 * Reads the answer to a write. `young`: the object was created by this apply, so that the directory may not know it
 * everywhere yet. Some of these cases differ in nothing but the message.
 */
export function effectOf(operation: Operation, reply: GraphReply, young: boolean): Effect {
  if (reply.status >= 200 && reply.status < 300) return successOf(operation, reply);
  const { message } = troubleOf(reply);
  // https://learn.microsoft.com/graph/api/group-update: 400 while a new group is being replicated.
  const unknownObject = reply.status === 404 || (reply.status === 400 && missingReference.test(message));
  if (young && unknownObject) return { effect: 'notReplicated' };
  switch (operation.write.type) {
    case 'addOwner':
      return reply.status === 400 && linkExists.test(message) ? { effect: 'alreadySo' } : trouble;
    case 'removeOwner':
      return reply.status === 404 || (reply.status === 400 && linkIsGone.test(message))
        ? { effect: 'alreadySo' }
        : trouble;
    case 'clearManager':
    case 'deleteGroup':
      return reply.status === 404 ? { effect: 'alreadySo' } : trouble;
    case 'update':
    case 'createGroup':
    case 'setManager':
      return trouble;
  }
}

const trouble: Effect = { effect: 'trouble' };
const missingReference = /source resource object or one of the objects being referenced don't exist/i;
const linkExists = /added object references already exist/i;
const linkIsGone = /removed object references do not exist/i;

function successOf(operation: Operation, reply: GraphReply): Effect {
  if (operation.write.type !== 'createGroup') return { effect: 'done' };
  const id = isObject(reply.body) ? reply.body['id'] : undefined;
  return typeof id === 'string' ? { effect: 'done', created: id } : { effect: 'existed' };
}
