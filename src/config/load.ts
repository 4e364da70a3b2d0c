import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import type { FileTree } from '../ports.ts';
import { checkObjects } from './check-objects.ts';
import { decode } from './decode.ts';
import { readDefinitions, type Definitions } from './definitions.ts';
import { problemsWithin, type Flaws } from './flaw.ts';
import { fileName, sortFiles, type SourceFile } from './folder.ts';
import type { Node } from './node.ts';
import { checkNulls } from './nulls.ts';
import { readObjects, type Entry } from './objects.ts';
import { parse } from './parse.ts';
import { arranged, byPlace } from './problems.ts';
import { readSettings } from './settings.ts';
import { checkStructure } from './structure.ts';
import { findTwice } from './twice.ts';

/** What a configuration folder declares, and everything that is wrong in it. */
export interface Loaded {
  /** What is valid; an entry with any problem is left out. Absent where `tenant.yaml` is missing or unusable. */
  readonly desired?: Desired;
  readonly problems: readonly Problem[];
  /** What may not be meant; fails nothing. */
  readonly findings: readonly Finding[];
}

/** Reads a configuration folder. `directory` is only for naming places. */
export function load(tree: FileTree, directory: string): Loaded {
  const { sources, problems: misplaced } = sortFiles(tree, directory);
  const files = sources.map(readFile);
  // Values, rules and authorities refer to definitions, whatever the files are called.
  const extensions = files.filter((file) => file.kind === 'extension');
  const { definitions, problems: inDefinitions } = readDefinitions(extensions);
  const problems: Problem[] = [
    ...misplaced,
    ...inDefinitions,
    ...files.flatMap((file) => file.problem ?? []),
  ];
  const entries: Entry[] = [];
  let settings: Settings | undefined;
  for (const file of files) {
    const read = readContent(file, definitions);
    problems.push(...read.problems);
    entries.push(...read.entries);
    settings ??= read.settings;
  }
  // Under another spelling of the name it is told there.
  if (![...tree.keys()].some((path) => /^tenant\.ya?ml$/i.test(path))) {
    problems.push(missingTenant(fileName(directory, 'tenant.yaml')));
  }
  const twice = findTwice(entries);
  problems.push(...twice.problems);
  const objects = entries.flatMap((entry) => (twice.ambiguous.has(entry) ? [] : (entry.object ?? [])));
  const checked = checkObjects(objects, settings, definitions);
  return {
    ...(settings === undefined
      ? {}
      : { desired: { ...desiredOf(settings, checked.usable), definitions: definitions.usable } }),
    problems: [...arranged(problems), ...checked.problems].toSorted(byPlace),
    findings: checked.findings.toSorted(byPlace),
  };
}

function desiredOf(
  settings: Settings,
  objects: readonly DesiredObject[],
): Pick<Desired, 'settings' | 'users' | 'groups'> {
  return {
    settings,
    users: objects.filter((object) => object.kind === 'user'),
    groups: objects.filter((object) => object.kind === 'group'),
  };
}

/** A file whose YAML is read and compared with its schema; without a root where it is empty or has a problem. */
interface ReadFile extends SourceFile {
  readonly root: Node | undefined;
  readonly flaws: Flaws;
  readonly readable: boolean;
  readonly problem?: Problem;
}

function readFile(source: SourceFile): ReadFile {
  const unreadable = { ...source, root: undefined, flaws: new Map(), readable: false };
  const decoded = decode(source.bytes, source.file);
  if ('problem' in decoded) {
    return { ...unreadable, problem: decoded.problem };
  }
  const parsed = parse(decoded.text, source.file);
  if ('problem' in parsed) {
    return { ...unreadable, problem: parsed.problem };
  }
  const { root, flaws } = parsed;
  if (root === undefined) {
    const problem = source.kind === 'tenant' ? { problem: emptyTenant(source.file) } : {};
    return { ...source, root, flaws, readable: true, ...problem };
  }
  checkNulls(root, source.kind, flaws);
  checkStructure(root, source.kind, flaws);
  return { ...source, root, flaws, readable: true };
}

interface FileContent {
  readonly settings?: Settings;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

function readContent({ kind, file, root, flaws }: ReadFile, definitions: Definitions): FileContent {
  if (root === undefined || kind === 'extension') {
    return { entries: [], problems: [] };
  }
  if (kind !== 'tenant') {
    return readObjects(kind, root, definitions, flaws);
  }
  const settings = readSettings(root, file, definitions, flaws);
  const problems = problemsWithin(root, flaws);
  return { ...(settings === undefined ? {} : { settings }), entries: [], problems };
}

const minimal =
  'Write at least `format: 1` and `tenant: { id: TENANT-ID }`, with the tenant id that the Entra admin center shows under Overview.';

function missingTenant(file: string): Problem {
  return {
    id: 'no-tenant-file',
    message: `There is no file \`${file}\`.`,
    remedy: `Create it, as \`tenantry init\` does. ${minimal}`,
  };
}

function emptyTenant(file: string): Problem {
  return {
    id: 'no-tenant-file',
    place: { file, line: 1, column: 1 },
    message: 'The file is empty.',
    remedy: minimal,
  };
}
