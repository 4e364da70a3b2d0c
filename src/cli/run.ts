import { CommanderError, type Command } from 'commander';
import { exitCodes } from '../commands/exit-codes.ts';
import type { ProgramWorld, World } from '../commands/world.ts';
import { InvalidConfiguration, TenantryError } from '../core/problem.ts';
import { safe } from '../render/safe.ts';
import { paint } from '../render/text/lines.ts';
import { countProblems, showProblems } from '../render/text/problems.ts';
import { interrupts } from './interrupts.ts';
import { systemWorld } from './system-world.ts';

/** Runs one command of the program and returns the exit code; whatever goes wrong is said on stderr. */
export async function run(
  makeProgram: (world: ProgramWorld, exit: (code: number) => void) => Command,
  args: readonly string[],
): Promise<number> {
  const interrupt = new AbortController();
  const world = systemWorld(interrupt.signal);
  // The first Ctrl-C lets what is under way end and be recorded. What the second one leaves open can be found out, since
  // the journal says what was to be sent.
  const interrupted = interrupts({
    first: () => interrupt.abort(),
    second: () => {
      world.terminal.say('Stopped at once.');
      // Left to itself, a signal would end the process without giving locks back.
      process.exit(exitCodes.interrupted);
    },
    now: () => performance.now(),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupted);
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.success);
    throw error;
  });
  let exitCode: number = exitCodes.success;
  try {
    await makeProgram(world, (code) => {
      exitCode = code;
    }).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (isAbort(error, interrupt.signal)) {
      world.terminal.say('Interrupted.');
      return exitCodes.interrupted;
    }
    const code = explain(error, world);
    return interrupt.signal.aborted ? exitCodes.interrupted : code;
  }
}

/** Whether all that went wrong is that the command was interrupted. */
export function isAbort(error: unknown, { aborted, reason }: AbortSignal): boolean {
  return aborted && (error === reason || (error instanceof Error && error.name === 'AbortError'));
}

/** Says on stderr what went wrong; returns the exit code that goes with it. */
export function explain(error: unknown, { terminal }: Pick<World, 'terminal'>): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.error;
  if (error instanceof TenantryError) {
    const text = paint(
      showProblems(error.problems, terminal.columns),
      process.stderr.isTTY && terminal.colour,
    );
    if (!(error instanceof InvalidConfiguration)) {
      terminal.say(text.trimEnd());
      return exitCodes.error;
    }
    terminal.say(text);
    terminal.say(countProblems(error.problems));
    return exitCodes.invalidConfiguration;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.say(
    [
      'This is a mistake in Tenantry, not in what you did. Please report it with the lines below:',
      'https://github.com/tenantry/tenantry/issues',
      ...text.split('\n').map(safe),
    ].join('\n'),
  );
  return exitCodes.error;
}
