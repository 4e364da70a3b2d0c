import { Option, type Command } from 'commander';
import type { ExaminingWorld } from '../commands/world.ts';
import type { Part } from '../core/permissions/requirement.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** Whether everything is there for a plan and an apply, and who can mend what is not. */
export function addDoctorCommand(program: Command, world: ExaminingWorld, exit: Exit): void {
  program
    .command('doctor')
    .description(
      'Whether plan and apply can work: files, sign-in, permissions, Exchange, licences, clock. Writes nothing; exits with 1 where something is missing.',
    )
    .argument(...directory)
    .addOption(
      new Option(
        '--as <part>',
        'judge the permissions of an identity that only plans, or of one that applies',
      ).choices(['reader', 'writer']),
    )
    .option('--json', 'print the result as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText('after', examples(['doctor', 'doctor --as reader', 'doctor --json']))
    .action(async (dir: string, options: DoctorFlags) =>
      exit(await (await import('../commands/doctor.ts')).doctor({ directory: dir, ...options }, world)),
    );
}

interface DoctorFlags extends AskingFlags {
  as?: Part;
  json: boolean;
}
