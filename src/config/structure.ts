import type { ErrorObject } from 'ajv/dist/2020.js';
import { unusable } from './convert.ts';
import { note, type Flaws } from './flaw.ts';
import { listKeys, type FileKind } from './kinds.ts';
import { child, follow, items, plainValue, type Node } from './node.ts';
import { nearest } from '../core/nearest.ts';
import { missingKeys, structureFlaw, unknownKey } from './structure-words.ts';
import { validatorsOf } from './validators.ts';

/** A part of a file that is compared at once, and the way to it from the root. */
interface Part {
  readonly kind: FileKind;
  readonly node: Node;
  readonly path: readonly string[];
  readonly flaws: Flaws;
}

/** Compares a file with its schema: keys, types, lists of choices, numbers. */
export function checkStructure(root: Node, kind: FileKind, flaws: Flaws): void {
  const validators = validatorsOf(kind);
  const lists = new Map(listKeys[kind].map((key) => [key, child(root, key)]));
  const emptied = new Set([...lists.values()].filter((list) => list !== undefined));
  noteErrors(validators.file(plainValue(root, emptied)), { kind, node: root, path: [], flaws });
  for (const [key, list] of lists) {
    const errorsOf = validators.entries[key];
    items(list).forEach((node, index) => {
      noteErrors(errorsOf?.(plainValue(node)) ?? [], { kind, node, path: [key, `${index}`], flaws });
    });
  }
}

function noteErrors(errors: readonly ErrorObject[], part: Part): void {
  for (const [pointer, missing] of missingByPlace(errors)) {
    const { node, path } = follow(part.node, pointer);
    const absent = missing.filter((name) => !misspelt(name, pointer, errors));
    if (absent.length > 0) {
      note(part.flaws, node, missingKeys(absent, part.kind, [...part.path, ...path]));
    }
  }
  for (const error of errors) {
    if (error.keyword !== 'required') {
      noteError(error, part);
    }
  }
}

function noteError(error: ErrorObject, part: Part): void {
  const found = follow(part.node, error.instancePath);
  const { node } = found;
  const path = [...part.path, ...found.path];
  if (error.keyword === 'additionalProperties' && node.type === 'map') {
    const name = String(error.params['additionalProperty']);
    const key = node.pairs.get(name)?.key;
    if (key !== undefined && !name.startsWith(unusable)) {
      const known = Object.keys(error.parentSchema?.['properties'] ?? {});
      note(part.flaws, key, unknownKey(name, part.kind, path, known));
    }
  } else if (error.keyword === 'dependentRequired' && node.type === 'map') {
    note(part.flaws, node.pairs.get('delete')?.key ?? node, {
      id: 'delete-without-id',
      message: 'A group can only be deleted by its id, so that no other group is meant.',
      remedy: 'Add `id:` with the object id of the group.',
    });
  } else if (!path.some((name) => name.startsWith(unusable))) {
    note(part.flaws, node, structureFlaw(error, node, part.kind, path));
  }
}

/** Whether a key is only missing because it is misspelt, which is told there. */
function misspelt(missing: string, pointer: string, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    (error) =>
      error.keyword === 'additionalProperties' &&
      error.instancePath === pointer &&
      nearest(String(error.params['additionalProperty']), [missing]).length > 0,
  );
}

/** Several keys that are missing in one place are one mistake. */
function missingByPlace(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  for (const error of errors) {
    if (error.keyword === 'required') {
      const names = missing.get(error.instancePath) ?? [];
      names.push(String(error.params['missingProperty']));
      missing.set(error.instancePath, names);
    }
  }
  return missing;
}
