import { contoso } from '../emulator/contoso.ts';
import { TenantryError } from '../core/problem.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { GraphFault } from '../emulator/errors.ts';
import { generateMessyTenant } from '../emulator/generate/messy-tenant.ts';
import { tlsHints } from './emulate-hints.ts';
import { exitCodes } from './exit-codes.ts';
import type { World } from './world.ts';

export interface EmulateOptions {
  readonly port: number;
  readonly users: number;
  readonly groups: number;
  /** Instead of Contoso a tenant of so many users and groups with everything wrong that grows in one. */
  readonly messy: boolean;
  readonly latency: number;
  readonly state?: string;
  readonly throttling: boolean;
  /** HTTPS, and where to write the certificate of the authority that has to be trusted for it. */
  readonly certificateAuthority?: string;
}

/**
 * Serves the practice tenant until it is interrupted. The first line on stdout says, as JSON, where it listens; over HTTPS
 * also where the certificate is, and stderr tells what to do with it.
 */
export async function emulate(options: EmulateOptions, world: World): Promise<number> {
  const emulator = await startEmulator({
    port: options.port,
    ...(options.messy ? { state: messyState(options) } : practiceState(options)),
    latencyMs: options.latency,
    throttling: options.throttling,
    tls: options.certificateAuthority !== undefined,
    ...(options.state === undefined ? {} : { stateFile: options.state }),
  }).catch((error: unknown) => {
    throw explained(error, options);
  });
  try {
    world.terminal.print(`${await ready(emulator, options, world)}\n`);
    if (emulator.tls && options.certificateAuthority !== undefined)
      world.terminal.say(tlsHints(emulator, options.certificateAuthority));
    world.terminal.say('The practice tenant is running. Stop it with Ctrl-C.');
    await interrupted(world.signal);
  } finally {
    await emulator.close();
  }
  return exitCodes.success;
}

const practiceState = ({ users, groups }: EmulateOptions) => ({ state: contoso(), users, groups });

const messyState = ({ users, groups }: EmulateOptions) =>
  generateMessyTenant({ users: users || 300, groups: groups || 40, seed: 1 }).state;

async function ready(emulator: Emulator, options: EmulateOptions, world: World): Promise<string> {
  const { certificateAuthority } = options;
  if (!emulator.tls || certificateAuthority === undefined) return emulator.ready;
  await world.writeText(certificateAuthority, emulator.tls.certificateAuthority);
  return JSON.stringify({ ...(JSON.parse(emulator.ready) as object), certificateAuthority });
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What the user can mend; anything else as it is. */
function explained(error: unknown, { port, state }: EmulateOptions): unknown {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new TenantryError({
      id: 'port',
      message: `Port ${port} of this machine is taken by another program, perhaps by another practice tenant`,
      remedy: 'End that program, or name another port with --port; 0 takes any free one.',
    });
  if (code === 'EACCES' && text.startsWith('listen'))
    return new TenantryError({
      id: 'port',
      message: `Port ${port} of this machine is kept for its administrator`,
      remedy: 'Name a port from 1024 upwards with --port; 0 takes any free one.',
    });
  if (state === undefined) return error;
  if (error instanceof GraphFault || error instanceof SyntaxError)
    return new TenantryError({
      id: 'state-file',
      message: `The file ${state} holds no practice tenant: ${text.replace(/^state: | \{.*\}$/g, '')}`,
      remedy: 'Name another file with --state, or delete this one; it is then made anew.',
    });
  if (code === undefined) return error;
  return new TenantryError({
    id: 'state-file',
    message: `The practice tenant cannot be kept in ${state}: ${code === 'ENOENT' ? 'its folder does not exist' : text}`,
    remedy: 'Name a file with --state in a folder that exists and that you may write to.',
  });
}
