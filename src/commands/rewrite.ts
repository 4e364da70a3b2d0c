import { editFile } from '../config/edit/edit-file.ts';
import type { Edit, EditValue } from '../config/edit/edit.ts';
import type { Declared, Desired } from '../core/desired/desired.ts';
import { InvalidConfiguration, type Problem } from '../core/problem.ts';
import type { FileEdit } from '../core/rollback/file-edits.ts';
import type { Plan } from '../core/plan/plan.ts';
import { safe } from '../render/safe.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import type { World } from './world.ts';

/** What is said of an edit of the files, and in them of a pause. */
export interface RewriteWords {
  /** Where the files say it already. */
  readonly nothing: string;
  /** What follows that files were edited; their names follow it. */
  readonly next: string;
  /** Why a group is paused that was not by the files. */
  readonly pause: string;
}

const rolledBack: RewriteWords = {
  nothing: 'The files say already what was restored.',
  next: 'Commit that, so that the next apply does not bring back what was taken away:',
  pause: 'as before the apply that was rolled back',
};

/** Files as they would be after edits; those that say so already are not among them. */
export interface Rewriting {
  readonly written: readonly { readonly file: string; readonly text: string; readonly edits: number }[];
  /** Edits that are not possible. */
  readonly problems: readonly Problem[];
}

/** What edits of the YAML files come to, without writing them. */
export async function rewriting(
  edits: readonly FileEdit[],
  head: Desired,
  names: Plan['names'],
  world: Pick<World, 'readText' | 'clock'>,
  words: RewriteWords = rolledBack,
): Promise<Rewriting> {
  const written: Rewriting['written'][number][] = [];
  const problems: Problem[] = [];
  for (const [file, ofFile] of Map.groupBy(edits, fileOf)) {
    const before = await world.readText(file);
    const lines = editsOf(ofFile, names, world.clock.now(), words.pause);
    const result = editFile(before, lines, file, head.definitions);
    if ('problems' in result) problems.push(...result.problems);
    else if (result.text !== before) written.push({ file, text: result.text, edits: lines.length });
  }
  return { written, problems };
}

/**
 * Edits the YAML files, all or none of them, and says which. Throws InvalidConfiguration where an edit is not possible.
 */
export async function rewrite(
  edits: readonly FileEdit[],
  head: Desired,
  names: Plan['names'],
  world: Pick<World, 'readText' | 'writeFiles' | 'terminal' | 'clock'>,
  words: RewriteWords = rolledBack,
): Promise<void> {
  const { written, problems } = await rewriting(edits, head, names, world, words);
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  await world.writeFiles(new Map(written.map(({ file, text }) => [file, text])));
  const { terminal } = world;
  if (written.length === 0) {
    terminal.say(words.nothing);
    return;
  }
  const lines = [
    ...paragraph(`Edited ${count(written.length, 'file')}. ${words.next}`, terminal.columns, 0),
    ...written.flatMap(({ file, edits: made }) =>
      paragraph(`${safe(file)}  (${count(made, 'edit')})`, terminal.columns, 2),
    ),
  ];
  terminal.say(paint(lines, false).trimEnd());
}

/** The edits as a file takes them: people by sign-in name, a pause with its last day and the reason `pause`. */
export const editsOf = (
  edits: readonly FileEdit[],
  names: Plan['names'],
  now: Date,
  pause: string,
): readonly Edit[] => edits.map((each) => editOf(each, names, now, pause));

export const fileOf = (each: FileEdit): string =>
  each.edit === 'removeDefinition' ? each.file : each.entry.place.file;

function editOf(each: FileEdit, names: Plan['names'], now: Date, pause: string): Edit {
  if (each.edit === 'removeDefinition') return { edit: 'remove', list: each.list, entry: each.name };
  const { entry } = each;
  const address = { list: entry.kind === 'user' ? 'users' : 'groups', entry: entry.label } as const;
  switch (each.edit) {
    case 'remove':
      return { edit: 'remove', ...address };
    case 'release':
      return { edit: 'release', ...address, attribute: each.attribute };
    case 'set': {
      const value = valueOf(each.attribute, each.declared.value, names, now, pause);
      return { edit: 'set', ...address, attribute: each.attribute, value };
    }
  }
}

const month = 30 * 86_400_000;

/** A value as it stands in a file: people by sign-in name, a pause with its last day. */
function valueOf(
  attribute: string,
  value: Declared['value'],
  names: Plan['names'],
  now: Date,
  pause: string,
): EditValue {
  const named = (id: string): string => names[`user:${id}`] ?? id;
  if (attribute === 'manager' && typeof value === 'string') return named(value);
  if (attribute === 'membershipRuleProcessingState' && value === 'Paused') {
    const until = new Date(now.getTime() + month).toISOString().slice(0, 10);
    return { paused: { until, reason: pause } };
  }
  if (typeof value === 'object' && value !== null && 'mode' in value) {
    const { mode, users } = value;
    return { mode, users: Array.isArray(users) ? users.map((user) => named(String(user))) : [] };
  }
  return value;
}
