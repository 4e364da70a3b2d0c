import { Command } from 'commander';
import type { ProgramWorld } from '../commands/world.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { addAuditCommand } from './audit-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addCsvCommands } from './csv-commands.ts';
import { addDriftCommand } from './drift-command.ts';
import { addHistoryCommand } from './history-command.ts';
import { addImmutableIdCommand } from './immutable-id-command.ts';
import { examples, type Exit } from './options.ts';
import { addImportCommand } from './import-command.ts';
import { addInitCommand } from './init-command.ts';
import { addPlanCommands } from './plan-commands.ts';
import { addPracticeCommands } from './practice-commands.ts';
import { addQuestionCommands } from './question-commands.ts';
import { addRenameCommand } from './rename-command.ts';
import { addRollbackCommand } from './rollback-command.ts';
import { addRuleCommands } from './rule-commands.ts';
import { addSetupCommand } from './setup-command.ts';
import { addStatusCommand } from './status-command.ts';
import { addVerifyCommand } from './verify-command.ts';

/** The command line; a command is loaded when it runs, since what they need differs much. */
export function makeProgram(world: ProgramWorld, exit: Exit): Command {
  const program = new Command('tenantry')
    .description('Microsoft Entra ID users and groups as code.')
    .version(world.version)
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(world.terminal.columns, 100) })
    .showSuggestionAfterError()
    .showHelpAfterError('Run it with --help to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(wrapped(text, world.terminal.columns)) })
    .addHelpText('after', examples(['demo', 'validate', 'plan --base main', 'apply --plan plan.json']));
  addInitCommand(program, world, exit);
  addPlanCommands(program, world, exit);
  addRollbackCommand(program, world, exit);
  addVerifyCommand(program, world, exit);
  addAuditCommand(program, world, exit);
  addDoctorCommand(program, world, exit);
  addDriftCommand(program, world, exit);
  addImportCommand(program, world, exit);
  addStatusCommand(program, world, exit);
  addCsvCommands(program, world, exit);
  addHistoryCommand(program, world, exit);
  addQuestionCommands(program, world, exit);
  addRuleCommands(program, world, exit);
  addPracticeCommands(program, world, exit);
  addSetupCommand(program, world, exit);
  addImmutableIdCommand(program, world, exit);
  addRenameCommand(program, world, exit);
  return program;
}

/** What the command line has to say, which comes as long lines and begins with `error:`. */
function wrapped(text: string, columns: number): string {
  const sentence = text
    .trimEnd()
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/argument missing$/, 'needs a value.');
  return paint(
    sentence.split('\n').flatMap((line) => paragraph(line, columns, 0)),
    false,
  );
}
