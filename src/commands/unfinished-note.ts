import { TenantryError } from '../core/problem.ts';
import { interruptedWords } from '../render/text/interrupted.ts';
import { blank, line, paragraph, span, type Line } from '../render/text/lines.ts';
import { showProblems } from '../render/text/problems.ts';
import { commandLine, type SameTenant } from './command-line.ts';
import { doneIn, findUndone, findUnfinished, type Unfinished } from './journals.ts';
import type { World } from './world.ts';

/**
 * What an apply would find here before it does anything of a plan: an earlier one that did not come to its end, which it
 * finishes first. Empty where there is none.
 */
export async function unfinishedNote(
  tenantId: string,
  root: string,
  options: SameTenant,
  world: Pick<World, 'listJournals' | 'readText' | 'program' | 'terminal'>,
): Promise<readonly Line[]> {
  const { columns } = world.terminal;
  try {
    const found = await findUnfinished(tenantId, root, undefined, world);
    const notes = await Promise.all(found.map((each) => noteOf(each, options, world)));
    return notes.flatMap((lines) => [blank, ...lines]);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    // The plan stands all the same, and only apply needs the journals.
    return [
      blank,
      ...paragraph('apply will stop, because a journal cannot be read:', columns, 0, 'warning'),
      ...showProblems(error.problems, columns),
    ];
  }
}

async function noteOf(
  unfinished: Unfinished,
  options: SameTenant,
  world: Pick<World, 'listJournals' | 'program' | 'terminal'>,
): Promise<readonly Line[]> {
  const { columns } = world.terminal;
  const { path, plan } = unfinished;
  const command = (words: readonly string[]): Line =>
    line('  ', span(commandLine(world, words, options), 'name'));
  const words = `${interruptedWords(doneIn(unfinished))}, or is still at it.`;
  if (plan.provenance.undoes !== undefined) {
    const source = (await findUndone(plan, world)) ?? 'JOURNAL';
    return [
      ...paragraph(`${words} An apply stops until it is finished:`, columns, 0, 'warning'),
      command(['rollback', source]),
    ];
  }
  return [
    ...paragraph(
      `${words} The next apply finishes it first, whatever this plan says; with --plan and --yes it stops where that plan does not cover what is left:`,
      columns,
      0,
      'warning',
    ),
    command(['apply']),
    ...paragraph('Or take back what it wrote:', columns, 0, 'warning'),
    command(['rollback', path]),
  ];
}
