import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { systemClock } from '../../src/adapters/clock/clock.ts';
import { connectTenant } from '../../src/adapters/tenant/connect-tenant.ts';
import { planSealing } from '../../src/adapters/sealing/plan-sealing.ts';
import type { World } from '../../src/commands/world.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { treeOf, type Texts } from '../scenarios/support-practice.ts';
import { root, type Ended } from '../support/cli.ts';
import { keepOutput } from '../support/evidence/record.ts';

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** Settings for the practice tenant. */
export const tenantYaml = 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n';

export interface Asking {
  readonly emulator: Emulator;
  readonly world: World;
  /** The options that all commands take. */
  readonly options: { readonly directory: string; readonly endpoint: string };
  /** What was printed since the last time. */
  readonly printed: () => string;
  readonly said: () => string;
}

/** A practice tenant and a world in which only questions can be asked. */
export async function asking(
  options: EmulatorOptions,
  texts: Texts = { 'tenant.yaml': tenantYaml },
): Promise<Asking> {
  const emulator = await startEmulator({ seed: 1, ...options });
  running.push(emulator);
  const { world, printed, said } = offline();
  const { reader } = connectTenant({
    cloud: 'global',
    endpoint: new URL(emulator.graph),
    tenantId: emulator.state().organization.id,
    tokens: { graph: () => Promise.resolve('practice'), exchange: () => Promise.resolve('practice') },
    clock: world.clock,
  });
  return {
    emulator,
    printed,
    said,
    options: { directory: 'tenant', endpoint: emulator.graph },
    world: {
      ...world,
      files: {
        read: () => Promise.resolve(treeOf(texts)),
        readAt: () => Promise.resolve(new Map()),
        parentsOf: nowhere,
      },
      connect: () => ({ reader, root: emulator.graph, close: () => Promise.resolve() }),
    },
  };
}

const nowhere = (): Promise<never> => Promise.reject(new Error('Nobody should ask for this.'));

/** A world without any tenant. */
export function offline(): Pick<Asking, 'world' | 'printed' | 'said'> {
  const out: string[] = [];
  const err: string[] = [];
  return {
    printed: () => out.splice(0).join(''),
    said: () => err.splice(0).join('\n'),
    world: {
      version: 'test',
      program: 'tenantry',
      files: { read: nowhere, readAt: nowhere, parentsOf: nowhere },
      terminal: {
        print: (text) => {
          out.push(text);
          keepOutput('terminal', 'stdout', text);
        },
        say: (text) => {
          err.push(text);
          keepOutput('terminal', 'stderr', text);
        },
        progress: () => {},
        confirm: () => Promise.resolve(false),
        ask: () => Promise.resolve(undefined),
        colour: false,
        columns: 80,
      },
      clock: systemClock(),
      signal: new AbortController().signal,
      unattended: true,
      connect: () => {
        throw new Error('Nobody should ask a tenant.');
      },
      readText: nowhere,
      findText: nowhere,
      readBytes: nowhere,
      writeText: nowhere,
      writeFiles: nowhere,
      listJournals: () => Promise.resolve([]),
      sealing: planSealing(undefined),
    },
  };
}

/** Text as stdin gives it, in pieces of a size. */
export async function* pieces(text: string, size = 65_536): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** Runs the program with text on stdin. */
export function piped(args: readonly string[], input: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'bin/tenantry.js'), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
