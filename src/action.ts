import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { connectGitHub } from './adapters/github/connect.ts';
import { useProxies } from './adapters/http/proxy.ts';
import { readRunner } from './adapters/github/runner.ts';
import { currentStep, type Step } from './adapters/github/step.ts';
import { planKeyName } from './adapters/sealing/plan-key.ts';
import { actionInputs } from './cli/action-inputs.ts';
import { explain, isAbort } from './cli/run.ts';
import { systemWorld } from './cli/system-world.ts';
import { interrupts } from './cli/interrupts.ts';
import { runAction } from './commands/action/run-action.ts';
import type { ActionWorld } from './commands/action/action-world.ts';
import { exitCodes } from './commands/exit-codes.ts';

/** One step of a workflow: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
const interrupt = new AbortController();
const step = currentStep();
// A runner that cancels a job sends SIGINT, then SIGTERM, and gives seven and a half seconds.
const interrupted = interrupts({
  first: () => interrupt.abort(),
  second: () => process.exit(exitCodes.interrupted),
  now: () => performance.now(),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupted);

// A secret that a repository does not have is an empty variable.
if (process.env[planKeyName] === '') delete process.env[planKeyName];
const system = systemWorld(interrupt.signal);
try {
  // GitHub is asked before the tenant is.
  useProxies(process.env);
  const inputs = actionInputs((name) => step.input(name));
  const world = actionWorld(step);
  process.exitCode = await runAction(inputs, world);
  step.output('exit-code', String(process.exitCode));
} catch (error) {
  if (isAbort(error, interrupt.signal)) {
    system.terminal.say('Interrupted.');
    process.exitCode = exitCodes.interrupted;
  } else process.exitCode = explain(error, system);
  step.output('exit-code', String(process.exitCode));
}

function actionWorld({ input, output, summarize, mask, annotate }: Step): ActionWorld {
  const runner = readRunner(process.env);
  const token = input('github-token');
  mask(token);
  const key = process.env[planKeyName] ?? '';
  if (key !== '') mask(key);
  return {
    ...system,
    forge: connectGitHub({
      apiUrl: runner.apiUrl,
      serverUrl: runner.serverUrl,
      repository: runner.repository,
      token,
      // What was done has to be told even then.
      clock: system.clock,
    }),
    runner: {
      event: runner.event,
      commit: runner.commit,
      ref: runner.ref,
      runId: runner.run.id,
      runUrl: runner.run.url,
      setOutput: output,
      async summarise(markdown) {
        if (!summarize(markdown))
          system.terminal.say('The summary is longer than GitHub shows; the artifact has everything.');
      },
      annotate,
    },
    async writeText(path, text) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await system.writeText(path, text);
    },
    hasPlanKey: key !== '',
  };
}
