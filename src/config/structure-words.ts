import type { ErrorObject } from 'ajv/dist/2020.js';
import { findAttribute } from '../core/attributes/attributes.ts';
import type { Flaw } from './flaw.ts';
import { isExtensionKey, isObjectKind, listKey, type FileKind } from './kinds.ts';
import type { Node } from './node.ts';
import { didYouMean } from './did-you-mean.ts';
import { isPlanned } from './planned.ts';
import { listed } from '../core/wording.ts';
import { quote } from './quote.ts';
import { typeFlaw } from './type-words.ts';

/** A key that does not belong where it stands. */
export function unknownKey(
  name: string,
  kind: FileKind,
  path: readonly string[],
  known: readonly string[],
): Flaw {
  if (isPlanned(kind, name)) {
    return {
      id: 'not-yet',
      message: `${quote(name)} is not managed by this version of Tenantry yet.`,
      remedy: 'Remove the key; a later version will read it.',
    };
  }
  if (path[0] === 'defaults' && isObjectKind(kind) && isEntryKey(kind, name)) {
    return {
      id: 'not-in-defaults',
      message: `${quote(name)} cannot stand under \`defaults\`: it is different for every ${kind}.`,
      remedy: `Move it to the entries under \`${listKey[kind]}\`.`,
    };
  }
  const suggestion = didYouMean(name, known);
  return {
    id: 'unknown-key',
    message: `${quote(name)} is not known here${suggestion === '' ? '.' : suggestion}`,
    remedy:
      suggestion === ''
        ? `Remove it, or use one of ${areAttributes(known) ? 'the names in docs/attributes.md' : names(known)}.`
        : 'Correct the spelling, or remove the key.',
  };
}

/** Whether names are the many that the reference of attributes lists. */
const areAttributes = (known: readonly string[]): boolean =>
  known.length > 10 && known.includes('displayName');

function isEntryKey(kind: 'user' | 'group', name: string): boolean {
  return (
    ['id', 'delete', 'membership', kind].includes(name) ||
    isExtensionKey(name) ||
    findAttribute(kind, name) !== undefined
  );
}

/** Keys that have to be there and are not. */
export function missingKeys(missing: readonly string[], kind: FileKind, path: readonly string[]): Flaw {
  const where = path.length === 0 ? 'The file' : whereIs(path);
  return {
    id: 'missing-key',
    message: `${where} has no ${names(missing)}.`,
    remedy: `Add ${listed(missing.map((name) => `\`${name}: ${placeholder(name, kind)}\``))}.`,
  };
}

function placeholder(name: string, kind: FileKind): string {
  const known: Readonly<Record<string, string>> = {
    format: '1',
    tenant: '{ id: TENANT-ID }',
    users: '[]',
    groups: '[]',
    user: 'adele.vance@contoso.com',
    until: '2026-12-01',
    paused: '{ until: 2026-12-01, reason: ... }',
    id: kind === 'extension' ? 'contoso_courses' : 'TENANT-ID',
    name: 'jobGroupTracker',
    owner: kind === 'extension' ? '{ appId: APPLICATION-ID }' : '...',
    appId: 'APPLICATION-ID',
    type: 'String',
    targets: '[User]',
    status: 'InDevelopment',
    properties: '{ courseId: Integer }',
    atLeast: kind === 'group' ? '[lee.gu@contoso.com]' : '[]',
  };
  return known[name] ?? '...';
}

function whereIs(path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  return /^\d+$/.test(last) ? 'The entry' : quote(last);
}

/** The other ways to differ from the schema. */
export function structureFlaw(error: ErrorObject, node: Node, kind: FileKind, path: readonly string[]): Flaw {
  const schema = error.parentSchema ?? {};
  const subject = subjectOf(path);
  switch (error.keyword) {
    case 'enum':
      return typeof schema['errorMessage'] === 'string' ||
        node.type !== 'scalar' ||
        typeof node.value !== 'string'
        ? typeFlaw(schema, node, kind, path)
        : choiceFlaw(subject, node.value, choices(schema));
    case 'const':
      return {
        id: 'bad-value',
        message: `${subject} must be \`${String(schema['const'])}\`.`,
        remedy:
          path.at(-1) === 'format'
            ? 'Write `format: 1`.'
            : `Write \`${String(schema['const'])}\`, or leave the key out.`,
      };
    case 'minimum':
    case 'maximum':
      return {
        id: 'bad-number',
        message: `${subject} must be ${range(schema)}.`,
        remedy: 'Correct the number.',
      };
    case 'minItems':
      return {
        id: 'empty-list',
        message: `${subject} is an empty list.`,
        remedy: 'Name at least one, or leave the key out.',
      };
    case 'maxItems':
      return tooMany(subject, node, Number(schema['maxItems']));
    case 'minProperties':
      return {
        id: 'empty-map',
        message: `${subject} names none of its parts.`,
        remedy:
          kind === 'extension' || isExtensionKey(path.at(-1) ?? '')
            ? 'Write at least one part, or leave the key out.'
            : 'Write at least one part, `null` to clear all of them, or leave the key out.',
      };
    default:
      return typeFlaw(schema, node, kind, path);
  }
}

function choices(schema: object): readonly string[] {
  const values: unknown = 'enum' in schema ? schema.enum : [];
  return Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [];
}

/** A text that is none of the choices. */
export function choiceFlaw(subject: string, value: string, known: readonly string[]): Flaw {
  const suggestion = didYouMean(value, known);
  const all = areAttributes(known) ? 'one of the names in docs/attributes.md' : names(known, 'or');
  return {
    id: 'not-a-choice',
    message: `${subject} must be ${all}, not ${quote(value)}${suggestion === '' ? '.' : suggestion}`,
    remedy: 'Write one of these, in the same capitals.',
  };
}

function tooMany(subject: string, node: Node, most: number): Flaw {
  const count = node.type === 'list' ? node.items.length : 0;
  return {
    id: 'too-many',
    message: `${subject} has ${count} entries; the service takes at most ${most}.`,
    remedy: most === 1 ? 'Keep the one that counts.' : 'Shorten the list.',
  };
}

function range(schema: object): string {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  return maximum === undefined ? `${minimum ?? 0} or more` : `from ${minimum ?? 0} to ${maximum}`;
}

/** What a message is about: the key, or an entry of the list under the key. */
export function subjectOf(path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) {
    return 'The file';
  }
  return /^\d+$/.test(last) ? `An entry of ${quote(path.at(-2) ?? 'the list')}` : quote(last);
}

function names(all: readonly string[], word = 'and'): string {
  return listed(
    all.map((name) => `\`${name}\``),
    word,
  );
}
