import { contoso } from '../emulator/contoso.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { exitCodes } from './exit-codes.ts';
import type { World } from './world.ts';

export interface EmulateOptions {
  readonly port: number;
  readonly users: number;
  readonly groups: number;
  readonly latency: number;
  readonly state?: string;
  readonly throttling: boolean;
}

/** Serves the practice tenant until it is interrupted. The first line on stdout says, as JSON, where it listens. */
export async function emulate(options: EmulateOptions, world: World): Promise<number> {
  const emulator = await startEmulator({
    port: options.port,
    state: contoso(),
    users: options.users,
    groups: options.groups,
    latencyMs: options.latency,
    throttling: options.throttling,
    ...(options.state === undefined ? {} : { stateFile: options.state }),
  });
  world.terminal.print(`${emulator.ready}\n`);
  world.terminal.say('The practice tenant is running. Stop it with Ctrl-C.');
  await interrupted(world.signal);
  await emulator.close();
  return exitCodes.success;
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
