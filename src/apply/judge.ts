import { findAttribute } from '../core/attributes/attributes.ts';
import type { Body, Change, Operation } from '../core/plan/plan.ts';
import { isListed, readAttribute, readProperty, sameAttribute, sameId, sameWire } from './compare.ts';
import { judgeDefinition } from './judge-definition.ts';
import { judgeOpenExtension } from './judge-open-extension.ts';
import { alreadySo, conflict, gone, proceed, weigh, type Part, type Seen, type Verdict } from './verdict.ts';

/**
 * Compares what the tenant holds now with what the plan saw and what it wants. It knows nothing of earlier attempts:
 * a group that is there before its creation is `alreadySo` where it looks as asked, and whose it is decides the caller.
 */
export function judge(operation: Operation, changes: readonly Change[], seen: Seen): Verdict {
  const verdict = compared(operation, changes, seen);
  // What is not there cannot be overwritten.
  const over = operation.overwrites && verdict.verdict === 'conflict' && seen.seen === 'object';
  return over ? proceed : verdict;
}

function compared(operation: Operation, changes: readonly Change[], seen: Seen): Verdict {
  const { write } = operation;
  switch (write.type) {
    case 'update':
      return seen.seen === 'nothing' ? gone : judgeUpdate(operation, write.body, changes, seen.body);
    case 'createGroup':
      return seen.seen === 'nothing' ? proceed : judgeCreation(write.body, seen.body);
    case 'deleteGroup':
      return seen.seen === 'nothing' ? alreadySo : judgeDeletion(operation, seen.body);
    case 'restoreGroup':
      return seen.seen === 'nothing' ? proceed : alreadySo;
    case 'addMember':
      if (seen.seen === 'nothing') return gone;
      return isListed(write.member, seen.body) ? alreadySo : proceed;
    case 'removeMember':
      if (seen.seen === 'nothing') return gone;
      // A list of more than one page may hold it further on; the service knows.
      return isListed(write.member, seen.body) || hasMore(seen.body) ? proceed : alreadySo;
    case 'setManager':
      return judgeManager(write.manager, changes, seen);
    case 'clearManager':
      return judgeManager(null, changes, seen);
    case 'addOwner':
      if (seen.seen === 'nothing') return gone;
      return isListed(write.owner, seen.body) ? alreadySo : proceed;
    case 'removeOwner':
      if (seen.seen === 'nothing') return gone;
      return isListed(write.owner, seen.body) ? proceed : alreadySo;
    case 'createDirectoryExtension':
    case 'deleteDirectoryExtension':
    case 'createSchemaExtension':
    case 'updateSchemaExtension':
    case 'deleteSchemaExtension':
      return judgeDefinition(operation, write, changes, seen);
    case 'createOpenExtension':
    case 'replaceOpenExtension':
    case 'deleteOpenExtension':
      return judgeOpenExtension(write, changes, seen);
  }
}

const hasMore = (body: Readonly<Record<string, unknown>>): boolean => '@odata.nextLink' in body;

function judgeUpdate(
  operation: Operation,
  body: Body,
  changes: readonly Change[],
  object: Readonly<Record<string, unknown>>,
): Verdict {
  const changed = changes.map((change): Part => {
    const now = readAttribute(change, object);
    return {
      name: change.attribute,
      now,
      atBefore: sameAttribute(change, now, change.before),
      atAfter: sameAttribute(change, now, change.after),
    };
  });
  const kept: Part[] = [];
  for (const context of operation.context) {
    const { property, member, value } = context;
    const now = readProperty(object, property, member);
    const sent = readProperty(body, property, member);
    const atBefore = sameWire(now, value);
    const part = { name: member === undefined ? property : `${property}.${member}`, now, atBefore };
    // What the write itself alters beside its attributes (`groupTypes` with a rule) is a change like the others.
    if (sameWire(sent, value)) kept.push({ ...part, atAfter: atBefore });
    else changed.push({ ...part, atAfter: sameWire(now, sent) });
  }
  return weigh(changed, kept);
}

function judgeDeletion(operation: Operation, object: Readonly<Record<string, unknown>>): Verdict {
  const strange = operation.context
    .map(({ property, member, value }) => ({
      name: property,
      value,
      now: readProperty(object, property, member),
    }))
    .filter((part) => !sameWire(part.now, part.value));
  return strange.length === 0 ? proceed : conflict(strange);
}

function judgeCreation(body: Body, object: Readonly<Record<string, unknown>>): Verdict {
  const strange: Pick<Part, 'name' | 'now'>[] = [];
  for (const [name, asked] of Object.entries(body)) {
    if (name.includes('@')) continue;
    const now = readProperty(object, name);
    const row = findAttribute('group', name);
    const same =
      row && (typeof asked === 'string' || asked === null)
        ? sameAttribute({ kind: 'group', attribute: name }, now, asked)
        : sameWire(now, readProperty(body, name));
    if (!same) strange.push({ name, now });
  }
  const id = typeof object['id'] === 'string' ? object['id'] : undefined;
  if (strange.length > 0) {
    return conflict([...strange, ...(id === undefined ? [] : [{ name: 'id', now: id }])]);
  }
  return id === undefined ? alreadySo : { verdict: 'alreadySo', id };
}

function judgeManager(wanted: string | null, changes: readonly Change[], seen: Seen): Verdict {
  const id = seen.seen === 'object' ? seen.body['id'] : null;
  const now = typeof id === 'string' ? id : null;
  if (sameId(now, wanted)) return alreadySo;
  const before = changes[0]?.before ?? null;
  const asPlanned = sameId(now, typeof before === 'string' ? before : null);
  return asPlanned ? proceed : conflict([{ name: 'manager', now }]);
}
