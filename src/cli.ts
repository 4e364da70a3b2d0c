import { makeProgram } from './cli/program.ts';
import { run } from './cli/run.ts';

process.exitCode = await run(makeProgram, process.argv.slice(2));
