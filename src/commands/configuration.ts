import { load } from '../config/load.ts';
import type { Desired } from '../core/desired/desired.ts';
import { InvalidConfiguration, TenantryError, type Finding, type Problem } from '../core/problem.ts';
import type { Files } from '../ports.ts';

export interface Configuration {
  readonly head: Desired;
  readonly base?: Desired;
  /** Problems that the base has too: they are shown, but they fail nothing. */
  readonly known: readonly Problem[];
  /** What may not be meant: with `base`, only what the base does not have. */
  readonly findings: readonly Finding[];
}

/**
 * Loads the files of a directory, and with `base` also as they were at that commit. Throws InvalidConfiguration with
 * all problems, or with `base` all that the base does not have.
 */
export async function loadConfiguration(
  files: Files,
  directory: string,
  base: string | undefined,
): Promise<Configuration> {
  const head = load(await files.read(directory), directory);
  if (base === undefined) {
    if (head.problems.length > 0 || !head.desired) throw new InvalidConfiguration(head.problems);
    return { head: head.desired, known: [], findings: head.findings };
  }
  const tree = await files.readAt(base, directory);
  const before = load(tree, directory);
  const known = new Set(before.problems.map(identify));
  const introduced = head.problems.filter((problem) => !known.has(identify(problem)));
  if (introduced.length > 0 || !head.desired)
    throw new InvalidConfiguration(introduced.length > 0 ? introduced : head.problems);
  return {
    head: head.desired,
    base: before.desired ?? nothingOf(head.desired, tree.size, before.problems, base),
    known: head.problems,
    findings: without(head.findings, before.findings),
  };
}

const without = (findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] => {
  const known = new Set(before.map(identify));
  return findings.filter((finding) => !known.has(identify(finding)));
};

/** The line may have moved; the rest says whether it is the same problem. */
const identify = ({ id, place, object, message }: Problem): string =>
  JSON.stringify([id, place?.file, object, message]);

/** A base in which the folder did not exist yet: whatever the head declares is introduced. */
function nothingOf(head: Desired, filesInBase: number, problems: readonly Problem[], base: string): Desired {
  if (filesInBase === 0) return { settings: head.settings, users: [], groups: [], definitions: [] };
  const [first] = problems;
  throw new TenantryError({
    id: 'base',
    message: `tenant.yaml of the base ${base} cannot be used${first ? `: ${first.message}` : ''}`,
    remedy: 'Guards are taken from the base, so it must be readable: name another commit with --base.',
  });
}
