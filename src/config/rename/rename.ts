import { InvalidConfiguration, TenantryError, type Problem } from '../../core/problem.ts';
import type { LeftPlace, Renamed, Renaming } from '../../core/rename/renamed.ts';
import type { FileTree } from '../../ports.ts';
import { decode } from '../decode.ts';
import { fileName, sortFiles, type SourceFile } from '../folder.ts';
import { load, type Loaded } from '../load.ts';
import { byPlace } from '../problems.ts';
import { searchFor, type FoundInFile, type Search } from './found.ts';
import { renameInGroups } from './in-groups.ts';
import { renameInTenant } from './in-tenant.ts';
import { renameInUsers } from './in-users.ts';
import { nothingFound, otherCapitals } from './nothing-found.ts';
import { targetOf } from './target.ts';
import { checkWanted } from './wanted.ts';

/** What was renamed, and the files with it. */
export interface RenamedFiles {
  readonly renamed: Renamed;
  /** Those that change, by their names in places. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
}

/**
 * Calls a value of users otherwise in the whole configuration: in entries and defaults, in the comparisons of rules, in the
 * vocabulary. Everything else stays byte for byte. Throws TenantryError where nothing is called so or the new value is
 * not possible, InvalidConfiguration where a file cannot be read or edited, or would have a problem that it has not now.
 */
export function rename(tree: FileTree, directory: string, wanted: Renaming): RenamedFiles {
  const renaming = { ...wanted, from: wanted.from.trim(), to: wanted.to.trim() };
  const before = load(tree, directory);
  if (!before.desired) throw new InvalidConfiguration(before.problems);
  const target = targetOf(renaming.attribute, before.desired.definitions);
  const problem = checkWanted(renaming, target);
  if (problem) throw new TenantryError(problem);
  const search = searchFor(renaming, target);
  const searched = sortFiles(tree, directory).sources.map((source) => inFile(source, search));
  const problems = searched.flatMap(({ edited }) => ('problems' in edited ? edited.problems : []));
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  const changes = searched.flatMap((each) => each.changes).toSorted(byPlace);
  const left = searched.flatMap((each) => each.left).toSorted(byPlace);
  if (changes.length === 0 && left.length === 0) throw nothingFound(search, searched, directory);
  const capitals = otherCapitals(search, searched);
  if (capitals) throw capitals;
  const files = searched.flatMap(({ file, before: text, edited }) =>
    'text' in edited && edited.text !== text ? [{ file, text: edited.text }] : [],
  );
  const after = load(withFiles(tree, directory, files), directory);
  const worse = added(before.problems, after.problems);
  if (worse.length > 0) throw new InvalidConfiguration(worse);
  return {
    renamed: {
      ...renaming,
      changes,
      left: [...left, ...findings(before, after)],
      joined: joined(searched, search),
    },
    files,
  };
}

interface Searched extends FoundInFile {
  readonly kind: SourceFile['kind'];
  readonly file: string;
  readonly before: string;
}

function inFile({ kind, file, bytes }: SourceFile, search: Search): Searched {
  const decoded = decode(bytes, file);
  if ('problem' in decoded)
    return { kind, file, before: '', ...untouched(''), edited: { problems: [decoded.problem] } };
  // Decoding drops the byte order mark, which is to stay.
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const within = { user: renameInUsers, group: renameInGroups, tenant: renameInTenant, extension: untouched };
  return { kind, file, before, ...within[kind](before, file, search) };
}

const untouched = (text: string): FoundInFile => ({ edited: { text }, changes: [], left: [], values: [] });

function withFiles(tree: FileTree, directory: string, files: RenamedFiles['files']): FileTree {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  return new Map(
    [...tree].map(([path, entry]) => {
      const text = texts.get(fileName(directory, path));
      return [path, text === undefined ? entry : { type: 'file', bytes: new TextEncoder().encode(text) }];
    }),
  );
}

const kindOf = ({ id, object, place }: Problem): string => JSON.stringify([id, object, place?.file]);

/** What is wrong now and was not before; the words may name the value, and lines may have moved. */
function added<Each extends Problem>(before: readonly Each[], after: readonly Each[]): readonly Each[] {
  const known = new Map<string, number>();
  for (const each of before) known.set(kindOf(each), (known.get(kindOf(each)) ?? 0) + 1);
  return after.filter((each) => {
    const number = known.get(kindOf(each)) ?? 0;
    known.set(kindOf(each), number - 1);
    return number <= 0;
  });
}

const findings = (before: Loaded, after: Loaded): readonly LeftPlace[] =>
  added(before.findings, after.findings).flatMap(({ place, object, message, remedy }) =>
    place === undefined
      ? []
      : [
          {
            why: 'finding',
            place,
            ...(object === undefined ? {} : { object }),
            message: `${message} ${remedy}`.trim(),
          },
        ],
  );

function joined(searched: readonly Searched[], { isNew }: Search): Renamed['joined'] {
  const count = (wanted: SourceFile['kind']): number =>
    searched.filter(({ kind }) => kind === wanted).flatMap(({ values }) => values.filter(isNew)).length;
  return { entries: count('user'), rules: count('group') };
}
