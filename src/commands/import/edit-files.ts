import { editFile } from '../../config/edit/edit-file.ts';
import type { Edit } from '../../config/edit/edit.ts';
import { fileName } from '../../config/folder.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import type { Problem } from '../../core/problem.ts';
import type { Draft } from './draft.ts';
import { headerOf } from './header.ts';
import type { ObjectEdit } from './object-edit.ts';

/** What became of the files. */
export interface EditedFiles {
  /** Texts of the files that are not as before, by path below the folder. */
  readonly texts: ReadonlyMap<string, string>;
  /** Edits that the way in which a file is written does not allow. */
  readonly refused: readonly { readonly edit: ObjectEdit; readonly problem: Problem }[];
}

/** Makes the edits, file by file. One that is not possible keeps no other from being made. */
export function editFiles(
  edits: readonly ObjectEdit[],
  draft: Draft,
  definitions: readonly DesiredDefinition[],
): EditedFiles {
  const texts = new Map<string, string>();
  const refused: EditedFiles['refused'][number][] = [];
  for (const [path, ofFile] of Map.groupBy(edits, (each) => each.path)) {
    const before = draft.textOf(path) ?? headerOf(draft.directory, path);
    const file = fileName(draft.directory, path);
    const attempt = (some: readonly ObjectEdit[]) => editFile(before, inOrder(some), file, definitions);
    const made = asManyAsFit(ofFile, attempt, (edit, problem) => refused.push({ edit, problem }));
    const edited = attempt(made);
    if ('text' in edited && made.length > 0 && edited.text !== draft.textOf(path))
      texts.set(path, edited.text);
  }
  return { texts, refused };
}

type Attempt = (some: readonly ObjectEdit[]) => ReturnType<typeof editFile>;

function asManyAsFit(
  all: readonly ObjectEdit[],
  attempt: Attempt,
  onRefused: (edit: ObjectEdit, problem: Problem) => void,
): readonly ObjectEdit[] {
  let kept: readonly ObjectEdit[] = [];
  const add = (some: readonly ObjectEdit[]): void => {
    const tried = attempt([...kept, ...some]);
    if ('text' in tried) {
      kept = [...kept, ...some];
      return;
    }
    const [only] = some;
    const [problem] = tried.problems;
    if (only && problem && some.length === 1) {
      onRefused(only, problem);
      return;
    }
    const half = some.length >> 1;
    add(some.slice(0, half));
    add(some.slice(half));
  };
  if (all.length > 0) add(all);
  return kept;
}

/** What counts places in lists comes before what adds to them, and what removes comes last. */
const ranks: Readonly<Record<Edit['edit'], number>> = {
  put: 0,
  drop: 0,
  set: 1,
  release: 1,
  add: 2,
  remove: 3,
};

const inOrder = (edits: readonly ObjectEdit[]): readonly Edit[] =>
  edits.flatMap((each) => each.edits).toSorted((a, b) => ranks[a.edit] - ranks[b.edit]);
