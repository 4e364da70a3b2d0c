import type { LeftPlace, RenamedPlace, Renaming } from '../../core/rename/renamed.ts';
import type { EditedFile } from '../edit/edit-file.ts';
import type { Target } from './target.ts';

/** What is looked for. */
export interface Search {
  readonly renaming: Renaming;
  readonly target: Target;
  /** Whether a value of an entry is the old one. */
  readonly isOld: (value: string) => boolean;
  readonly isNew: (value: string) => boolean;
}

/** What one file came to. */
export interface FoundInFile {
  readonly edited: EditedFile;
  readonly changes: readonly RenamedPlace[];
  readonly left: readonly LeftPlace[];
  /** The values of the attribute in it, as often as they stand there. */
  readonly values: readonly string[];
}

/** Values are compared as plans compare them: without the spaces around, and without case where the directory has none. */
export function searchFor(renaming: Renaming, target: Target): Search {
  const form = (value: string): string => (target.caseless ? value.trim().toLowerCase() : value.trim());
  const [from, to] = [form(renaming.from), form(renaming.to)];
  return {
    renaming,
    target,
    isOld: (value) => form(value) === from,
    isNew: (value) => form(value) === to && form(value) !== from,
  };
}
