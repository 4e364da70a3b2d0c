import type { Desired, DesiredObject } from '../core/desired/desired.ts';
import type { Settings } from '../core/desired/settings.ts';
import type { Finding, Problem } from '../core/problem.ts';
import type { FileTree } from '../ports.ts';
import { decode } from './decode.ts';
import { problemsWithin, type Flaws } from './flaw.ts';
import { fileName, sortFiles, type SourceFile } from './folder.ts';
import type { Node } from './node.ts';
import { checkNulls } from './nulls.ts';
import { readObjects, type Entry } from './objects.ts';
import { parse } from './parse.ts';
import { arranged, byPlace } from './problems.ts';
import { checkRules } from './rules.ts';
import { readSettings } from './settings.ts';
import { checkStructure } from './structure.ts';
import { findTwice } from './twice.ts';
import { checkWords } from './words.ts';

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
  const problems: Problem[] = [...misplaced];
  const entries: Entry[] = [];
  let settings: Settings | undefined;
  for (const source of sources) {
    const read = readFile(source);
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
  const checking = settings ?? { findings: {}, vocabularies: {} };
  const rules = checkRules(objects, checking);
  const words = checkWords(objects, checking);
  const usable = objects.filter((object) => !rules.unusable.has(object));
  return {
    ...(settings === undefined ? {} : { desired: desiredOf(settings, usable) }),
    problems: [...arranged(problems), ...rules.problems, ...words.problems].toSorted(byPlace),
    findings: [...rules.findings, ...words.findings].toSorted(byPlace),
  };
}

function desiredOf(settings: Settings, objects: readonly DesiredObject[]): Desired {
  return {
    settings,
    users: objects.filter((object) => object.kind === 'user'),
    groups: objects.filter((object) => object.kind === 'group'),
  };
}

interface FileContent {
  readonly settings?: Settings;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

function readFile(source: SourceFile): FileContent {
  const decoded = decode(source.bytes, source.file);
  if ('problem' in decoded) {
    return { entries: [], problems: [decoded.problem] };
  }
  const parsed = parse(decoded.text, source.file);
  if ('problem' in parsed) {
    return { entries: [], problems: [parsed.problem] };
  }
  if (parsed.root === undefined) {
    const isTenant = source.kind === 'tenant';
    return { entries: [], problems: isTenant ? [emptyTenant(source.file)] : [] };
  }
  return readContent(source, parsed.root, parsed.flaws);
}

function readContent({ kind, file }: SourceFile, root: Node, flaws: Flaws): FileContent {
  checkNulls(root, kind, flaws);
  checkStructure(root, kind, flaws);
  if (kind !== 'tenant') {
    return readObjects(kind, root, flaws);
  }
  const settings = readSettings(root, file, flaws);
  const problems = problemsWithin(root, flaws);
  return { ...(settings === undefined ? {} : { settings }), entries: [], problems };
}

const minimal =
  'Write at least `format: 1` and `tenant: { id: TENANT-ID }`, with the tenant id that the Entra admin center shows under Overview.';

function missingTenant(file: string): Problem {
  return { id: 'no-tenant-file', message: `There is no file \`${file}\`.`, remedy: `Create it. ${minimal}` };
}

function emptyTenant(file: string): Problem {
  return {
    id: 'no-tenant-file',
    place: { file, line: 1, column: 1 },
    message: 'The file is empty.',
    remedy: minimal,
  };
}
