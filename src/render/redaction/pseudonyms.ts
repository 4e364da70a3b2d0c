import { shownName } from '../../core/attributes/extension-value.ts';
import type { ObjectKey, Operation } from '../../core/plan/plan.ts';

/** What stands for objects and operations where they may not be named; the same one for the same thing. */
export interface Pseudonyms {
  readonly object: (key: ObjectKey) => ObjectKey;
  /** A key of a change: `OBJECT/ATTRIBUTE`. */
  readonly change: (key: string) => string;
  readonly operation: (operation: Pick<Operation, 'key' | 'object'>) => string;
  /** Names of all pseudonyms that were given out, by pseudonym. */
  readonly names: () => Readonly<Record<ObjectKey, string>>;
}

const isId = /^(?:user|group|device|object):[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * For `ids`, objects go by their ids; those that have none yet, or of which only what a file calls them is known, get
 * numbers. For `counts`, all get numbers.
 */
export function pseudonyms(redaction: 'ids' | 'counts'): Pseudonyms {
  const given = new Map<ObjectKey, { readonly key: ObjectKey; readonly name: string }>();
  const numbers = new Map<string, number>();
  const operations = new Map<string, string>();

  const object = (key: ObjectKey): ObjectKey => {
    const known = given.get(key);
    if (known) return known.key;
    const made = redaction === 'ids' ? keepingId(key) : undefined;
    const found = made ?? numbered(key);
    given.set(key, found);
    return found.key;
  };
  const numbered = (key: ObjectKey): { readonly key: ObjectKey; readonly name: string } => {
    const said = key.slice(0, key.indexOf(':'));
    const kind = said in kindWords ? said : 'object';
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    const word = kindWords[kind] ?? kind;
    // Beside ids, a number is for what has no id.
    const name = redaction === 'ids' ? `${word} ${number} without an id` : `${word} ${number}`;
    return { key: `${kind}:${number}`, name };
  };
  return {
    object,
    change: (key) => {
      const end = key.lastIndexOf('/');
      return `${object(key.slice(0, end))}/${key.slice(end + 1)}`;
    },
    operation: (operation) => {
      if (redaction === 'ids')
        return `${object(operation.object)}${operation.key.slice(operation.object.length)}`;
      const known = operations.get(operation.key) ?? `operation ${operations.size + 1}`;
      operations.set(operation.key, known);
      return known;
    },
    names: () => Object.fromEntries([...given.values()].map(({ key, name }) => [key, name])),
  };
}

const kindWords: Readonly<Record<string, string>> = {
  user: 'user',
  group: 'group',
  device: 'device',
  object: 'object',
  directoryExtension: 'directory extension',
  schemaExtension: 'schema extension',
};

function keepingId(key: ObjectKey): { readonly key: ObjectKey; readonly name: string } | undefined {
  const id = key.slice(key.indexOf(':') + 1);
  if (isId.test(key)) return { key, name: id };
  if (key.startsWith('directoryExtension:')) return { key, name: shownName(id) };
  return key.startsWith('schemaExtension:') ? { key, name: `schemaExtensions.${id}` } : undefined;
}
