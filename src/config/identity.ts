import type { ObjectKind } from '../core/attributes/attribute.ts';
import { groupKey } from '../core/attributes/schema.ts';
import type { Flaws } from './flaw.ts';
import { child, textOf, type Node } from './node.ts';
import { readText, type TextRules } from './text.ts';

/** What an entry says about which object is meant. */
export interface Identity {
  readonly label?: string;
  readonly id?: string;
}

/** Reads `user:` or `group:` and `id:`. */
export function readIdentity(kind: ObjectKind, entry: Node, flaws: Flaws): Identity {
  const idNode = child(entry, 'id');
  const id = readText(
    idNode,
    { name: 'id', form: 'id', empty: 'Write the object id, or leave the key out.' },
    flaws,
  );
  const label = readText(child(entry, kind), labelRules(kind, idNode !== undefined), flaws);
  return {
    ...(label === undefined ? {} : { label }),
    // Entra writes ids in lower case and takes them in any.
    ...(id === undefined ? {} : { id: id.toLowerCase() }),
  };
}

function labelRules(kind: ObjectKind, hasId: boolean): TextRules {
  if (kind === 'group') {
    return {
      name: 'group',
      pattern: { ...groupKey, words: `a key of ${groupKey.words}` },
      maxLength: groupKey.maxLength,
      empty: 'Write the key of the group in this repository.',
    };
  }
  const empty = 'Write the user principal name.';
  // With an id it is just a label, such as the name before a marriage.
  return hasId ? { name: 'user', empty } : { name: 'user', maxLength: 320, form: 'userPrincipalName', empty };
}

/** What messages call the object, as far as the entry says: `user adele.vance@contoso.com`. */
export function objectName(kind: ObjectKind, entry: Node): string | undefined {
  const name = (textOf(child(entry, kind)) ?? textOf(child(entry, 'id')) ?? '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return name === '' ? undefined : `${kind} ${name.length > 120 ? `${name.slice(0, 117)}...` : name}`;
}
