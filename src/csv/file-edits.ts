import { editFile } from '../config/edit/edit-file.ts';
import type { Edit } from '../config/edit/edit.ts';
import type { JsonObject } from '../config/edit/plain.ts';
import { setAttribute } from '../config/edit/set-attribute.ts';
import { fileName } from '../config/folder.ts';
import { load } from '../config/load.ts';
import { attributePosition } from '../core/attributes/attributes.ts';
import type { DesiredDefinition } from '../core/desired/desired.ts';
import type { Problem } from '../core/problem.ts';
import type { FileTree } from '../ports.ts';
import type { RowOutcome } from './row-changes.ts';

/** Where edits go. */
export interface EditedFolder {
  readonly files: FileTree;
  readonly directory: string;
  readonly definitions: readonly DesiredDefinition[];
  /** The file for people whom no file names yet, as places name it. */
  readonly addTo: string;
  /** The first line of that file, where it is a new one. */
  readonly header: string;
  /** Edits of tenant.yaml besides. */
  readonly settings: readonly Edit[];
}

/** The files that would be written, by their names, or what would be wrong with them. */
export interface Attempt {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** The file in which a row is written. */
export const fileOf = ({ person }: RowOutcome, addTo: string): string => person?.entry?.place.file ?? addTo;

/** The files as they would be with the changes of some rows; they are loaded, so that nothing invalid is written. */
export function tryRows(rows: readonly RowOutcome[], folder: EditedFolder): Attempt {
  const { files, directory, addTo, definitions } = folder;
  const edits = new Map<string, Edit[]>();
  const add = (file: string, more: readonly Edit[]): void => {
    if (more.length > 0) edits.set(file, [...(edits.get(file) ?? []), ...more]);
  };
  for (const row of rows) add(fileOf(row, addTo), editsOf(row, definitions));
  add(fileName(directory, 'tenant.yaml'), folder.settings);
  const tree = new Map(files);
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [file, ofFile] of edits) {
    const path = [...files.keys()].find((each) => fileName(directory, each) === file);
    const entry = path === undefined ? undefined : files.get(path);
    const before =
      entry?.type === 'file'
        ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry.bytes)
        : folder.header;
    const edited = editFile(before, ofFile, file, definitions);
    if ('problems' in edited) {
      problems.push(...edited.problems);
      continue;
    }
    if (edited.text === before) continue;
    texts.set(file, edited.text);
    const target = path ?? pathBelow(file, directory);
    tree.set(target, { type: 'file', bytes: new TextEncoder().encode(edited.text) });
  }
  return problems.length > 0 ? { texts, problems } : { texts, problems: load(tree, directory).problems };
}

/** `users/imported.yaml` of `tenant/users/imported.yaml`. */
export function pathBelow(file: string, directory: string): string {
  const prefix = fileName(directory, '');
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

function editsOf(
  { person, changes }: RowOutcome,
  definitions: readonly DesiredDefinition[],
): readonly Edit[] {
  if (!person || changes.length === 0) return [];
  const { entry, live } = person;
  if (entry)
    return changes.map(({ attribute, written }) => ({
      edit: 'set',
      list: 'users',
      entry: entry.id ?? entry.label,
      attribute,
      value: written,
    }));
  const id = live?.id ?? '';
  const start: JsonObject = { user: live?.userPrincipalName ?? id, id };
  const sorted = changes.toSorted(
    (a, b) => attributePosition('user', a.attribute) - attributePosition('user', b.attribute),
  );
  const made = sorted.reduce(
    (made, { attribute, written }) => setAttribute('user', made, attribute, written, definitions),
    start,
  );
  return [{ edit: 'add', list: 'users', entry: made }];
}
