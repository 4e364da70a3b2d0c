import { isSchemaExtension } from '../core/attributes/extension-value.ts';
import type { Structure, Value } from '../core/attributes/attribute.ts';
import type { Body, Change, Operation } from '../core/plan/plan.ts';
import { listIn, readProperty, sameWire } from './compare.ts';
import type { DefinitionWrite } from './definition-requests.ts';
import { idOf } from './target.ts';
import { alreadySo, conflict, gone, proceed, weigh, type Part, type Seen, type Verdict } from './verdict.ts';

type Json = Readonly<Record<string, unknown>>;

/** Compares the definition of an extension, or what there is in place of one that is to be created. */
export function judgeDefinition(
  operation: Operation,
  write: DefinitionWrite,
  changes: readonly Change[],
  seen: Seen,
): Verdict {
  switch (write.type) {
    case 'createDirectoryExtension': {
      if (seen.seen === 'nothing') return ownerGone;
      const wanted = idOf(operation.object);
      const found = listIn(seen.body).find((each) => each['name'] === wanted);
      return found ? judgeExisting(directoryParts, write.body, found) : proceed;
    }
    case 'createSchemaExtension': {
      const declared = idOf(operation.object);
      const list = seen.seen === 'object' ? listIn(seen.body) : [];
      const named = list.filter((each) => isSchemaExtension(String(each['id']), declared));
      const found = named.find((each) => each['id'] === declared) ?? named[0];
      if (!found) return proceed;
      const verdict = judgeExisting(schemaParts, write.body, found);
      return verdict.verdict === 'alreadySo' ? { ...verdict, id: String(found['id']) } : verdict;
    }
    case 'updateSchemaExtension':
      // A deprecated definition can no longer be read.
      if (seen.seen === 'nothing') return write.body['status'] === 'Deprecated' ? alreadySo : gone;
      return weigh(changes.map((change) => partOf(change, seen.body)));
    case 'deleteDirectoryExtension':
    case 'deleteSchemaExtension': {
      if (seen.seen === 'nothing') return alreadySo;
      const { body } = seen;
      const strange = operation.context
        .map(({ property, value }) => ({ name: property, now: valueIn(body, property), value }))
        .filter(({ now, value }) => !sameWire(now, value));
      return strange.length === 0 ? proceed : conflict(strange);
    }
  }
}

const ownerGone: Verdict = {
  verdict: 'conflict',
  message: 'The application that is to own the extension is not there.',
  found: { exists: false },
};

/** What decides whether a definition that is there is the one that is to be created. */
const directoryParts = ['dataType', 'isMultiValued', 'targetObjects'] as const;
const schemaParts = ['description', 'targetTypes', 'properties', 'status'] as const;

function judgeExisting(names: readonly string[], asked: Body, there: Json): Verdict {
  const strange = names
    .filter((name) => asked[name] !== undefined)
    .map((name) => ({ name, now: valueIn(there, name), wanted: valueIn(asked, name) }))
    .filter(({ now, wanted }) => !sameWire(now, wanted));
  if (strange.length === 0) return alreadySo;
  const otherwise = strange.map((part) => part.name).join(', ');
  return {
    verdict: 'conflict',
    message: `An extension of this name is there already and is defined otherwise: ${otherwise}.`,
    found: Object.fromEntries([
      ...strange.map(({ name, now }) => [name, now] as const),
      ['id', readProperty(there, 'id')],
    ]),
  };
}

function partOf({ attribute, before, after }: Change, object: Json): Part {
  const now = valueIn(object, attribute);
  return { name: attribute, now, atBefore: sameWire(now, before), atAfter: sameWire(now, after) };
}

/** A property of a definition; `properties`, a list of names and types, as a structure from name to type. */
function valueIn(object: Json, name: string): Value {
  if (name !== 'properties') return readProperty(object, name) ?? defaults[name] ?? null;
  const listed = listIn({ value: object['properties'] });
  const structure: Structure = Object.fromEntries(
    listed.map((each) => [String(each['name']), String(each['type'])]),
  );
  return structure;
}

const defaults: Readonly<Record<string, Value>> = { isMultiValued: false };
