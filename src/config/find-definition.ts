import type { ObjectKind } from '../core/attributes/attribute.ts';
import type {
  DesiredDefinition,
  DesiredDirectoryExtension,
  DesiredSchemaExtension,
} from '../core/desired/desired.ts';
import { nameOf } from './definition.ts';
import type { Definitions } from './definitions.ts';
import { didYouMean } from './did-you-mean.ts';
import { note, type Flaws } from './flaw.ts';
import type { Key } from './node.ts';
import { quote } from './quote.ts';

interface Asking {
  readonly kind: ObjectKind;
  readonly definitions: Definitions;
  readonly flaws: Flaws;
}

/** The directory extension that an entry calls by its short name; where it is none, that is noted. */
export function findDirectoryExtension(key: Key, asking: Asking): DesiredDirectoryExtension | undefined {
  const all = asking.definitions.usable.filter((each) => each.kind === 'directoryExtension');
  return find(key, all, 'directory', asking);
}

/** The schema extension that an entry calls by its id; where it is none, that is noted. */
export function findSchemaExtension(key: Key, asking: Asking): DesiredSchemaExtension | undefined {
  const all = asking.definitions.usable.filter((each) => each.kind === 'schemaExtension');
  return find(key, all, 'schema', asking);
}

function find<Definition extends DesiredDefinition>(
  key: Key,
  all: readonly Definition[],
  what: 'directory' | 'schema',
  { kind, definitions, flaws }: Asking,
): Definition | undefined {
  const named = all.filter((each) => nameOf(each) === key.name);
  const target = kind === 'user' ? 'User' : 'Group';
  const kept = named.filter((each) => each.delete !== true);
  const found = kept.find((each) => each.targets.includes(target));
  if (found !== undefined) {
    return found;
  }
  const [other] = kept;
  const [deleted] = named;
  if (other !== undefined) {
    note(flaws, key, {
      id: 'wrong-target',
      message: `${quote(key.name)} is not for ${kind}s: its definition in ${other.place.file} targets ${other.targets.join(', ')}.`,
      also: [other.place],
      remedy: `Remove the value. ${what === 'schema' ? `Or add \`${target}\` to the targets of the definition.` : `The targets of a directory extension are fixed once it is there: it takes a new definition under another name for ${kind}s.`}`,
    });
  } else if (deleted !== undefined) {
    note(flaws, key, {
      id: 'deleted-extension',
      message: `${quote(key.name)} is to be deleted, as its entry in ${deleted.place.file} says, so it takes no values.`,
      also: [deleted.place],
      remedy: `Write \`delete: true\` only once no entry names it. A value left behind stays in the object where nobody sees it, so clear it first with \`${key.name}: null\` while the definition is kept.`,
    });
  } else if (!definitions.complete || definitions.broken.has(key.name)) {
    note(flaws, key, { id: 'undefined-extension', message: '', remedy: '', silent: true });
  } else {
    const suggestion = didYouMean(key.name, all.map(nameOf));
    note(flaws, key, {
      id: 'undefined-extension',
      message: `No ${what} extension ${quote(key.name)} is defined in \`extensions/\`${suggestion === '' ? '.' : suggestion}`,
      remedy:
        suggestion === ''
          ? `Define it under \`${what}:\` in a file below \`extensions/\`, or remove the value.`
          : 'Correct the spelling, or define it.',
    });
  }
  return undefined;
}
