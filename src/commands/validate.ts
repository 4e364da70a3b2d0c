import { loadConfiguration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { count } from '../render/text/summary.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { showFindings, showProblems } from '../render/text/problems.ts';
import type { World } from './world.ts';

export interface ValidateOptions {
  readonly directory: string;
  readonly base?: string;
}

/** Checks the files without reading any tenant. Throws InvalidConfiguration where they have problems. */
export async function validate(options: ValidateOptions, world: World): Promise<number> {
  const { head, known, findings } = await loadConfiguration(world.files, options.directory, options.base);
  const { terminal } = world;
  if (known.length > 0) {
    terminal.print(paint(showProblems(known, terminal.columns), terminal.colour));
    terminal.print(
      `${count(known.length, 'problem')} that ${options.base ?? 'the base'} has too; nothing new.\n`,
    );
  }
  if (findings.length > 0) {
    terminal.print(paint(showFindings(findings, terminal.columns), terminal.colour));
    const fails = findings.length === 1 ? 'fails' : 'fail';
    const text = `${count(findings.length, 'finding')}, which ${fails} nothing; \`findings:\` in tenant.yaml can change that.`;
    terminal.print(paint(paragraph(text, terminal.columns, 0), terminal.colour));
  }
  const declared = [
    count(head.users.length, 'user'),
    count(head.groups.length, 'group'),
    ...(head.definitions.length > 0 ? [count(head.definitions.length, 'extension')] : []),
  ];
  terminal.print(
    `${options.directory} is valid: ${declared.slice(0, -1).join(', ')} and ${declared.at(-1) ?? ''} declared.\n`,
  );
  return exitCodes.success;
}
