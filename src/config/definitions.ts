import type { DesiredDefinition } from '../core/desired/desired.ts';
import type { Problem } from '../core/problem.ts';
import { checkDefinitions } from './definition-checks.ts';
import { readDirectoryExtension, readSchemaExtension, type FoundDefinition } from './definition.ts';
import { problemsWithin, type Flaws } from './flaw.ts';
import { child, items, type Node } from './node.ts';

/** What `extensions/` defines, for those who read values and rules. */
export interface Definitions {
  readonly usable: readonly DesiredDefinition[];
  /**
   * Names and ids whose definition has a problem of its own: what refers to them is not used, and nothing more is said.
   */
  readonly broken: ReadonlySet<string>;
  /** False where a file could not be read, so that any name may be in it. */
  readonly complete: boolean;
}

/** A file below `extensions/`; without a root where it could not be read. */
export interface ExtensionFile {
  readonly root: Node | undefined;
  readonly flaws: Flaws;
  readonly readable: boolean;
}

/** Reads all files of definitions. Their structure has been compared with the schema before. */
export function readDefinitions(files: readonly ExtensionFile[]): {
  readonly definitions: Definitions;
  readonly problems: readonly Problem[];
} {
  const found: FoundDefinition[] = [];
  const problems: Problem[] = [];
  for (const { root, flaws } of files) {
    if (root === undefined) {
      continue;
    }
    const directory = items(child(root, 'directory')).map((node) => readDirectoryExtension(node, flaws));
    const schema = items(child(root, 'schema')).map((node) => readSchemaExtension(node, flaws));
    found.push(...directory, ...schema);
    const entries = new Set([...directory, ...schema].map((each) => each.node));
    problems.push(...problemsWithin(root, flaws, undefined, entries));
    for (const { node, object } of [...directory, ...schema]) {
      problems.push(...problemsWithin(node, flaws, object));
    }
  }
  const checked = checkDefinitions(found.flatMap(({ definition }) => definition ?? []));
  const usable = found.flatMap(({ definition }) =>
    definition === undefined || checked.unusable.has(definition) ? [] : definition,
  );
  const broken = found.flatMap(({ name, definition }) =>
    name !== undefined && (definition === undefined || checked.unusable.has(definition)) ? name : [],
  );
  return {
    definitions: { usable, broken: new Set(broken), complete: files.every((file) => file.readable) },
    problems: [...problems, ...checked.problems],
  };
}
